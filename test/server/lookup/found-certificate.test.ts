import type { RevocationFacts } from '../../../src/domain/evidence.ts';
import { readOrUndefined } from '../../../src/server/adapters/certificate-check.ts';
import { bestFirst, weighCertificate } from '../../../src/server/lookup/found-certificate.ts';
import type { FoundCertificate, WeighOptions } from '../../../src/server/lookup/found-certificate.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';

const EMAIL = 'anna@partner.example';
const NOW = new Date();
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const GOOD: RevocationFacts = {
  state: 'good',
  nextUpdate: new Date(NOW.getTime() + 60 * MINUTE_MS).toISOString(),
};
const REVOKED: RevocationFacts = { state: 'revoked', revokedAt: '2026-01-01T00:00:00.000Z' };
const UNKNOWN: RevocationFacts = { state: 'unknown' };

let root: Keyed;
let stranger: Keyed;

beforeAll(async () => {
  [root, stranger] = await Promise.all([makeAuthority(), makeAuthority('CN=Stranger')]);
});

type Mode = WeighOptions['policy']['revocation'];

describe('a certificate of which its issuer says', () => {
  test.each<[string, RevocationFacts, { revocation: Mode; problems?: string[]; remarks?: string[] }]>([
    ['that it holds', GOOD, { revocation: 'require' }],
    ['that it holds', GOOD, { revocation: 'accept-unknown' }],
    ['that it is revoked', REVOKED, { revocation: 'require', problems: ['certificate-revoked'] }],
    ['that it is revoked', REVOKED, { revocation: 'accept-unknown', problems: ['certificate-revoked'] }],
    ['nothing', UNKNOWN, { revocation: 'require', problems: ['certificate-revocation-unknown'] }],
    ['nothing', UNKNOWN, { revocation: 'accept-unknown', remarks: ['certificate-revocation-unknown'] }],
  ])('%s: %j, %j', async (_what, facts, { revocation, problems = [], remarks = [] }) => {
    const use = { revocation: facts };
    expect(await weigh({}, { facts, revocation })).toMatchObject({ problems, remarks, use });
  });

  test('whatever it may be: nobody is asked under "off", and that is said', async () => {
    const found = await weigh({}, { facts: REVOKED, revocation: 'off' });
    expect(found).toMatchObject({ problems: [], remarks: ['certificate-revocation-unchecked'] });
    expect(found.use?.revocation).toEqual({ state: 'unchecked' });
  });

  test('that it is revoked is told along with everything else', async () => {
    const found = await weigh({ usage: 'signature', email: 'bo@partner.example' }, { facts: REVOKED });
    expect(found.problems).toEqual([
      'certificate-wrong-usage',
      'certificate-wrong-name',
      'certificate-revoked',
    ]);
  });
});

describe('nobody is asked about the revocation', () => {
  test.each<[string, () => CertificateWish]>([
    ['of a certificate that no anchor stands behind', () => ({ issuer: stranger })],
    ['of one that has ended', () => ({ days: [-30, -1] })],
  ])('%s: its addresses could lead anywhere', async (_what, wish) => {
    let asked = 0;
    const checkRevocation = () => Promise.resolve(((asked += 1), GOOD));
    const found = await weigh(wish(), { checkRevocation });
    expect(found.problems.length).toBe(1);
    expect(asked).toBe(0);
    expect(found.use?.revocation).toEqual({ state: 'unchecked' });
  });

  test('of one that DNSSEC alone vouches for, which is used with that said', async () => {
    const found = await weigh({ issuer: undefined }, { facts: REVOKED, isVouched: true });
    expect(found).toMatchObject({ problems: [], remarks: ['certificate-revocation-unchecked'] });
  });

  test('but one that has an issuer besides has to hold with it', async () => {
    expect(await weigh({}, { facts: REVOKED, isVouched: true })).toMatchObject({
      problems: ['certificate-revoked'],
    });
  });
});

describe('the judgement holds', () => {
  test('no longer than what was said of the revocation', async () => {
    const { holdsUntil } = await weigh({}, { facts: GOOD });
    expect(holdsUntil).toBe(NOW.getTime() + 60 * MINUTE_MS);
  });

  test('no longer than the first of the chain’s certificates', async () => {
    const brief = await makeAuthority('CN=Brief', { issuer: root, days: [-1, 2] });
    const { holdsUntil } = await weigh(
      { issuer: brief },
      { facts: { state: 'good' }, intermediates: [brief] },
    );
    expect(holdsUntil).toBeLessThan(NOW.getTime() + 2 * DAY_MS + MINUTE_MS);
    expect(holdsUntil).toBeGreaterThan(NOW.getTime() + DAY_MS);
  });

  test('a few minutes only where nobody could say', async () => {
    expect((await weigh({}, { facts: UNKNOWN })).holdsUntil).toBe(NOW.getTime() + 5 * MINUTE_MS);
  });
});

describe('the best of several', () => {
  const usable: FoundCertificate = {
    source: 'one',
    priority: 50,
    der: Buffer.alloc(0),
    facts: {
      subject: '',
      issuer: '',
      serialNumber: '',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2027-01-01T00:00:00.000Z',
      fingerprint: 'BB',
    },
    use: { key: '', signature: '', usage: [], revocation: GOOD },
    problems: [],
    remarks: [],
    holdsUntil: 0,
  };
  const withFacts = (facts: Partial<FoundCertificate['facts']>) => ({
    ...usable,
    facts: { ...usable.facts, ...facts } as FoundCertificate['facts'], // the spread of an optional one is all optional
  });
  const unknown = { ...usable, use: { key: '', signature: '', usage: [], revocation: UNKNOWN } };
  const ofOrganisation = { ...usable, foundBy: 'sikkermail@partner.example' };
  const caseDiffers: FoundCertificate = { ...usable, remarks: ['certificate-case-differs'] };

  test.each<[string, FoundCertificate, FoundCertificate]>([
    [
      'a usable one of the organisation before the recipient’s own that is not usable',
      ofOrganisation,
      { ...usable, problems: ['certificate-revoked'] },
    ],
    ['the recipient’s own before the organisation’s', { ...caseDiffers, priority: 100 }, ofOrganisation],
    ['the exact address before one that differs in case', { ...unknown, priority: 100 }, caseDiffers],
    ['one that is known to hold before one that is not', { ...usable, priority: 100 }, unknown],
    [
      'the preferred directory’s',
      usable,
      { ...withFacts({ notAfter: '2030-01-01T00:00:00.000Z' }), priority: 51 },
    ],
    [
      'the one that ends last',
      withFacts({ notAfter: '2027-01-02T00:00:00.000Z' }),
      withFacts({ notBefore: '2026-06-01T00:00:00.000Z' }),
    ],
    [
      'the one that began last',
      withFacts({ notBefore: '2026-01-02T00:00:00.000Z', fingerprint: 'CC' }),
      usable,
    ],
    ['the same one each time, where all is equal', withFacts({ fingerprint: 'AA' }), usable],
  ])('is %s', (_what, best, other) => {
    expect([other, best].sort(bestFirst)[0]).toBe(best);
    expect([best, other].sort(bestFirst)[0]).toBe(best);
  });
});

interface Weighing extends Partial<WeighOptions> {
  readonly facts?: RevocationFacts;
  readonly revocation?: Mode;
  readonly isVouched?: boolean;
  readonly intermediates?: readonly Keyed[];
}

async function weigh(change: CertificateWish, weighing: Weighing): Promise<FoundCertificate> {
  const { facts = GOOD, revocation = 'require', isVouched = false, intermediates = [] } = weighing;
  const { der } = await makeCertificate({ email: EMAIL, issuer: root, ...change });
  const read = (list: readonly Keyed[]) =>
    list.map((one) => readOrUndefined(one.der)).filter((fields) => fields !== undefined);
  const context = {
    address: { local: 'anna', domain: 'partner.example' },
    anchors: read([root]),
    intermediates: read(intermediates),
    now: NOW,
    isVouched,
    limit: new AbortController().signal,
  };
  const checkRevocation = weighing.checkRevocation ?? (() => Promise.resolve(facts));
  const candidate = { source: 'one', priority: 50, der };
  return weighCertificate(candidate, context, { policy: { revocation }, checkRevocation });
}
