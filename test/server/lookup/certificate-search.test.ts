import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificateFolder } from '../../../src/server/adapters/certificate-folder.ts';
import type { CertificateDirectory } from '../../../src/server/adapters/certificate-directory.ts';
import { createLdapDirectory } from '../../../src/server/adapters/ldap.ts';
import { createTrustAnchors } from '../../../src/server/adapters/trust-anchors.ts';
import { createCertificateSearch } from '../../../src/server/lookup/certificate-search.ts';
import type { CertificateSearchOptions } from '../../../src/server/lookup/certificate-search.ts';
import { createCertificateSource } from '../../../src/server/lookup/sources/certificate.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';
import { startSlapd } from '../../support/servers/slapd.ts';
import type { RunningDirectory } from '../../support/servers/slapd.ts';

const { signal } = new AbortController();
const asking = { signal, refresh: false };
const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
const anchorsFile = join(folder, 'anchors.pem');
let root: Keyed;
let slapd: RunningDirectory;
let ldap: CertificateDirectory;

beforeAll(async () => {
  root = await makeAuthority();
  writeFileSync(anchorsFile, root.pem);
  const made = async (email: string, wish: CertificateWish = {}) =>
    (await makeCertificate({ email, issuer: root, ...wish })).der;
  const entry = (mail: string, ...certificates: Buffer[]) => ({ mail, certificates });
  slapd = await startSlapd([
    entry('good@partner.example', await made('good@partner.example')),
    entry('curve@partner.example', await made('curve@partner.example', { key: 'ec' })),
    entry('ended@partner.example', await made('ended@partner.example', { days: [-30, -1] })),
    entry('signer@partner.example', await made('signer@partner.example', { usage: 'signature' })),
    entry('other@partner.example', await made('somebody.else@partner.example')),
    entry('self@partner.example', await made('self@partner.example', { issuer: undefined })),
    entry('broken@partner.example', Buffer.from('not a certificate')),
    entry('sikkermail@partner.example', await made('sikkermail@partner.example')),
    entry('Large@partner.example', await made('Large@partner.example')),
    entry(
      'several@partner.example',
      await made('several@partner.example', { days: [-30, -1] }),
      await made('several@partner.example', { days: [-1, 400] }),
      await made('several@partner.example', { days: [-1, 20] }),
    ),
  ]);
  ldap = createLdapDirectory({
    name: 'ldap',
    priority: 50,
    url: slapd.url,
    base: slapd.base,
    timeoutMs: 3000,
  });
}, 40_000);

afterAll(async () => {
  await ldap.close();
  await slapd.stop();
  rmSync(folder, { recursive: true });
});

describe('certificates in a real LDAP directory', () => {
  test.each(['good', 'curve', 'several'])('of %s can be used', async (local) => {
    expect(await ask(local)).toMatchObject({ kind: 'match', transport: 'certificate' });
  });

  test.each([
    ['ended', 'certificate-expired'],
    ['signer', 'certificate-wrong-usage'],
    ['other', 'certificate-wrong-name'],
    ['self', 'certificate-untrusted'],
    ['broken', 'certificate-unreadable'],
    ['nobody', 'certificate-not-found'],
    ['*', 'certificate-not-found'],
    ['*)(mail=*', 'certificate-not-found'],
  ])('of %s cannot: %s', async (local, reason) => {
    expect(await ask(local)).toMatchObject({ kind: 'pass', reasons: [reason] });
  });

  test('that differ in capitals are used with that said', async () => {
    expect(await ask('large')).toMatchObject({
      kind: 'match',
      reasons: expect.arrayContaining(['certificate-case-differs']),
    });
  });

  test('of whom there are several: the one that lasts longest is taken', async () => {
    const { certificates } = await search()({ local: 'several', domain: 'partner.example' }, signal);
    expect(certificates.map(({ problems }) => problems.length)).toEqual([0, 0, 1]);
    expect(Date.parse(certificates[0]?.facts?.notAfter ?? '')).toBeGreaterThan(Date.now() + 300 * 86_400_000);
  });

  test('leave the question open without readable trust anchors, instead of trusting anybody', async () => {
    for (const path of [join(folder, 'missing.pem'), join(folder, 'empty.pem')]) {
      if (path.endsWith('empty.pem')) writeFileSync(path, '\n');
      const answer = await createCertificateSource(search({ anchorsPath: path })).ask(
        { local: 'good', domain: 'partner.example' },
        asking,
      );
      expect(answer).toMatchObject({ kind: 'inconclusive', reasons: ['directory-unreachable'] });
    }
  });

  test('leave the question open when a second directory is away and the first has nothing', async () => {
    const away = createCertificateFolder({ name: 'away', priority: 50, path: join(folder, 'nowhere') });
    const source = createCertificateSource(search({ directories: [ldap, away] }));
    expect(await source.ask({ local: 'nobody', domain: 'partner.example' }, asking)).toMatchObject({
      kind: 'inconclusive',
      reasons: ['directory-unreachable'],
    });
    expect(await source.ask({ local: 'good', domain: 'partner.example' }, asking)).toMatchObject({
      kind: 'match',
    });
  });
});

describe('certificates in a folder', () => {
  test('are found by the address in them or by the file’s name, in PEM and DER', async () => {
    const path = join(folder, 'files');
    mkdirSync(path);
    const one = await makeCertificate({ email: 'Anna@partner.example', issuer: root });
    const two = await makeCertificate({ email: 'bo@partner.example', issuer: root });
    writeFileSync(join(path, 'a.pem'), one.pem);
    writeFileSync(join(path, 'b.der'), two.der);
    writeFileSync(join(path, 'carla@partner.example.pem'), two.pem);
    writeFileSync(join(path, 'dan@partner.example.cer'), 'nothing');
    writeFileSync(join(path, 'notes.txt'), one.pem);
    const source = createCertificateSource(
      search({ directories: [createCertificateFolder({ name: 'folder', priority: 50, path })] }),
    );
    const at = (local: string) => source.ask({ local, domain: 'partner.example' }, asking);
    expect(await at('Anna')).toMatchObject({ kind: 'match' });
    expect(await at('bo')).toMatchObject({ kind: 'match' });
    expect(await at('carla')).toMatchObject({ kind: 'pass', reasons: ['certificate-wrong-name'] });
    expect(await at('dan')).toMatchObject({ kind: 'pass', reasons: ['certificate-unreadable'] });
    expect(await at('eva')).toMatchObject({ kind: 'pass', reasons: ['certificate-not-found'] });
  });
});

describe('a certificate of the whole organisation', () => {
  const policy: CertificateSearchOptions['policy'] = {
    revocation: 'off',
    domainCertificates: ['sikkermail'],
  };
  const by = (wish: SearchWish = {}) => createCertificateSource(search({ policy, ...wish }));
  const askFor = (local: string, wish?: SearchWish, domain = 'partner.example') =>
    by(wish).ask({ local, domain }, asking);

  test('does for a recipient who has none, and that is said', async () => {
    const answer = await askFor('nobody');
    expect(answer).toMatchObject({
      kind: 'match',
      reasons: expect.arrayContaining(['certificate-usable', 'certificate-of-domain']),
    });
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ kind: 'certificate', foundBy: 'sikkermail@partner.example' }),
    );
  });

  test('does for one whose own cannot be used, which is listed in the search by hand', async () => {
    expect(await askFor('ended')).toMatchObject({ kind: 'match' });
    const { certificates } = await search({ policy })(at('ended'), signal);
    expect(certificates.map(({ foundBy, problems }) => [foundBy, problems])).toEqual([
      ['sikkermail@partner.example', []],
      [undefined, ['certificate-expired']],
    ]);
  });

  test('does not come before the recipient’s own', async () => {
    const { certificates } = await search({ policy })(at('good'), signal);
    expect(certificates.map(({ foundBy }) => foundBy)).toEqual([undefined]);
  });

  test('is not looked for where the policy names none', async () => {
    expect(await ask('nobody')).toMatchObject({ kind: 'pass', reasons: ['certificate-not-found'] });
  });

  test('is not what somebody has whom the shared address is not', async () => {
    const shared = { ...policy, domainCertificates: ['other'] };
    expect(await askFor('nobody', { policy: shared })).toMatchObject({
      kind: 'pass',
      reasons: ['certificate-wrong-name'],
    });
  });

  test('speaks for nobody at a provider of private mailboxes', async () => {
    const findConsumerDomain = () => ({ domain: 'partner.example', source: 'test' });
    expect(await askFor('nobody', { findConsumerDomain })).toMatchObject({
      kind: 'pass',
      reasons: ['certificate-not-found'],
    });
  });

  test('is not one of a domain above or beside', async () => {
    for (const domain of ['mail.partner.example', 'partner2.example']) {
      expect(await askFor('nobody', {}, domain)).toMatchObject({ kind: 'pass' });
    }
  });

  test('leaves the question open when only the directory of the shared address is away', async () => {
    const flaky: CertificateDirectory = {
      ...ldap,
      find: (address) =>
        address.local === 'sikkermail' ? Promise.reject(new Error('away')) : ldap.find(address),
    };
    expect(await askFor('nobody', { directories: [flaky] })).toMatchObject({ kind: 'inconclusive' });
  });
});

describe('several directories', () => {
  const holding = (
    name: string,
    change: Partial<CertificateDirectory> & { der: Buffer },
  ): CertificateDirectory => ({
    name,
    priority: 50,
    find: () => Promise.resolve({ certificates: [change.der], isComplete: true }),
    intermediates: () => Promise.resolve([]),
    check: () => Promise.resolve(),
    close: () => Promise.resolve(),
    ...change,
  });

  test('are all asked, and the preferred one’s certificate is taken, even if another lasts longer', async () => {
    const make = async (days: number) =>
      (await makeCertificate({ email: 'two@partner.example', issuer: root, days: [-1, days] })).der;
    const directories = [
      holding('later', { der: await make(400), priority: 60 }),
      holding('first', { der: await make(20), priority: 10 }),
      holding('usual', { der: await make(300) }),
    ];
    const { certificates } = await search({ directories })(at('two'), signal);
    expect(certificates.map(({ source }) => source)).toEqual(['first', 'usual', 'later']);
  });

  test('complete each other’s chains', async () => {
    const between = await makeAuthority('CN=Between', { issuer: root });
    const { der } = await makeCertificate({ email: 'two@partner.example', issuer: between });
    const one = holding('one', { der });
    const other = holding('other', {
      der,
      find: () => Promise.resolve({ certificates: [], isComplete: true }),
      intermediates: () => Promise.resolve([between.der]),
    });
    const judged = async (directories: readonly CertificateDirectory[]) =>
      (await search({ directories })(at('two'), signal)).certificates[0]?.problems;
    expect(await judged([one])).toEqual(['certificate-untrusted']);
    expect(await judged([one, other])).toEqual([]);
  });

  test('need no issuer for what DNSSEC vouches for, but for anything else', async () => {
    const own = await makeCertificate({ email: 'two@partner.example' });
    const vouching = (vouched: readonly Buffer[]) =>
      holding('dns', {
        der: own.der,
        find: () => Promise.resolve({ certificates: [own.der], isComplete: true, vouched }),
      });
    const judged = async (vouched: readonly Buffer[]) =>
      (await search({ directories: [vouching(vouched)] })(at('two'), signal)).certificates[0]?.problems;
    expect(await judged([Buffer.from(own.der)])).toEqual([]);
    expect(await judged([root.der])).toEqual(['certificate-untrusted']);
  });

  test('that keep silent hold nobody up beyond the time there is, and count as unreachable', async () => {
    const silent = holding('silent', { der: Buffer.alloc(0), find: () => new Promise(() => undefined) });
    const source = createCertificateSource(search({ directories: [silent], timeoutMs: 50 }));
    expect(await source.ask(at('two'), asking)).toMatchObject({ kind: 'inconclusive' });
  });
});

function at(local: string) {
  return { local, domain: 'partner.example' };
}

interface SearchWish extends Partial<CertificateSearchOptions> {
  readonly anchorsPath?: string;
}

function search({ anchorsPath = anchorsFile, directories = [ldap], ...change }: SearchWish = {}) {
  return createCertificateSearch({
    directories,
    anchors: createTrustAnchors([anchorsPath]),
    clock: () => new Date(),
    timeoutMs: 3000,
    policy: { revocation: 'off', domainCertificates: [] },
    checkRevocation: async () => ({ state: 'unchecked' }),
    findConsumerDomain: () => undefined,
    ...change,
  });
}

function ask(local: string) {
  return createCertificateSource(search()).ask({ local, domain: 'partner.example' }, asking);
}
