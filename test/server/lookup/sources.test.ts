import { createCertificateSource } from '../../../src/server/lookup/sources/certificate.ts';
import { createInternalSource } from '../../../src/server/lookup/sources/internal.ts';
import { createTunnelSource } from '../../../src/server/lookup/sources/tunnel.ts';
import type { FoundCertificate } from '../../../src/server/lookup/certificate-search.ts';
import { aPolicy } from '../../support/builders.ts';

const asking = { signal: new AbortController().signal, refresh: false };
const at = (domain: string) => ({ local: 'anna', domain });

describe('own domains', () => {
  const source = createInternalSource(aPolicy().organisation);

  test.each([
    ['phv.example', 'own-domain'],
    ['stud.phv.example', 'student-domain'],
  ])('%s is internal', async (domain, reason) => {
    expect(await source.ask(at(domain), asking)).toMatchObject({ transport: 'internal', reasons: [reason] });
  });

  test.each(['evil.phv.example', 'xphv.example', 'phv.example.evil.example', 'example'])(
    '%s is not, for the policy does not name it',
    async (domain) => {
      expect(await source.ask(at(domain), asking)).toMatchObject({ kind: 'pass' });
    },
  );
});

describe('the tunnel list', () => {
  const listedAt = new Date('2026-11-01T00:00:00Z');
  const organisation = { domain: 'by.example', name: 'Byen', since: '2024-01-01' };
  const list = async () => ({
    source: 'list.csv',
    listedAt,
    organisations: [organisation],
    byDomain: new Map([[organisation.domain, organisation]]),
  });
  const source = (day: string) =>
    createTunnelSource({ list, maximumAgeDays: 30, clock: () => new Date(`2026-${day}T00:00:00Z`) });

  test('makes a listed domain a tunnel', async () => {
    expect(await source('11-23').ask(at('by.example'), asking)).toMatchObject({
      transport: 'tunnel',
      assurance: 'listed',
      evidence: [{ organisation: 'Byen', listedAt: listedAt.toISOString() }],
    });
  });

  test.each([
    ['12-01', 'listed'],
    ['12-02', 'list-stale'],
  ])('older than 30 days is said to be stale (on %s: %s)', async (day, assurance) => {
    const clock = () => new Date(`2026-${day}T00:00:00.000Z`);
    const aged = createTunnelSource({ list, maximumAgeDays: 30, clock });
    expect(await aged.ask(at('by.example'), asking)).toMatchObject({ transport: 'tunnel', assurance });
  });

  test.each(['sub.by.example', 'example', 'aby.example'])('does not reach to %s', async (domain) => {
    expect(await source('11-23').ask(at(domain), asking)).toMatchObject({
      kind: 'pass',
      reasons: ['not-on-tunnel-list'],
    });
  });

  test('that cannot be read leaves the question open', async () => {
    const broken = createTunnelSource({
      list: () => Promise.reject(new Error('gone')),
      maximumAgeDays: 30,
      clock: () => new Date(),
    });
    expect(await broken.ask(at('by.example'), asking)).toMatchObject({
      kind: 'inconclusive',
      reasons: ['tunnel-list-unreadable'],
    });
  });
});

describe('certificates', () => {
  const facts = { subject: '', issuer: '', serialNumber: '', notBefore: '', notAfter: '', fingerprint: 'AA' };
  const good: FoundCertificate = { source: 'one', facts, problems: [], isCaseDifferent: false };
  const ask = (certificates: FoundCertificate[], outcomes: ('found' | 'not-found' | 'unreachable')[]) =>
    createCertificateSource(async () => ({
      certificates,
      asked: outcomes.map((outcome) => ({ source: 'one', outcome })),
    })).ask(at('partner.example'), asking);

  test('that are usable make mail encrypted, with revocation said to be unchecked', async () => {
    expect(await ask([good], ['found'])).toMatchObject({
      kind: 'match',
      transport: 'certificate',
      assurance: 'end-to-end',
      reasons: ['certificate-usable', 'certificate-revocation-unchecked'],
    });
  });

  test('that match only without regard to case are said to', async () => {
    expect(await ask([{ ...good, isCaseDifferent: true }], ['found'])).toMatchObject({
      reasons: expect.arrayContaining(['certificate-case-differs']),
    });
  });

  test('that are not usable are passed over with every reason once', async () => {
    const bad = (problems: FoundCertificate['problems']) => ({ ...good, problems });
    expect(
      await ask(
        [bad(['certificate-expired']), bad(['certificate-expired', 'certificate-untrusted'])],
        ['found'],
      ),
    ).toMatchObject({ kind: 'pass', reasons: ['certificate-expired', 'certificate-untrusted'] });
  });

  test('that nobody has are not found; a directory that is away leaves the question open', async () => {
    expect(await ask([], ['not-found'])).toMatchObject({ kind: 'pass', reasons: ['certificate-not-found'] });
    expect(await ask([], ['not-found', 'unreachable'])).toMatchObject({
      kind: 'inconclusive',
      reasons: ['directory-unreachable'],
    });
    expect(await ask([good], ['found', 'unreachable'])).toMatchObject({ kind: 'match' });
  });
});
