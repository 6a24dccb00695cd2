import type { MailServer, ProbeOutcome } from '../../../src/domain/evidence.ts';
import type { DnsAnswer, Resolver } from '../../../src/server/adapters/dns.ts';
import { createSharedWork } from '../../../src/server/lookup/shared-work.ts';
import { createCertificateSource } from '../../../src/server/lookup/sources/certificate.ts';
import { createInternalSource } from '../../../src/server/lookup/sources/internal.ts';
import { createTlsSource } from '../../../src/server/lookup/sources/tls.ts';
import type { DatedHost } from '../../../src/server/lookup/sources/tls.ts';
import { LIFETIMES } from '../../../src/server/lookup/kept-source.ts';
import type { TlsAssurance } from '../../../src/domain/transport.ts';
import type { ProbeResult } from '../../../src/server/adapters/weakest-address.ts';
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

describe('mail servers', () => {
  const found = <T>(...records: T[]): DnsAnswer<T> => ({ kind: 'found', records });
  const server = (host: string, preference = 10): MailServer => ({ host, preference });

  test.each<[DnsAnswer<MailServer>, string, string]>([
    [{ kind: 'no-domain' }, 'undeliverable', 'no-such-domain'],
    [found(server('.', 0)), 'undeliverable', 'null-mx'],
    [found(server('bad host\r\nQUIT')), 'undeliverable', 'no-mail-server'],
  ])('%j: %s, %s, resting on what DNS said', async (mx, transport, reason) => {
    expect(await ask({ mx })).toMatchObject({
      kind: 'match',
      transport,
      reasons: [reason],
      evidence: [{ kind: 'dns', domain: 'partner.example', outcome: reason }],
    });
  });

  test.each<{ mx: DnsAnswer<MailServer>; addresses?: DnsAnswer<string> }>([
    { mx: { kind: 'failed' } },
    { mx: { kind: 'no-records' }, addresses: { kind: 'failed' } },
  ])('that nobody could name leave the question open, and it is told where: %j', async (world) => {
    expect(await ask(world)).toMatchObject({
      kind: 'inconclusive',
      reasons: ['dns-unreachable'],
      evidence: [{ kind: 'dns', domain: 'partner.example', outcome: 'dns-unreachable' }],
    });
  });

  test('are the domain itself where there is no MX but an address', async () => {
    expect(
      await ask({ mx: { kind: 'no-records' }, outcomes: { 'partner.example': 'tls-verified' } }),
    ).toMatchObject({
      transport: 'tls',
      evidence: [
        { kind: 'mail-servers', implicit: true },
        { kind: 'probe', host: 'partner.example' },
      ],
    });
  });

  test.each<[DnsAnswer<string>, string]>([
    [{ kind: 'no-records' }, 'no-mail-server'],
    [{ kind: 'no-domain' }, 'no-mail-server'],
  ])('are nowhere when there is neither MX nor address', async (addresses, reason) => {
    expect(await ask({ mx: { kind: 'no-records' }, addresses })).toMatchObject({
      transport: 'undeliverable',
      reasons: [reason],
      evidence: [{ kind: 'dns', domain: 'partner.example', outcome: reason }],
    });
  });

  test.each<[ProbeOutcome, string, string]>([
    ['tls-verified', 'tls', 'verified-now'],
    ['certificate-expired', 'none', 'encrypted-unauthenticated'],
    ['certificate-wrong-name', 'none', 'encrypted-unauthenticated'],
    ['certificate-untrusted', 'none', 'encrypted-unauthenticated'],
    ['tls-too-old', 'none', 'nothing'],
    ['no-starttls', 'none', 'nothing'],
  ])('seen as %s give %s with %s', async (outcome, transport, assurance) => {
    const answer = await ask({ mx: found(server('a.example')), outcomes: { 'a.example': outcome } });
    expect(answer).toMatchObject({ kind: 'match', transport, assurance });
  });

  test.each<ProbeOutcome>(['no-answer-in-time', 'refused', 'unreachable'])(
    'seen as %s leave the question open',
    async (outcome) => {
      const answer = await ask({ mx: found(server('a.example')), outcomes: { 'a.example': outcome } });
      expect(answer.kind).toBe('inconclusive');
    },
  );

  test.each<[ProbeOutcome, ProbeOutcome, string]>([
    ['tls-verified', 'no-starttls', 'none'],
    ['tls-verified', 'certificate-expired', 'none'],
    ['no-starttls', 'no-answer-in-time', 'none'],
    ['tls-verified', 'no-answer-in-time', 'open'],
    ['tls-verified', 'unreachable', 'open'],
    ['tls-verified', 'tls-verified', 'tls'],
  ])('are as good as the weakest: %s and %s give %s', async (one, two, expected) => {
    const mx = found(server('a.example', 10), server('b.example', 20));
    const answer = await ask({ mx, outcomes: { 'a.example': one, 'b.example': two } });
    expect(answer.kind === 'match' ? answer.transport : 'open').toBe(expected);
  });

  test('without an address are left aside, since no mail can go there', async () => {
    const mx = found(server('a.example'), server('gone.example'));
    expect(await ask({ mx, outcomes: { 'a.example': 'tls-verified' } })).toMatchObject({ transport: 'tls' });
    for (const host of ['gone.example', '127.0.0.1']) {
      const evidence = [{ kind: 'mail-servers', servers: [{ host }] }];
      expect(await ask({ mx: found(server(host)) })).toMatchObject({ transport: 'undeliverable', evidence });
    }
  });

  test('of more domains are asked once', async () => {
    const seen: string[] = [];
    const source = tls({ mx: found(server('a.example')), outcomes: { 'a.example': 'tls-verified' }, seen });
    await Promise.all(
      ['one.example', 'two.example', 'three.example'].map((domain) => source.ask(at(domain), asking)),
    );
    expect(seen).toEqual(['a.example']);
  });

  test('with an address that could not be found out leave the question open', async () => {
    const addresses = { kind: 'found', records: ['192.0.2.1'], isPartial: true } as const;
    const world = {
      mx: found(server('a.example')),
      addresses,
      outcomes: { 'a.example': 'tls-verified' },
    } as const;
    expect(await ask(world)).toMatchObject({
      kind: 'inconclusive',
      reasons: ['dns-unreachable'],
      evidence: [
        { kind: 'mail-servers' },
        { kind: 'probe' },
        { kind: 'dns', domain: 'a.example', outcome: 'dns-unreachable' },
      ],
    });
  });

  test('with a bad certificate are accepted when the policy says so', async () => {
    const world = {
      mx: found(server('a.example')),
      outcomes: { 'a.example': 'certificate-expired' },
    } as const;
    const minimum = 'encrypted-unauthenticated';
    expect(await ask({ ...world, minimum })).toMatchObject({ transport: 'tls', assurance: minimum });
    expect(await ask({ ...world, minimum: 'encrypted-only' })).toMatchObject({ transport: 'none' });
  });

  test('tell when they were asked, and for how long that holds, to every domain that uses them', async () => {
    let now = 1_000_000;
    const source = tls({
      mx: found(server('a.example')),
      outcomes: { 'a.example': 'tls-verified' },
      now: () => now,
    });
    await source.ask(at('one.example'), asking);
    now += 50 * 60_000;
    expect(await source.ask(at('two.example'), asking)).toMatchObject({
      checkedAt: 1_000_000,
      expiresAt: 1_000_000 + LIFETIMES.positive,
    });
  });

  test('are asked again when the sender wishes so', async () => {
    const seen: string[] = [];
    let now = 1_000_000;
    const world = { mx: found(server('a.example')), outcomes: { 'a.example': 'tls-verified' } } as const;
    const source = tls({ ...world, seen, now: () => now });
    await source.ask(at('one.example'), asking);
    now += 60_000;
    const again = await source.ask(at('one.example'), { ...asking, refresh: true });
    expect(again.checkedAt).toBe(now);
    expect(seen).toEqual(['a.example', 'a.example']);
  });

  interface World {
    readonly mx: DnsAnswer<MailServer>;
    readonly addresses?: DnsAnswer<string>;
    readonly outcomes?: Readonly<Record<string, ProbeOutcome>>;
    readonly seen?: string[];
    readonly minimum?: TlsAssurance;
    readonly now?: () => number;
  }

  function ask(world: World) {
    return tls(world).ask(at('partner.example'), asking);
  }

  function tls({ mx, addresses, outcomes = {}, seen = [], minimum = 'verified-now', now = Date.now }: World) {
    const resolver: Resolver = {
      mailServers: async () => mx,
      addresses: async (host) => addresses ?? (host in outcomes ? found('192.0.2.1') : { kind: 'no-domain' }),
      isAnswering: async () => true,
    };
    const probe = {
      probe: async (host: string) => {
        seen.push(host);
        return resultOf(outcomes[host] ?? 'unreachable');
      },
    };
    const perHost = createSharedWork<DatedHost>({
      most: 10,
      now,
      keepMs: ({ expiresAt }) => expiresAt - now(),
    });
    const clock = () => new Date(now());
    return createTlsSource({
      resolver,
      probe,
      perHost,
      minimumAssurance: minimum,
      clock,
      lifetimes: LIFETIMES,
    });
  }
});

function resultOf(outcome: ProbeOutcome): ProbeResult {
  const isOpen = ['refused', 'no-answer-in-time', 'unreachable'].includes(outcome);
  return { port: 25, outcome, ...(isOpen ? { unanswered: [outcome] } : {}) };
}
