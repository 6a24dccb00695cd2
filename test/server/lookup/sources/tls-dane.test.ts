import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { TlsaRecord } from '../../../../src/domain/evidence.ts';
import type { DnsAnswer } from '../../../../src/server/adapters/dns.ts';
import type { StsFinding } from '../../../../src/server/adapters/mta-sts.ts';
import { LIFETIMES } from '../../../../src/server/lookup/lifetimes.ts';
import { makeAuthority, makeCertificate } from '../../../support/certificates.ts';
import type { Keyed } from '../../../support/certificates.ts';
import { ask, found, server } from './tls-world.ts';
import type { World } from './tls-world.ts';

let shown: Buffer;
let other: Buffer;

beforeAll(async () => {
  const wish = { key: 'ec', extended: 'serverAuth', subject: 'CN=elsewhere' } as const;
  shown = (await makeCertificate(wish)).der;
  other = (await makeCertificate(wish)).der;
});

/** Names one certificate by its hash. */
function record(der: Buffer): TlsaRecord {
  const data = createHash('sha256').update(der).digest('hex');
  return { usage: 3, selector: 0, matchingType: 1, data };
}

describe('mail servers of a signed domain', () => {
  const isAuthenticated = true;
  const noise = [Buffer.from('no certificate')];
  const signed = (change: Partial<World> = {}): World => ({
    mx: { kind: 'found', records: [server('a.example')], isAuthenticated },
    addresses: { kind: 'found', records: ['192.0.2.1'], isAuthenticated },
    tlsa: { kind: 'found', records: [record(shown)], isAuthenticated },
    outcomes: { 'a.example': 'certificate-untrusted' },
    chains: [[shown]],
    ...change,
  });

  test('that show the certificate of their TLSA records are authenticated, whatever else is wrong with it', async () => {
    expect(await ask(signed())).toMatchObject({
      transport: 'tls',
      assurance: 'authenticated-dane',
      reasons: ['tls-dane'],
      evidence: [
        { kind: 'mail-servers', isAuthenticated },
        { kind: 'tlsa', host: 'a.example', outcome: 'usable', records: [{ usage: 3 }] },
        { kind: 'probe', dane: 'match', outcome: 'certificate-untrusted' },
      ],
    });
  });

  test('that show another certificate at one of their addresses are not secure', async () => {
    expect(await ask(signed({ chains: [[shown], [other]] }))).toMatchObject({
      transport: 'none',
      reasons: ['dane-mismatch'],
    });
    expect(await ask(signed({ chains: [noise] }))).toMatchObject({ transport: 'none' });
  });

  test('hold as long as others though the certificate, which alone is named, has ended', async () => {
    const [from, endsAt] = [1_000_000, 999_000];
    expect(await ask(signed({ now: () => from, endsAt }))).toMatchObject({
      assurance: 'authenticated-dane',
      expiresAt: from + LIFETIMES.positive,
    });
  });

  test('may show a certificate for the domain itself, under an authority that is named', async () => {
    const authority = await makeAuthority();
    const wish = { key: 'ec', extended: 'serverAuth', issuer: authority } as const;
    const forDomain = await makeCertificate({ ...wish, dns: 'partner.example' });
    const forAnother = await makeCertificate({ ...wish, dns: 'other.example' });
    const tlsa = {
      kind: 'found',
      records: [{ ...record(authority.der), usage: 2 }],
      isAuthenticated,
    } as const;
    const showing = (...own: Keyed[]) =>
      ask(signed({ tlsa, chains: own.map(({ der }) => [der, authority.der]) }));
    expect(await showing(forDomain)).toMatchObject({ assurance: 'authenticated-dane' });
    const forServer = await makeCertificate({ ...wish, dns: 'a.example' });
    expect(await showing(forDomain, forServer)).toMatchObject({ assurance: 'authenticated-dane' });
    expect(await showing(forDomain, forAnother)).toMatchObject({ transport: 'none' });
    expect(await showing(forAnother)).toMatchObject({ transport: 'none', reasons: ['dane-mismatch'] });
  });

  test('whose certificates nobody has seen are not known', async () => {
    expect(await ask(signed({ chains: [] }))).toMatchObject({
      kind: 'inconclusive',
      reasons: ['dane-unanswered'],
    });
  });

  test('are asked for TLSA records only where their addresses are signed', async () => {
    const asked: string[] = [];
    const addresses = found('192.0.2.1');
    await ask(signed({ addresses, asked }));
    expect(asked).toEqual([]);
    await ask(signed({ asked }));
    expect(asked).toEqual(['a.example:25']);
  });

  test('that are aliases have the TLSA records of the name behind them, or else their own', async () => {
    const asked: string[] = [];
    const addresses = {
      kind: 'found',
      records: ['192.0.2.1'],
      isAuthenticated,
      canonicalName: 'b.example',
    } as const;
    const tlsa = { kind: 'no-records', isAuthenticated } as const;
    await ask(signed({ addresses, asked, tlsa }));
    expect(asked).toEqual(['b.example:25', 'a.example:25']);
  });

  test.each<[DnsAnswer<TlsaRecord>, string]>([
    [{ kind: 'failed' }, 'failed'],
    [{ kind: 'bogus' }, 'failed'],
    [{ kind: 'no-domain', isAuthenticated: true }, 'none'],
    [{ kind: 'found', records: [], isAuthenticated: false }, 'none'],
  ])('with %j for TLSA: %s', async (tlsa, outcome) => {
    const answer = await ask(signed({ tlsa, outcomes: { 'a.example': 'tls-verified' } }));
    expect(answer.evidence).toContainEqual({ kind: 'tlsa', host: 'a.example', outcome, records: [] });
    expect(answer.kind).toBe(outcome === 'failed' ? 'inconclusive' : 'match');
  });

  test('do not wait for the host of a policy that does not matter', async () => {
    const policy = new Promise<StsFinding>(() => undefined);
    expect(await ask(signed({ policy }))).toMatchObject({ assurance: 'authenticated-dane' });
  });

  test('do wait for it where one of them has no DANE', async () => {
    const policy = Promise.resolve({
      outcome: 'enforce',
      servers: ['b.example'],
      expiresAt: 9e12,
    } as const);
    const world = signed({ policy, tlsa: { kind: 'no-records', isAuthenticated } });
    expect(await ask(world)).toMatchObject({ transport: 'none', reasons: ['sts-server-not-listed'] });
  });
});

test('in no world is a domain safer than what DNS, server and policy say of it', async () => {
  const said = <T>(...records: T[]) =>
    fc.oneof(
      fc.record({
        kind: fc.constant('found' as const),
        records: fc.constant(records),
        isAuthenticated: fc.boolean(),
      }),
      fc.record({ kind: fc.constantFrom('no-domain', 'no-records'), isAuthenticated: fc.boolean() }),
      fc.record({ kind: fc.constantFrom('failed', 'bogus') }),
    );
  const worlds = fc.record({
    mx: said(server('a.example')),
    addresses: said('192.0.2.1'),
    tlsa: fc.oneof(said(record(shown)), said({ ...record(shown), usage: 1 })),
    outcome: fc.constantFrom('tls-verified', 'certificate-expired', 'no-starttls', 'no-answer-in-time'),
    chains: fc.constantFrom([[shown]], [[other]], [[shown], [other]], []),
    sts: fc.constantFrom('enforce', 'testing', 'none', 'no-policy', 'unreachable'),
    isListed: fc.boolean(),
  });
  const isTrue = (answer: DnsAnswer<unknown>) => answer.kind === 'found' && answer.isAuthenticated;
  await fc.assert(
    fc.asyncProperty(worlds, async ({ mx, addresses, tlsa, outcome, chains, sts, isListed }) => {
      const servers = [isListed ? 'a.example' : 'b.example'];
      const policy = Promise.resolve({ outcome: sts, servers, expiresAt: 9e12 });
      const outcomes = { 'a.example': outcome, 'partner.example': outcome };
      const answer = await ask({ mx, addresses, tlsa, outcomes, chains, policy });
      if (answer.kind !== 'match' || answer.transport !== 'tls') return;
      const isMatch = chains.length === 1 && chains[0]?.[0] === shown;
      const { assurance } = answer;
      expect(addresses.kind).toBe('found');
      expect(['tls-verified', 'certificate-expired']).toContain(outcome);
      if (isTrue(addresses) && isTrue(tlsa)) expect(isMatch).toBe(true);
      if (isTrue(addresses)) expect(['failed', 'bogus']).not.toContain(tlsa.kind);
      if (assurance === 'authenticated-dane') {
        expect(isTrue(addresses) && isTrue(tlsa) && 'isAuthenticated' in mx && mx.isAuthenticated).toBe(true);
        return;
      }
      expect(outcome).toBe('tls-verified');
      if (assurance === 'authenticated-sts' || sts === 'enforce') {
        expect([sts, assurance, mx.kind !== 'found' || isListed]).toEqual([
          'enforce',
          'authenticated-sts',
          true,
        ]);
      }
    }),
    { numRuns: 1500 },
  );
});
