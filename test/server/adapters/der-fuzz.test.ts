/** @needs openssl */
import fc from 'fast-check';
import { judgeCertificate } from '../../../src/server/adapters/certificate-check.ts';
import { readCertificate } from '../../../src/server/adapters/certificate-fields.ts';
import type { CertificateFields } from '../../../src/server/adapters/certificate-fields.ts';
import {
  childrenOf,
  readDer,
  readOid,
  readTime,
  readWhole,
  writeDer,
} from '../../../src/server/adapters/der.ts';
import { readOcspReply, writeOcspRequest } from '../../../src/server/adapters/ocsp.ts';
import { askRevocationList, readRevocationList } from '../../../src/server/adapters/revocation-list.ts';
import type { Issued } from '../../support/servers/openssl.ts';
import { BY_LIST, BY_OCSP, LIST, openRevocationWorld } from '../../support/servers/revocation-world.ts';
import type { RevocationWorld } from '../../support/servers/revocation-world.ts';

const RUNS = 400;

let world: RevocationWorld;
let leaf: Issued;
let subject: CertificateFields;
let issuer: CertificateFields;
let root: CertificateFields;
/** The leaf stands on this list, and this reply says that it is revoked. */
let list: Buffer;
let reply: Buffer;

beforeAll(async () => {
  world = await openRevocationWorld();
  const usage = ['keyUsage=critical,keyAgreement', 'extendedKeyUsage=emailProtection'];
  leaf = world.leaf([...usage, BY_LIST, BY_OCSP]);
  [subject, issuer, root] = [leaf, world.between, world.root].map(({ der }) => readCertificate(der)) as [
    CertificateFields,
    CertificateFields,
    CertificateFields,
  ]; // three in, three out
  const revoked = { serial: leaf.serial, reason: 'keyCompromise' };
  list = world.openssl.revocationList(world.between, [{ serial: '77' }, revoked]);
  const known = [{ ...revoked, isRevoked: true }];
  reply = world.openssl.ocspReply(writeOcspRequest({ subject, issuer }), { issuer: world.between, known });
}, 60_000);

afterAll(() => world.stop());

describe('whatever becomes of a certificate on its way', () => {
  test('as it was issued it is usable', () => {
    expect(judge(leaf.der)).toEqual([]);
  });

  test('with anything changed that its issuer signed it is not, and nothing crashes', () => {
    fc.assert(
      fc.property(
        changeWithin(() => signedPart(leaf.der)),
        (change) => {
          expect(judge(change(leaf.der))).not.toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('cut, prolonged or stirred it is told as something', () => {
    fc.assert(
      fc.property(anyDamage(), (damage) => {
        expect(judge(damage(leaf.der)).length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('whatever becomes of a revocation list on its way', () => {
  test('as it was issued it says that the certificate is revoked', async () => {
    expect(await askList(list)).toBe('revoked');
  });

  test('with anything changed that its issuer signed it says nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        changeWithin(() => signedPart(list)),
        async (change) => {
          expect(await askList(change(list))).toBe('unknown');
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('cut, prolonged or stirred it never says that the certificate is good', async () => {
    await fc.assert(
      fc.asyncProperty(anyDamage(), async (damage) => {
        expect(await askList(damage(list))).not.toBe('good');
      }),
      { numRuns: RUNS },
    );
  });
});

describe('whatever becomes of an OCSP reply on its way', () => {
  test('as it was given it says that the certificate is revoked', async () => {
    expect(await askReply(reply)).toBe('revoked');
  });

  test('with anything changed it never says that the certificate is good', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          changeWithin(() => [0, reply.length]),
          anyDamage(),
        ),
        async (change) => {
          expect(await askReply(change(reply))).not.toBe('good');
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('with its word changed from revoked to good it says nothing', async () => {
    const word = reply.indexOf(Buffer.from('a116180f', 'hex'));
    expect(word).toBeGreaterThan(0);
    const lie = Buffer.from(reply);
    lie[word] = 0x80;
    expect(await askReply(lie)).toBe('unknown');
  });
});

describe('DER that anybody may have written', () => {
  test('is read or refused, but nothing else', () => {
    const readers = [readDer, readWhole, readOidOf, readTimeOf, childrenOfWhole, readCertificate];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        for (const read of readers) {
          try {
            read(Buffer.from(bytes));
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is read as it was written, whatever its length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (content) => {
        const written = writeDer(0x04, Buffer.from(content));
        expect(readWhole(written, 0x04).content.equals(content)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

type Change = (bytes: Buffer) => Buffer;

/** One octet changed to another, between two places. */
function changeWithin(part: () => readonly [number, number]): fc.Arbitrary<Change> {
  return fc
    .tuple(fc.nat(), fc.integer({ min: 1, max: 255 }))
    .map(([place, difference]) => (bytes: Buffer) => {
      const [from, to] = part();
      const changed = Buffer.from(bytes);
      const at = from + (place % (to - from));
      changed[at] = (changed[at] ?? 0) ^ difference;
      return changed;
    });
}

/** Something cut out, put in or doubled. */
function anyDamage(): fc.Arbitrary<Change> {
  return fc
    .tuple(fc.nat(), fc.integer({ min: 1, max: 40 }), fc.uint8Array({ maxLength: 40 }))
    .map(([place, length, other]) => (bytes: Buffer) => {
      const at = place % bytes.length;
      const isSame = bytes.subarray(at, at + length).equals(other);
      const rest = bytes.subarray(at + length);
      return Buffer.concat([bytes.subarray(0, at), isSame ? Buffer.from([0]) : other, rest]);
    });
}

/** Where the first part of a signed structure lies: that which is signed. */
function signedPart(bytes: Buffer): readonly [number, number] {
  const [toBeSigned] = childrenOf(readWhole(bytes));
  if (toBeSigned === undefined) throw new Error('nothing is signed');
  const from = bytes.indexOf(toBeSigned.whole);
  return [from, from + toBeSigned.whole.length];
}

function judge(der: Buffer) {
  return judgeCertificate(der, {
    address: { local: 'anna', domain: 'partner.example' },
    anchors: [root],
    intermediates: [issuer],
    now: new Date(),
  }).problems;
}

async function askList(bytes: Buffer) {
  const read = await readRevocationList(bytes, issuer);
  return read === undefined ? 'unknown' : (await askRevocationList(read, subject, [LIST])).state;
}

async function askReply(bytes: Buffer) {
  return (await readOcspReply(bytes, { subject, issuer }, new Date()))?.state ?? 'unknown';
}

function readOidOf(bytes: Buffer) {
  return readOid(readDer(bytes));
}

function readTimeOf(bytes: Buffer) {
  return readTime(readDer(bytes));
}

function childrenOfWhole(bytes: Buffer) {
  return childrenOf(readDer(bytes));
}
