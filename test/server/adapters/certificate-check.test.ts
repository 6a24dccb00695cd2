import { parseAddress } from '../../../src/domain/address.ts';
import { judgeCertificate, readOrUndefined } from '../../../src/server/adapters/certificate-check.ts';
import type { CertificateFields } from '../../../src/server/adapters/certificate-fields.ts';
import { makeAuthority, makeCertificate, unknownCriticalExtension } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';

const EMAIL = 'anna.lund@partner.example';
let root: Keyed;

beforeAll(async () => {
  root = await makeAuthority();
});

describe('a certificate from a directory', () => {
  test('is usable when it is valid, for encryption, for this very address, and chains to a root', async () => {
    expect(await judge({})).toMatchObject({ problems: [], isCaseDifferent: false });
  });

  test.each<[string, CertificateWish, string]>([
    ['ended yesterday', { days: [-30, -1] }, 'certificate-expired'],
    ['begins tomorrow', { days: [1, 30] }, 'certificate-not-yet-valid'],
    ['is for signing only', { usage: 'signature' }, 'certificate-wrong-usage'],
    ['is for signing only, with an EC key', { usage: 'signature', key: 'ec' }, 'certificate-wrong-usage'],
    ['is for logging in, not for mail', { extended: 'clientAuth' }, 'certificate-wrong-usage'],
    ['names somebody else', { email: 'bo.lund@partner.example' }, 'certificate-wrong-name'],
    ['names the same person elsewhere', { email: 'anna.lund@other.example' }, 'certificate-wrong-name'],
    ['names an address that only begins alike', { email: `${EMAIL}.evil.example` }, 'certificate-wrong-name'],
    [
      'hides another domain behind a zero octet',
      { email: `${EMAIL}\0.evil.example` },
      'certificate-wrong-name',
    ],
    ['names a server, not a person', { email: undefined, dns: 'partner.example' }, 'certificate-wrong-name'],
    ['has a key that is too short', { key: 'weak-rsa' }, 'certificate-weak-key'],
    [
      'holds a critical extension that is not understood',
      { extra: [unknownCriticalExtension()] },
      'certificate-untrusted',
    ],
  ])('is not usable when it %s', async (_what, change, problem) => {
    expect((await judge(change)).problems).toEqual([problem]);
  });

  test('is usable with an EC key that may agree on keys', async () => {
    expect((await judge({ key: 'ec' })).problems).toEqual([]);
  });

  test('is usable without any usage written in it, and for any purpose', async () => {
    expect((await judge({ usage: 'absent', extended: 'absent' })).problems).toEqual([]);
    expect((await judge({ extended: 'any' })).problems).toEqual([]);
  });

  test('counts a domain in capitals as the same, but says when the local part differs in case', async () => {
    expect(await judge({ email: 'anna.lund@PARTNER.example' })).toMatchObject({
      isCaseDifferent: false,
      problems: [],
    });
    expect(await judge({ email: 'Anna.Lund@partner.example' })).toMatchObject({
      isCaseDifferent: true,
      problems: [],
    });
  });

  test('reads the address in the subject only when there are no other names', async () => {
    const inSubject = { subject: `CN=Anna, E=${EMAIL}` };
    expect((await judge({ ...inSubject, email: 'bo@partner.example' })).problems).toEqual([
      'certificate-wrong-name',
    ]);
    expect((await judgeOnly({ ...inSubject, issuer: root })).problems).toEqual([]);
  });

  test('names everything that is wrong with it, not only the first', async () => {
    const judged = await judge({ days: [-30, -1], usage: 'signature', email: 'bo@partner.example' });
    expect(judged.problems).toEqual([
      'certificate-expired',
      'certificate-wrong-usage',
      'certificate-wrong-name',
    ]);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('not a certificate')],
    ['a length beyond its end', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])],
    ['nesting without an end', Buffer.alloc(5000, 0x30)],
  ])('is unreadable when it is %s', (_what, der) => {
    expect(judgeDer(der).problems).toEqual(['certificate-unreadable']);
  });

  test('is unreadable when something is hung behind it or one octet of its frame is cut', async () => {
    const { der } = await makeCertificate({ email: EMAIL, issuer: root });
    expect(judgeDer(Buffer.concat([der, Buffer.from([0])])).problems).toEqual(['certificate-unreadable']);
    expect(judgeDer(der.subarray(0, -1)).problems).toEqual(['certificate-unreadable']);
  });
});

describe('the chain to a trust anchor', () => {
  test('leads over an intermediate that the directory holds', async () => {
    const between = await makeAuthority('CN=Between', { issuer: root });
    const leaf = await makeCertificate({ email: EMAIL, issuer: between });
    expect(judgeDer(leaf.der, [between]).problems).toEqual([]);
    expect(judgeDer(leaf.der).problems).toEqual(['certificate-untrusted']);
  });

  test('does not lead over another authority of the same name', async () => {
    const impostor = await makeAuthority();
    const leaf = await makeCertificate({ email: EMAIL, issuer: impostor });
    expect(judgeDer(leaf.der).problems).toEqual(['certificate-untrusted']);
  });

  test('does not lead over an issuer in the directory that no root stands behind', async () => {
    const stranger = await makeAuthority('CN=Stranger');
    const leaf = await makeCertificate({ email: EMAIL, issuer: stranger });
    expect(judgeDer(leaf.der, [stranger]).problems).toEqual(['certificate-untrusted']);
  });

  test('does not lead over a person’s certificate that signs as if it were an authority', async () => {
    const person = await makeCertificate({
      subject: 'CN=Mallory',
      email: 'mallory@partner.example',
      issuer: root,
      key: 'ec',
    });
    const leaf = await makeCertificate({ email: EMAIL, issuer: person });
    expect(judgeDer(leaf.der, [person]).problems).toEqual(['certificate-untrusted']);
  });

  test('does not lead over an intermediate that has ended', async () => {
    const ended = await makeAuthority('CN=Ended', { issuer: root, days: [-30, -1] });
    const leaf = await makeCertificate({ email: EMAIL, issuer: ended });
    expect(judgeDer(leaf.der, [ended]).problems).toEqual(['certificate-untrusted']);
  });

  test('keeps to the path length that an authority was given', async () => {
    const first = await makeAuthority('CN=First', { issuer: root, pathLength: 0 });
    const second = await makeAuthority('CN=Second', { issuer: first });
    const allowed = await makeCertificate({ email: EMAIL, issuer: first });
    const tooDeep = await makeCertificate({ email: EMAIL, issuer: second });
    expect(judgeDer(allowed.der, [first]).problems).toEqual([]);
    expect(judgeDer(tooDeep.der, [first, second]).problems).toEqual(['certificate-untrusted']);
  });

  test('does not lead over a signature made with SHA-1', async () => {
    const leaf = await makeCertificate({ email: EMAIL, issuer: root, hash: 'SHA-1' });
    expect(judgeDer(leaf.der).problems).toEqual(['certificate-weak-signature']);
  });

  test('does not lead anywhere from a certificate that signed itself', async () => {
    expect((await judgeOnly({ email: EMAIL })).problems).toEqual(['certificate-untrusted']);
  });
});

function judge(change: CertificateWish) {
  return judgeOnly({ email: EMAIL, issuer: root, ...change });
}

async function judgeOnly(wish: CertificateWish) {
  return judgeDer((await makeCertificate(wish)).der);
}

function judgeDer(der: Buffer, intermediates: readonly Keyed[] = []) {
  const parsed = parseAddress(EMAIL);
  if (!parsed.ok) throw new Error('bad test address');
  const read = (list: readonly Keyed[]): CertificateFields[] =>
    list.map((keyed) => readOrUndefined(keyed.der)).filter((fields) => fields !== undefined);
  return judgeCertificate(der, {
    address: parsed.address,
    anchors: read([root]),
    intermediates: read(intermediates),
    now: new Date(),
  });
}
