import { parseAddress } from '../../../src/domain/address.ts';
import { judgeCertificate, readOrUndefined } from '../../../src/server/adapters/certificate-check.ts';
import { AUTHORITY, openOpenssl } from '../../support/servers/openssl.ts';
import type { Issued, IssueWish, OpensslFolder } from '../../support/servers/openssl.ts';

const EMAIL = 'anna.lund@partner.example';
const FOR_MAIL = ['keyUsage=critical,keyEncipherment', 'extendedKeyUsage=emailProtection'];
/** OpenSSL wants keyEncipherment of every key; we want keyAgreement of one on a curve. */
const FOR_MAIL_EC = ['keyUsage=critical,keyAgreement,keyEncipherment', 'extendedKeyUsage=emailProtection'];
const GOOD: IssueWish = { key: 'rsa:2048', extensions: [`subjectAltName=email:${EMAIL}`, ...FOR_MAIL] };
const PSS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'];
const UTF8_MAILBOX = 'otherName:1.3.6.1.5.5.7.8.9';
const DAY_MS = 86_400_000;
const curve = (name: string): IssueWish => ({
  key: 'ec',
  more: ['-pkeyopt', `ec_paramgen_curve:${name}`],
  extensions: [`subjectAltName=email:${EMAIL}`, ...FOR_MAIL_EC],
});
const named = (name: string): IssueWish => ({ ...GOOD, extensions: [`subjectAltName=${name}`, ...FOR_MAIL] });

let openssl: OpensslFolder;
let root: Issued;
let between: Issued;
/** Authorities between root and leaf, by what is special about them. */
let others: Readonly<Record<string, Issued>>;

beforeAll(() => {
  openssl = openOpenssl();
  root = openssl.issue({ subject: '/CN=Root', extensions: AUTHORITY, days: 300 });
  between = openssl.issue({ subject: '/CN=Between', issuer: root, extensions: AUTHORITY, days: 200 });
  const constrained = (name: string, constraints: string) =>
    openssl.issue({
      subject: `/CN=${name}`,
      issuer: root,
      extensions: [...AUTHORITY, `nameConstraints=critical,${constraints}`],
    });
  others = {
    here: constrained('Here', 'permitted;email:partner.example'),
    below: constrained('Below', 'permitted;email:.example'),
    exact: constrained('Exact', `permitted;email:${EMAIL}`),
    elsewhere: constrained('Elsewhere', 'permitted;email:other.example'),
    barred: constrained('Barred', 'excluded;email:partner.example'),
    servers: constrained('Servers', 'permitted;DNS:partner.example'),
    rsa: openssl.issue({ subject: '/CN=Rsa', issuer: root, key: 'rsa:2048', extensions: AUTHORITY }),
    weak: openssl.issue({ subject: '/CN=Weak', issuer: root, key: 'rsa:1024', extensions: AUTHORITY }),
    old: openssl.issue({ subject: '/CN=Old', issuer: root, extensions: AUTHORITY, more: ['-sha1'] }),
    short: openssl.issue({
      subject: '/CN=Short',
      issuer: between,
      extensions: ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,keyCertSign'],
    }),
    mute: openssl.issue({
      subject: '/CN=Mute',
      issuer: root,
      extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,cRLSign'],
    }),
    web: openssl.issue({
      subject: '/CN=Web',
      issuer: root,
      extensions: [...AUTHORITY, 'extendedKeyUsage=serverAuth'],
    }),
  };
}, 60_000);

afterAll(() => openssl.remove());

/** What it is, how to make it, its issuer, our problems; `days` = when it is judged. */
const CASES: readonly {
  readonly what: string;
  readonly wish: IssueWish;
  readonly by?: string;
  readonly problems: readonly string[];
  readonly days?: number;
}[] = [
  { what: 'a good one', wish: GOOD, problems: [] },
  { what: 'a good one on P-256', wish: curve('P-256'), problems: [] },
  { what: 'a good one on brainpoolP256r1', wish: curve('brainpoolP256r1'), problems: [] },
  {
    what: 'one signed with RSASSA-PSS and SHA-256',
    wish: { ...GOOD, more: ['-sha256', ...PSS] },
    by: 'rsa',
    problems: [],
  },
  {
    what: 'one signed with RSASSA-PSS and SHA-1',
    wish: { ...GOOD, more: ['-sha1', ...PSS] },
    by: 'rsa',
    problems: ['certificate-weak-signature'],
  },
  { what: 'one that has ended', wish: GOOD, days: 40, problems: ['certificate-expired'] },
  {
    what: 'one whose authority has ended too',
    wish: { ...GOOD, days: 250 },
    days: 220,
    problems: ['certificate-untrusted'],
  },
  {
    what: 'one that has not begun',
    wish: GOOD,
    days: -2,
    problems: ['certificate-not-yet-valid', 'certificate-untrusted'],
  },
  {
    what: 'one for signing only',
    wish: { ...GOOD, extensions: [`subjectAltName=email:${EMAIL}`, 'keyUsage=critical,digitalSignature'] },
    problems: ['certificate-wrong-usage'],
  },
  {
    what: 'one for servers',
    wish: { ...GOOD, extensions: [`subjectAltName=email:${EMAIL}`, 'extendedKeyUsage=serverAuth'] },
    problems: ['certificate-wrong-usage'],
  },
  {
    what: 'one of somebody else',
    wish: named('email:bo@partner.example'),
    problems: ['certificate-wrong-name'],
  },
  {
    what: 'one with an RSA key of 1024 bits',
    wish: { ...GOOD, key: 'rsa:1024' },
    problems: ['certificate-weak-key'],
  },
  {
    what: 'one signed with SHA-1',
    wish: { ...GOOD, more: ['-sha1'] },
    problems: ['certificate-weak-signature'],
  },
  {
    what: 'one under an authority with a short key',
    wish: GOOD,
    by: 'weak',
    problems: ['certificate-weak-key'],
  },
  {
    what: 'one under an authority that SHA-1 vouches for',
    wish: GOOD,
    by: 'old',
    problems: ['certificate-weak-signature'],
  },
  { what: 'one from an authority for this domain', wish: GOOD, by: 'here', problems: [] },
  { what: 'one from an authority for all below', wish: GOOD, by: 'below', problems: [] },
  { what: 'one from an authority for this address', wish: GOOD, by: 'exact', problems: [] },
  {
    what: 'one from an authority for others',
    wish: GOOD,
    by: 'elsewhere',
    problems: ['certificate-untrusted'],
  },
  {
    what: 'one from an authority that may not',
    wish: GOOD,
    by: 'barred',
    problems: ['certificate-untrusted'],
  },
  {
    what: 'one from an authority that is constrained in servers only',
    wish: GOOD,
    by: 'servers',
    problems: [],
  },
  { what: 'one from no authority', wish: GOOD, by: 'short', problems: ['certificate-untrusted'] },
  {
    what: 'one from an authority that signs lists only',
    wish: GOOD,
    by: 'mute',
    problems: ['certificate-untrusted'],
  },
];

describe('OpenSSL comes to the same judgement', () => {
  test.each(CASES)('about $what', ({ wish, by, problems, days = 0 }) => {
    const issuer = issuerOf(by);
    const leaf = openssl.issue({ ...wish, issuer });
    const now = new Date(Date.now() + days * DAY_MS);
    expect(judge(leaf, [issuer, between], now)).toEqual(problems);
    const said = openssl.verify(leaf, [
      ...['-CAfile', root.path, '-untrusted', issuer.path, '-untrusted', between.path],
      ...['-purpose', 'smimeencrypt', '-verify_email', EMAIL, '-auth_level', '2'],
      ...['-attime', String(Math.floor(now.getTime() / 1000))],
    ]);
    expect({ said, isUsable: said === '' }).toMatchObject({ isUsable: problems.length === 0 });
  });
});

describe('where we are stricter than OpenSSL', () => {
  test('a curve that is not among the accepted ones is a weak key', () => {
    const leaf = openssl.issue({ ...curve('secp256k1'), issuer: between });
    expect(judge(leaf, [between])).toEqual(['certificate-weak-key']);
  });

  test('an authority for servers may not issue for mail', () => {
    const web = issuerOf('web');
    expect(judge(openssl.issue({ ...GOOD, issuer: web }), [web])).toEqual(['certificate-untrusted']);
  });

  test('a key on a curve has to agree on keys, whatever else it may', () => {
    const wish = { ...curve('P-256'), extensions: [`subjectAltName=email:${EMAIL}`, ...FOR_MAIL] };
    const leaf = openssl.issue({ ...wish, issuer: between });
    expect(judge(leaf, [between])).toEqual(['certificate-wrong-usage']);
  });

  test('a key that may only encipher cannot decipher what is sent', () => {
    const usage = 'keyUsage=critical,keyAgreement,encipherOnly';
    const wish = { ...curve('P-256'), extensions: [`subjectAltName=email:${EMAIL}`, usage] };
    expect(judge(openssl.issue({ ...wish, issuer: between }), [between])).toEqual([
      'certificate-wrong-usage',
    ]);
  });

  test('a certificate that signed itself is nobody’s', () => {
    expect(judge(openssl.issue(GOOD), [])).toEqual(['certificate-untrusted']);
  });
});

describe('names in certificates', () => {
  test.each([
    ['email:Anna.Lund@partner.example', EMAIL, true],
    ['email:anna.lund@PARTNER.EXAMPLE', EMAIL, false],
    ['email:"anna lund"@partner.example', '"anna lund"@partner.example', false],
    ['email:anna.lund@partner.example', '"anna.lund"@partner.example', false],
    [`${UTF8_MAILBOX};åsa@partner.example`, 'åsa@partner.example', false],
    [`${UTF8_MAILBOX};Åsa@partner.example`, 'åsa@partner.example', true],
    [`${UTF8_MAILBOX};åsa@bücher.example`, 'åsa@xn--bcher-kva.example', false],
    [`${UTF8_MAILBOX};åsa@xn--bcher-kva.example`, 'åsa@xn--bcher-kva.example', false],
  ])('%s is %s', (name, address, isCaseDifferent) => {
    expect(judgeNamed(name, address)).toMatchObject({ problems: [], isCaseDifferent });
  });

  test.each([
    ['email:anna.lund@partner.example.evil.example', EMAIL],
    [`${UTF8_MAILBOX};anna.lund@partner.examplе`, EMAIL],
    ['otherName:1.3.6.1.4.1.311.20.2.3;anna.lund@partner.example', EMAIL],
    ['DNS:partner.example', EMAIL],
    ['email:"anna@partner.example', EMAIL],
    ['email:@partner.example', EMAIL],
  ])('%s is not %s', (name, address) => {
    expect(judgeNamed(name, address).problems).toEqual(['certificate-wrong-name']);
  });

  /** In a section of its own, a name may hold every sign. */
  function judgeNamed(name: string, address: string) {
    const [form = '', ...value] = name.split(':');
    const text = value.join(':').replace(';', ';FORMAT:UTF8,UTF8:');
    const leaf = openssl.issue({
      ...GOOD,
      extensions: ['subjectAltName=@names', ...FOR_MAIL],
      sections: ['[names]', `${form}.1=${text.replaceAll('"', '\\"')}`],
      issuer: between,
    });
    return judgeWhole(leaf, [between], { address });
  }
});

describe('what is told of a certificate', () => {
  test('is its key, how it is signed and what it may be used for', () => {
    const wish = { ...GOOD, extensions: [...FOR_MAIL, `subjectAltName=email:${EMAIL}`] };
    const leaf = openssl.issue({ ...wish, issuer: between });
    expect(judgeWhole(leaf, [between]).use).toEqual({
      key: 'RSA 2048',
      signature: 'ecdsa-with-SHA256',
      usage: ['keyEncipherment', 'emailProtection'],
    });
    expect(judgeWhole(openssl.issue({ ...curve('P-521'), issuer: between }), [between]).use).toMatchObject({
      key: 'EC P-521',
    });
  });

  test('is that DNSSEC vouches for it in place of an issuer, where all else is well', () => {
    const alone = openssl.issue(GOOD);
    expect(judgeWhole(alone, [], { isVouched: true }).problems).toEqual([]);
    const weak = openssl.issue({ ...GOOD, key: 'rsa:1024' });
    expect(judgeWhole(weak, [], { isVouched: true }).problems).toContain('certificate-weak-key');
    const wrong = openssl.issue(named('email:bo@partner.example'));
    expect(judgeWhole(wrong, [], { isVouched: true }).problems).toEqual(['certificate-wrong-name']);
  });
});

describe('a chain', () => {
  test('over an authority that is configured beside its root goes on to the root', () => {
    const leaf = openssl.issue({ ...GOOD, issuer: between });
    const { chain, problems } = judgeWhole(leaf, [], { anchors: [between, root] });
    expect(problems).toEqual([]);
    expect(chain?.map(({ x509 }) => x509.subject)).toEqual(['CN=Anna Lund', 'CN=Between', 'CN=Root']);
  });

  test('is not looked for for ever among authorities that all signed each other', () => {
    const first = openssl.issue({ subject: '/CN=Mesh', extensions: AUTHORITY });
    const again: IssueWish = {
      subject: '/CN=Mesh',
      extensions: AUTHORITY,
      keyPath: first.keyPath,
      issuer: first,
    };
    const mesh = Array.from({ length: 40 }, () => openssl.issue(again));
    expect(judge(openssl.issue({ ...GOOD, issuer: first }), mesh)).toEqual(['certificate-untrusted']);
  });
});

function issuerOf(name = 'between'): Issued {
  return name === 'between' ? between : (others[name] ?? between);
}

interface JudgeWish {
  readonly address?: string;
  readonly now?: Date;
  readonly isVouched?: boolean;
  readonly anchors?: readonly Issued[];
}

function judge(leaf: Issued, intermediates: readonly Issued[], now = new Date()) {
  return judgeWhole(leaf, intermediates, { now }).problems;
}

function judgeWhole(leaf: Issued, intermediates: readonly Issued[], wish: JudgeWish = {}) {
  const parsed = parseAddress(wish.address ?? EMAIL);
  if (!parsed.ok) throw new Error('bad test address');
  const read = (list: readonly Issued[]) =>
    list.map(({ der }) => readOrUndefined(der)).filter((fields) => fields !== undefined);
  return judgeCertificate(leaf.der, {
    address: parsed.address,
    anchors: read(wish.anchors ?? [root]),
    intermediates: read(intermediates),
    now: wish.now ?? new Date(),
    isVouched: wish.isVouched ?? false,
  });
}
