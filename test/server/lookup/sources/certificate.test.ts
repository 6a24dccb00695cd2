import type { FoundCertificate } from '../../../../src/server/lookup/found-certificate.ts';
import { keepSource } from '../../../../src/server/lookup/kept-source.ts';
import { LIFETIMES } from '../../../../src/server/lookup/lifetimes.ts';
import { createCertificateSource } from '../../../../src/server/lookup/sources/certificate.ts';

const { signal } = new AbortController();
const asking = { signal, refresh: false };
const ANNA = { local: 'anna', domain: 'partner.example' };
const NOW = Date.parse('2026-11-26T08:00:00.000Z');
const HOUR_MS = 3_600_000;

const good: FoundCertificate = {
  source: 'one',
  priority: 50,
  der: Buffer.from('30', 'hex'),
  facts: {
    subject: '',
    issuer: '',
    serialNumber: '',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
    fingerprint: 'AA',
  },
  use: { key: 'RSA 2048', signature: '', usage: ['keyEncipherment'], revocation: { state: 'good' } },
  problems: [],
  remarks: [],
  holdsUntil: NOW + HOUR_MS / 2,
};
const bad = (...problems: FoundCertificate['problems']): FoundCertificate => ({ ...good, problems });

describe('certificates', () => {
  test('that are usable make mail encrypted, and tell what they are', async () => {
    expect(await ask([good])).toMatchObject({
      kind: 'match',
      transport: 'certificate',
      assurance: 'end-to-end',
      reasons: ['certificate-usable'],
      evidence: [
        { kind: 'directory', source: 'one', outcome: 'found' },
        { kind: 'certificate', source: 'one', certificate: good.facts, use: good.use },
      ],
    });
  });

  test('that are usable with something to be said of them say it', async () => {
    const foundBy = 'sikkermail@partner.example';
    const shared = {
      ...good,
      foundBy,
      remarks: ['certificate-of-domain', 'certificate-case-differs'] as const,
    };
    expect(await ask([shared])).toMatchObject({
      kind: 'match',
      reasons: ['certificate-usable', 'certificate-of-domain', 'certificate-case-differs'],
      evidence: [{ kind: 'directory' }, { kind: 'certificate', foundBy }],
    });
  });

  test('hold no longer than was judged', async () => {
    const source = createCertificateSource(async () => ({ certificates: [good], asked: [] }));
    const kept = keepSource(source, {
      clock: () => new Date(NOW),
      lifetimes: LIFETIMES,
      keeping: 'by-address',
    });
    const { expiresAt } = await kept.ask(ANNA, { ...asking, deadline: signal });
    expect(expiresAt).toBe(good.holdsUntil);
  });

  test('that are not usable are passed over with every reason once', async () => {
    expect(
      await ask([bad('certificate-expired'), bad('certificate-expired', 'certificate-untrusted')]),
    ).toMatchObject({ kind: 'pass', reasons: ['certificate-expired', 'certificate-untrusted'] });
  });

  test('of which nobody says whether they are revoked leave the question open, as it may be known soon', async () => {
    const unknown = bad('certificate-revocation-unknown');
    expect(await ask([unknown, bad('certificate-revoked')])).toMatchObject({
      kind: 'inconclusive',
      reasons: ['certificate-revocation-unknown', 'certificate-revoked'],
    });
    expect(await ask([bad('certificate-wrong-name', 'certificate-revocation-unknown')])).toMatchObject({
      kind: 'pass',
    });
  });

  test('that nobody has are not found; a directory that is away leaves the question open', async () => {
    expect(await ask([], 'not-found')).toMatchObject({ kind: 'pass', reasons: ['certificate-not-found'] });
    expect(await ask([], 'not-found', 'unreachable')).toMatchObject({
      kind: 'inconclusive',
      reasons: ['directory-unreachable'],
    });
    expect(await ask([good], 'found', 'unreachable')).toMatchObject({
      kind: 'match',
      reasons: ['certificate-usable', 'directory-unreachable'],
    });
  });
});

function ask(
  certificates: readonly FoundCertificate[],
  ...outcomes: ('found' | 'not-found' | 'unreachable')[]
) {
  const asked = (outcomes.length === 0 ? ['found' as const] : outcomes).map((outcome) => ({
    source: 'one',
    outcome,
  }));
  return createCertificateSource(async () => ({ certificates, asked })).ask(ANNA, asking);
}
