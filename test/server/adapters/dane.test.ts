import { X509Certificate, createHash } from 'node:crypto';
import fc from 'fast-check';
import type { TlsaRecord } from '../../../src/domain/evidence.ts';
import { daneVerdict, isUsableTlsa } from '../../../src/server/adapters/dane.ts';
import { makeAuthority, makeCertificate, unknownCriticalExtension } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';
// Behind the support file, which brings what this package needs first.
import { ExtendedKeyUsage, ExtendedKeyUsageExtension, Extension } from '@peculiar/x509';

const HOST = 'mx.partner.example';
const names = [HOST];
const now = new Date();
const serverOf = (issuer: Keyed | undefined, change: CertificateWish = {}) =>
  makeCertificate({ key: 'ec', extended: 'serverAuth', subject: `CN=${HOST}`, dns: HOST, issuer, ...change });
let root: Keyed;
let middle: Keyed;
let server: Keyed;
let other: Keyed;

beforeAll(async () => {
  root = await makeAuthority('CN=Root');
  middle = await makeAuthority('CN=Middle', { issuer: root });
  server = await serverOf(middle);
  other = await serverOf(undefined);
});

function spki({ der }: Keyed): Buffer {
  return new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
}

/** A record of the given kind about the certificate, with one part changed. */
function record(usage: number, of: Keyed, change: Partial<TlsaRecord> = {}): TlsaRecord {
  const { selector = 1, matchingType = 1 } = change;
  const octets = selector === 0 ? of.der : spki(of);
  const hash = matchingType === 2 ? 'sha512' : 'sha256';
  const data = matchingType === 0 ? octets : createHash(hash).update(octets).digest();
  return { usage, selector, matchingType, data: data.toString('hex'), ...change };
}

const judge = (records: readonly TlsaRecord[], chain: readonly Keyed[], context = { names, now }) =>
  daneVerdict(
    records,
    chain.map(({ der }) => der),
    context,
  );

const KINDS = [0, 1].flatMap((selector) => [0, 1, 2].map((matchingType) => ({ selector, matchingType })));

describe.each(KINDS)('a TLSA record with $selector $matchingType', (kind) => {
  test('that names the server’s own certificate matches it and no other', () => {
    expect(judge([record(3, server, kind)], [server])).toBe('match');
    expect(judge([record(3, server, kind)], [other])).toBe('mismatch');
    expect(judge([record(3, server, kind)], [other, server])).toBe('mismatch');
  });

  test('that names an authority matches what leads up to it', () => {
    expect(judge([record(2, root, kind)], [server, middle, root])).toBe('match');
    expect(judge([record(2, root, kind)], [server, root, middle])).toBe('match');
    expect(judge([record(2, middle, kind)], [server, middle])).toBe('match');
    expect(judge([record(2, root, kind)], [other, middle, root])).toBe('mismatch');
    expect(judge([record(2, root, kind)], [server, root])).toBe('mismatch');
  });

  test('names an authority that the server does not send only where it holds it whole', () => {
    expect(judge([record(2, root, kind)], [server, middle])).toBe(
      kind.matchingType === 0 ? 'match' : 'mismatch',
    );
  });
});

describe('a server’s own certificate that is named', () => {
  test.each<[string, CertificateWish]>([
    ['has expired', { days: [-30, -1] }],
    ['is for another name', { dns: 'elsewhere.example' }],
    ['is for another purpose', { extended: 'clientAuth' }],
  ])('matches though it %s (RFC 7672 §3.1.1)', async (_what, change) => {
    const odd = await serverOf(undefined, change);
    expect(judge([record(3, odd)], [odd])).toBe('match');
  });
});

describe('a certificate under a named authority', () => {
  test.each<[string, CertificateWish]>([
    ['has expired', { days: [-30, -1] }],
    ['is not valid yet', { days: [1, 30] }],
    ['is for another name', { dns: 'elsewhere.example' }],
    ['has its name in the subject only', { dns: '' }],
    ['is for another purpose', { extended: 'clientAuth' }],
    ['has a weak key', { key: 'weak-rsa' }],
    ['has a signature that proves nothing any more', { hash: 'SHA-1' }],
  ])('does not match when it %s', async (_what, { dns, ...change }) => {
    const bad = await serverOf(root, {
      ...change,
      ...(dns === undefined ? {} : dns === '' ? { dns: 'x.example' } : { dns }),
    });
    expect(judge([record(2, root)], [bad, root])).toBe('mismatch');
  });

  test.each<[string, CertificateWish]>([
    ['has expired', { days: [-30, -1] }],
    ['is no authority', { isAuthority: false, extended: 'absent' }],
    ['may have no authority below it', { pathLength: -1 }],
  ])('does not match when the one in between %s', async (_what, { pathLength, ...change }) => {
    const above = await makeAuthority('CN=Above', pathLength === undefined ? {} : { pathLength: 0 });
    const between =
      change.isAuthority === false
        ? await makeCertificate({ key: 'ec', subject: 'CN=Between', issuer: above, ...change })
        : await makeAuthority('CN=Between', { issuer: above, ...change });
    const bad = await serverOf(between);
    expect(judge([record(2, above)], [bad, between, above])).toBe('mismatch');
  });

  test.each([0, 1, 2])(
    'does not match when nobody knows what number %d of its chain demands',
    async (odd) => {
      const at = (place: number) => (place === odd ? { extra: [unknownCriticalExtension()] } : {});
      const above = await makeAuthority('CN=Above', at(2));
      const between = await makeAuthority('CN=Between', { issuer: above, ...at(1) });
      const bad = await serverOf(between, at(0));
      expect(judge([record(2, above)], [bad, between, above])).toBe('mismatch');
    },
  );

  test('does not match when the authority is for mail only', async () => {
    const forMail = new ExtendedKeyUsageExtension([ExtendedKeyUsage.emailProtection]);
    const limited = await makeAuthority('CN=Limited', { extra: [forMail] });
    const below = await serverOf(limited);
    expect(judge([record(2, limited)], [below, limited])).toBe('mismatch');
  });

  test('matches though the server shows something else besides that is no certificate', () => {
    const shown = [server.der, Buffer.from('noise'), middle.der, root.der];
    expect(daneVerdict([record(2, root)], shown, { names, now })).toBe('match');
    expect(daneVerdict([record(3, server)], shown, { names, now })).toBe('match');
  });

  test('does not match when the authority may only vouch for some servers: their names are not compared', async () => {
    const octets = Buffer.from('3010a00e300c820a6578616d706c65000000', 'hex');
    const limited = await makeAuthority('CN=Limited', {
      extra: [new Extension('2.5.29.30', true, octets)],
    });
    const below = await serverOf(limited);
    expect(judge([record(2, limited)], [below, limited])).toBe('mismatch');
  });

  test('does not match an authority of the same name with another key', async () => {
    const twin = await makeAuthority('CN=Root');
    expect(judge([record(2, twin)], [server, middle, twin])).toBe('mismatch');
  });

  test('is not its own authority', () => {
    expect(judge([record(2, other)], [other])).toBe('mismatch');
  });

  test('may be for any one of the names, and a wildcard stands for one part', async () => {
    const wild = await serverOf(root, { dns: '*.partner.example' });
    const ask = (...asked: string[]) => judge([record(2, root)], [wild, root], { names: asked, now });
    expect(ask('elsewhere.example', 'mx.partner.example')).toBe('match');
    expect(ask('a.mx.partner.example')).toBe('mismatch');
    expect(ask('partner.example')).toBe('mismatch');
    expect(ask()).toBe('mismatch');
  });
});

describe('a TLSA record that cannot be followed', () => {
  test.each<[string, Partial<TlsaRecord>]>([
    ['wants a public root above the certificate', { usage: 1 }],
    ['wants a public root', { usage: 0 }],
    ['is of an unknown usage', { usage: 4 }],
    ['is of an unknown selector', { selector: 2 }],
    ['is of an unknown matching type', { matchingType: 3 }],
    ['has half a digest', { data: 'ab'.repeat(31) }],
    ['has more than a digest', { data: 'ab'.repeat(33) }],
    ['has the digest of another kind', { matchingType: 2, data: 'ab'.repeat(32) }],
    ['has no data', { data: '' }],
    ['holds a certificate that is none', { selector: 0, matchingType: 0, data: '3003020101' }],
    ['holds a key that is none', { selector: 1, matchingType: 0, data: '3003020101' }],
  ])('because it %s says nothing, and the others decide', (_why, change) => {
    const useless = { ...record(3, server), ...change };
    expect(isUsableTlsa(useless)).toBe(false);
    expect(judge([useless], [server])).toBe('unusable');
    expect(judge([useless, record(3, server)], [server])).toBe('match');
    expect(judge([useless, record(3, other)], [server])).toBe('mismatch');
  });

  test('is what none at all is: there is nothing to follow', () => {
    expect(judge([], [server])).toBe('unusable');
  });
});

test('beside a stronger digest of the same kind a weaker one does not count (RFC 7671 §9)', () => {
  const weak = record(3, server, { matchingType: 1 });
  expect(judge([weak, record(3, other, { matchingType: 2 })], [server])).toBe('mismatch');
  expect(judge([weak, record(3, other, { selector: 0, matchingType: 2 })], [server])).toBe('match');
  expect(judge([weak, record(2, other, { matchingType: 2 })], [server])).toBe('match');
  expect(judge([weak, record(3, other, { matchingType: 0 })], [server])).toBe('match');
});

test('a server that shows nothing, or noise, matches nothing', () => {
  const wanted = [record(3, server), record(2, root)];
  expect(judge(wanted, [])).toBe('mismatch');
  expect(daneVerdict(wanted, [Buffer.alloc(0)], { names, now })).toBe('mismatch');
  expect(daneVerdict(wanted, [Buffer.from('noise'), server.der], { names, now })).toBe('mismatch');
});

test('no record and no certificate of any octets makes a match, a crash or a long wait', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const anyRecord = fc.record({
    usage: octet,
    selector: fc.integer({ min: 0, max: 2 }),
    matchingType: fc.integer({ min: 0, max: 3 }),
    data: fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  });
  const anyChain = fc.array(
    fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(anyRecord), anyChain, fc.nat(), (records, chain, at) => {
      expect(daneVerdict(records, chain, { names, now })).not.toBe('match');
      expect(daneVerdict(records, [server.der, ...chain], { names, now })).not.toBe('match');
      const damaged = Buffer.from(server.der);
      damaged[at % damaged.length] = (damaged[at % damaged.length] ?? 0) ^ 1;
      const wanted = [record(3, server, { selector: 0 }), record(2, root), ...records.slice(0, 2)];
      expect(daneVerdict(wanted, [damaged, middle.der, root.der], { names, now })).not.toBe('match');
    }),
    { numRuns: 300 },
  );
});
