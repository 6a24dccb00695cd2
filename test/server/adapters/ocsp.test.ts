/** @needs openssl */
import { readCertificate } from '../../../src/server/adapters/certificate-fields.ts';
import { readOcspReply, writeOcspRequest } from '../../../src/server/adapters/ocsp.ts';
import type { Issued, ResponderWish } from '../../support/servers/openssl.ts';
import { openRevocationWorld } from '../../support/servers/revocation-world.ts';
import type { RevocationWorld } from '../../support/servers/revocation-world.ts';

const SIGNER = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=OCSPSigning'];
const NO_CHECK = 'noCheck=DER:0500';
const DAY_MS = 86_400_000;

let world: RevocationWorld;
let leaf: Issued;

beforeAll(async () => {
  world = await openRevocationWorld();
  leaf = world.leaf();
}, 60_000);

afterAll(() => world.stop());

describe('an OCSP reply by OpenSSL', () => {
  test('says that all is well, until when', async () => {
    const reply = await ask({});
    expect(reply).toMatchObject({ state: 'good', revokedAt: undefined, responder: undefined });
    expect((reply?.nextUpdate ?? 0) - (reply?.thisUpdate ?? 0)).toBe(DAY_MS);
  });

  test.each([undefined, 'keyCompromise', 'certificateHold'])(
    'says that one is revoked (%s)',
    async (reason) => {
      const revoked = { serial: leaf.serial, isRevoked: true, ...(reason === undefined ? {} : { reason }) };
      expect(await ask({ known: [revoked] })).toMatchObject({
        state: 'revoked',
        revokedAt: Date.parse('2026-01-01T00:00:00Z'),
      });
    },
  );

  test('is none when the responder does not know the certificate', async () => {
    expect(await ask({ known: [] })).toBeUndefined();
  });

  test('may name no end', async () => {
    expect(await ask({ more: [] })).toMatchObject({ state: 'good', nextUpdate: undefined });
  });

  test('may name its signer by the key', async () => {
    expect(await ask({ more: ['-ndays', '1', '-resp_key_id'] })).toMatchObject({ state: 'good' });
  });
});

describe('who may sign in the issuer’s place', () => {
  test('is whom the issuer charged with it, and whom it says need not be asked about', async () => {
    const signer = issueSigner([...SIGNER, NO_CHECK]);
    expect(await ask({ signer })).toMatchObject({ state: 'good', responder: undefined });
  });

  test('is to be asked about where the issuer does not say so', async () => {
    const reply = await ask({ signer: issueSigner(SIGNER) });
    expect(reply?.responder?.x509.subject).toBe('CN=Signer');
  });

  test.each<[string, readonly string[]]>([
    ['is charged with nothing', ['keyUsage=critical,digitalSignature']],
    ['may do anything, but is not charged with this', ['extendedKeyUsage=anyExtendedKeyUsage']],
    ['is a person’s certificate for mail', ['extendedKeyUsage=emailProtection']],
    ['may not sign', ['keyUsage=critical,keyEncipherment', 'extendedKeyUsage=OCSPSigning', NO_CHECK]],
    ['holds something critical that is not known', [...SIGNER, NO_CHECK, '1.2.3.4=critical,DER:0500']],
  ])('is nobody who %s', async (_what, extensions) => {
    expect(await ask({ signer: issueSigner(extensions) })).toBeUndefined();
  });

  test('is nobody whom another authority charged with it', async () => {
    const extensions = [...SIGNER, NO_CHECK];
    const signer = world.openssl.issue({ subject: '/CN=Signer', issuer: world.root, extensions });
    expect(await ask({ signer })).toBeUndefined();
  });

  test('is nobody with a short key, or whose time is over', async () => {
    const extensions = [...SIGNER, NO_CHECK];
    const weak = world.openssl.issue({
      subject: '/CN=Signer',
      issuer: world.between,
      key: 'rsa:1024',
      extensions,
    });
    expect(await ask({ signer: weak })).toBeUndefined();
    const signer = issueSigner(extensions);
    expect(await ask({ signer }, { now: new Date(Date.now() + 40 * DAY_MS) })).toBeUndefined();
  });

  function issueSigner(extensions: readonly string[]): Issued {
    return world.openssl.issue({ subject: '/CN=Signer', issuer: world.between, extensions });
  }
});

describe('an OCSP reply says nothing', () => {
  test('about another certificate than it was made for', async () => {
    const other = world.leaf();
    expect(await ask({}, { about: other })).toBeUndefined();
  });

  test('about a certificate of the same number from another issuer', async () => {
    const twin = world.openssl.issue({ issuer: world.root, serial: leaf.serial });
    const reply = replyBytes({});
    const question = { subject: readCertificate(twin.der), issuer: readCertificate(world.root.der) };
    expect(await readOcspReply(reply, question, new Date())).toBeUndefined();
  });

  test('when it is an error, cut, or none at all', async () => {
    const reply = replyBytes({});
    const tryLater = Buffer.from('30030a0103', 'hex');
    for (const bytes of [tryLater, reply.subarray(0, -1), reply.subarray(1), leaf.der, Buffer.alloc(0)]) {
      expect(await readOcspReply(bytes, questionAbout(leaf), new Date())).toBeUndefined();
    }
  });
});

function questionAbout(subject: Issued) {
  return { subject: readCertificate(subject.der), issuer: readCertificate(world.between.der) };
}

function replyBytes(wish: Partial<ResponderWish>): Buffer {
  const known = [{ serial: leaf.serial, isRevoked: false }];
  return world.openssl.ocspReply(writeOcspRequest(questionAbout(leaf)), {
    issuer: world.between,
    known,
    ...wish,
  });
}

function ask(wish: Partial<ResponderWish>, { about = leaf, now = new Date() } = {}) {
  return readOcspReply(replyBytes(wish), questionAbout(about), now);
}
