/** @needs openssl */
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificate } from '../../../src/server/adapters/certificate-fields.ts';
import { DER, childrenOf, readWhole, writeDer } from '../../../src/server/adapters/der.ts';
import { askRevocationList, readRevocationList } from '../../../src/server/adapters/revocation-list.ts';
import { AUTHORITY } from '../../support/servers/openssl.ts';
import type { Issued } from '../../support/servers/openssl.ts';
import { LIST, openRevocationWorld } from '../../support/servers/revocation-world.ts';
import type { RevocationWorld } from '../../support/servers/revocation-world.ts';

const URLS = [LIST];
const IDP = 'issuingDistributionPoint=critical,@idp';
const TIME = writeDer(DER.utcTime, Buffer.from('260101000000Z'));
const CERTIFICATE_ISSUER = [
  writeDer(DER.integer, Buffer.from([0x22])),
  TIME,
  writeDer(
    DER.sequence,
    writeDer(
      DER.sequence,
      writeDer(DER.objectIdentifier, Buffer.from('551d1d', 'hex')),
      writeDer(DER.boolean, Buffer.from([0xff])),
      writeDer(DER.octetString, Buffer.from('3000', 'hex')),
    ),
  ),
];
const LONG_NUMBER = [writeDer(DER.integer, Buffer.from([0x00, 0x22])), TIME];

let world: RevocationWorld;
let leaf: Issued;

beforeAll(async () => {
  world = await openRevocationWorld();
  leaf = world.leaf();
}, 60_000);

afterAll(() => world.stop());

describe('a revocation list made by OpenSSL', () => {
  test('says of a certificate that is not on it that all is well', async () => {
    expect(await ask(world.openssl.revocationList(world.between, [{ serial: '99' }]))).toEqual({
      state: 'good',
    });
  });

  test.each([undefined, 'keyCompromise', 'certificateHold', 'removeFromCRL', 'superseded'])(
    'says of a certificate that is on it that it is revoked, whatever the reason (%s)',
    async (reason) => {
      const revoked = { serial: leaf.serial, ...(reason === undefined ? {} : { reason }) };
      expect(await ask(world.openssl.revocationList(world.between, [{ serial: '99' }, revoked]))).toEqual({
        state: 'revoked',
        revokedAt: Date.parse('2026-01-01T00:00:00Z'),
      });
    },
  );

  test('finds one among 50,000, and does not find one that is not there, as OpenSSL does', async () => {
    const others = Array.from({ length: 50_000 }, (_one, index) => ({
      serial: `5${index.toString(16).padStart(15, '0')}`,
      reason: 'keyCompromise',
    }));
    const without = world.openssl.revocationList(world.between, others);
    others.splice(25_000, 0, { serial: leaf.serial, reason: 'keyCompromise' });
    const withIt = world.openssl.revocationList(world.between, others);
    expect(without.length).toBeGreaterThan(2_000_000);
    expect([await ask(without), openssl(without)]).toEqual([{ state: 'good' }, '']);
    expect([await ask(withIt), openssl(withIt)]).toMatchObject([{ state: 'revoked' }, 'certificate revoked']);
  });

  test('is not taken in by the octets of a serial number inside another entry', async () => {
    const short = world.openssl.issue({ issuer: world.between, serial: '11' });
    const list = world.openssl.revocationList(world.between, [{ serial: '4402011144' }]);
    expect(list.includes(readCertificate(short.der).serial)).toBe(true);
    expect(await ask(list, { subject: short })).toEqual({ state: 'good' });
  });

  function openssl(list: Buffer): string {
    const path = join(world.openssl.path, 'judged.crl');
    writeFileSync(path, pemOf(list));
    const by = ['-CAfile', world.root.path, '-untrusted', world.between.path];
    return world.openssl.verify(leaf, [...by, '-crl_check', '-CRLfile', path]);
  }
});

describe('a revocation list says nothing', () => {
  test.each<[string, readonly string[]]>([
    ['when it only tells what is new', ['2.5.29.27=critical,DER:020101']],
    ['when another one vouches for its entries', [IDP, '[idp]', 'indirectCRL=TRUE']],
    ['when it is about some reasons only', [IDP, '[idp]', 'onlysomereasons=keyCompromise']],
    ['when it is about attributes only', [IDP, '[idp]', 'onlyAA=TRUE']],
    ['when it is about authorities only', [IDP, '[idp]', 'onlyCA=TRUE']],
    ['when it is of another point', [IDP, '[idp]', 'fullname=URI:http://lists.example/other.crl']],
    ['when it holds something critical that is not known', ['1.2.3.4=critical,DER:0500']],
  ])('%s', async (_what, extensions) => {
    expect(await ask(world.openssl.revocationList(world.between, [], { extensions }))).toEqual({
      state: 'unknown',
    });
  });

  test.each<[string, readonly string[]]>([
    ['is about users only', [IDP, '[idp]', 'onlyuser=TRUE']],
    ['is of this very point', [IDP, '[idp]', `fullname=URI:${LIST}`]],
    ['holds something that is not critical', ['1.2.3.4=DER:0500']],
  ])('but it does when it %s', async (_what, extensions) => {
    expect(await ask(world.openssl.revocationList(world.between, [], { extensions }))).toEqual({
      state: 'good',
    });
  });

  test('about an authority when it is about users only', async () => {
    const extensions = [IDP, '[idp]', 'onlyuser=TRUE'];
    const list = world.openssl.revocationList(world.root, [], { extensions });
    expect(await ask(list, { subject: world.between, issuer: world.root })).toEqual({ state: 'unknown' });
  });

  test('when another one signed it, under the same name too', async () => {
    const impostor = world.openssl.issue({ subject: '/CN=Between', extensions: AUTHORITY });
    expect(await ask(world.openssl.revocationList(impostor, []))).toEqual({ state: 'unknown' });
    expect(await ask(world.openssl.revocationList(world.root, []))).toEqual({ state: 'unknown' });
  });

  test('when its issuer may not sign lists', async () => {
    const extensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];
    const issuer = world.openssl.issue({ subject: '/CN=Mute', extensions });
    const subject = world.openssl.issue({ issuer });
    expect(await ask(world.openssl.revocationList(issuer, []), { subject, issuer })).toEqual({
      state: 'unknown',
    });
  });

  test('when it is signed with SHA-1', async () => {
    expect(await ask(world.openssl.revocationList(world.between, [], { digest: 'sha1' }))).toEqual({
      state: 'unknown',
    });
  });

  test('when it is cut, prolonged, or no list at all', async () => {
    const list = world.openssl.revocationList(world.between, []);
    const wrong = [
      list.subarray(1),
      list.subarray(0, -1),
      Buffer.concat([list, list]),
      leaf.der,
      Buffer.alloc(0),
    ];
    for (const bytes of wrong) expect(await ask(bytes)).toEqual({ state: 'unknown' });
  });

  test.each<[string, (parts: Buffer[]) => Buffer[]]>([
    ['without an end', (parts) => parts.filter((_part, index) => index !== 4)],
    ['whose entry is meant for another issuer', (parts) => withEntry(parts, CERTIFICATE_ISSUER)],
    ['whose entry writes its number longer than it is', (parts) => withEntry(parts, LONG_NUMBER)],
  ])('when it is one %s', async (_what, change) => {
    expect(await ask(resigned(world.openssl.revocationList(world.between, []), change))).toEqual({
      state: 'unknown',
    });
  });
});

function withEntry(parts: Buffer[], entry: Buffer[]): Buffer[] {
  return [...parts.slice(0, 5), writeDer(DER.sequence, writeDer(DER.sequence, ...entry)), ...parts.slice(5)];
}

/** The list with other parts, signed again by the authority's own key. */
function resigned(list: Buffer, change: (parts: Buffer[]) => Buffer[]): Buffer {
  const [toBeSigned, algorithm] = childrenOf(readWhole(list));
  if (toBeSigned === undefined || algorithm === undefined) throw new Error('no list');
  const content = writeDer(DER.sequence, ...change(childrenOf(toBeSigned).map(({ whole }) => whole)));
  const signature = sign('sha256', content, createPrivateKey(readFileSync(world.between.keyPath)));
  const bits = writeDer(DER.bitString, Buffer.from([0]), signature);
  return writeDer(DER.sequence, content, algorithm.whole, bits);
}

async function ask(list: Buffer, { subject = leaf, issuer = world.between } = {}) {
  const read = await readRevocationList(list, readCertificate(issuer.der));
  return read === undefined
    ? { state: 'unknown' }
    : askRevocationList(read, readCertificate(subject.der), URLS);
}

function pemOf(list: Buffer): string {
  return `-----BEGIN X509 CRL-----\n${list.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END X509 CRL-----\n`;
}
