import type { MailServer, ProbeOutcome } from '../../../../src/domain/evidence.ts';
import type { DnsAnswer } from '../../../../src/server/adapters/dns.ts';
import type { StsFinding } from '../../../../src/server/adapters/mta-sts.ts';
import { LIFETIMES } from '../../../../src/server/lookup/lifetimes.ts';
import { ask, asking, at, found, server, tls } from './tls-world.ts';

describe('mail servers', () => {
  test.each<[DnsAnswer<MailServer>, string, string]>([
    [{ kind: 'no-domain', isAuthenticated: false }, 'undeliverable', 'no-such-domain'],
    [found(server('.', 0)), 'undeliverable', 'null-mx'],
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
    { mx: { kind: 'no-records', isAuthenticated: false }, addresses: { kind: 'failed' } },
  ])('that nobody could name leave the question open, and it is told where: %j', async (world) => {
    expect(await ask(world)).toMatchObject({
      kind: 'inconclusive',
      reasons: ['dns-unreachable'],
      evidence: [{ kind: 'dns', domain: 'partner.example', outcome: 'dns-unreachable' }],
    });
  });

  test('are the domain itself where there is no MX but an address', async () => {
    expect(
      await ask({
        mx: { kind: 'no-records', isAuthenticated: false },
        outcomes: { 'partner.example': 'tls-verified' },
      }),
    ).toMatchObject({
      transport: 'tls',
      evidence: [
        { kind: 'mail-servers', implicit: true, isAuthenticated: false },
        { kind: 'mta-sts', domain: 'partner.example', outcome: 'no-policy' },
        { kind: 'tlsa', host: 'partner.example', outcome: 'not-signed', records: [] },
        { kind: 'probe', host: 'partner.example' },
      ],
    });
  });

  test.each<[DnsAnswer<string>, string]>([
    [{ kind: 'no-records', isAuthenticated: false }, 'no-mail-server'],
    [{ kind: 'no-domain', isAuthenticated: false }, 'no-mail-server'],
  ])('are nowhere when there is neither MX nor address', async (addresses, reason) => {
    expect(await ask({ mx: { kind: 'no-records', isAuthenticated: false }, addresses })).toMatchObject({
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
    const evidence = [{ kind: 'mail-servers', servers: [{ host: 'gone.example' }] }];
    const gone = { transport: 'undeliverable', evidence };
    expect(await ask({ mx: found(server('gone.example')) })).toMatchObject(gone);
  });

  test.each(['mail', '127.0.0.1', 'bad\\032name.example', '-x.example', 'bad host\r\nQUIT'])(
    'with a name that senders read in different ways leave the question open, and are not asked: %j',
    async (odd) => {
      const seen: string[] = [];
      const outcomes = { 'a.example': 'tls-verified', [odd]: 'tls-verified' } as const;
      for (const mx of [found(server('a.example'), server(odd)), found(server(odd))]) {
        expect(await ask({ mx, outcomes, seen })).toMatchObject({
          kind: 'inconclusive',
          reasons: ['dns-unreachable'],
          evidence: expect.arrayContaining([{ kind: 'dns', domain: odd, outcome: 'dns-unreachable' }]),
        });
      }
      expect(seen).toEqual(['a.example']);
      const weak = { 'a.example': 'no-starttls' } as const;
      const mx = found(server('a.example'), server(odd));
      expect(await ask({ mx, outcomes: weak })).toMatchObject({ transport: 'none' });
    },
  );

  test('of more domains are asked once', async () => {
    const seen: string[] = [];
    const source = tls({ mx: found(server('a.example')), outcomes: { 'a.example': 'tls-verified' }, seen });
    await Promise.all(
      ['one.example', 'two.example', 'three.example'].map((domain) => source.ask(at(domain), asking)),
    );
    expect(seen).toEqual(['a.example']);
  });

  test('with an address that could not be found out leave the question open', async () => {
    const addresses = {
      kind: 'found',
      records: ['192.0.2.1'],
      isPartial: true,
      isAuthenticated: false,
    } as const;
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
        { kind: 'mta-sts' },
        { kind: 'tlsa' },
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

  test.each<{ mx: DnsAnswer<MailServer>; addresses?: DnsAnswer<string> }>([
    { mx: { kind: 'bogus' } },
    { mx: { kind: 'no-records', isAuthenticated: true }, addresses: { kind: 'bogus' } },
  ])(
    'whose names are not genuine leave the question open, and are never "undeliverable": %j',
    async (world) => {
      expect(await ask(world)).toMatchObject({
        kind: 'inconclusive',
        reasons: ['dns-bogus'],
        evidence: [{ kind: 'dns', domain: 'partner.example', outcome: 'dns-bogus' }],
      });
    },
  );

  test('whose addresses are not genuine leave the question open', async () => {
    expect(await ask({ mx: found(server('a.example')), addresses: { kind: 'bogus' } })).toMatchObject({
      kind: 'inconclusive',
      reasons: ['dns-bogus'],
      evidence: [{ kind: 'mail-servers' }, { kind: 'dns', domain: 'a.example', outcome: 'dns-bogus' }],
    });
  });

  describe('hold no longer', () => {
    const from = 1_000_000;
    const outcomes = { 'a.example': 'tls-verified' } as const;
    const now = () => from;
    const listed = (ttlSeconds: number): DnsAnswer<MailServer> => ({
      kind: 'found',
      records: [server('a.example')],
      isAuthenticated: false,
      ttlSeconds,
    });

    test('than their list in DNS', async () => {
      const answer = await ask({ mx: listed(200), outcomes, now });
      expect(answer).toMatchObject({ checkedAt: from, expiresAt: from + 200_000 });
    });

    test('than their addresses', async () => {
      const addresses = {
        kind: 'found',
        records: ['192.0.2.1'],
        isAuthenticated: false,
        ttlSeconds: 190,
      } as const;
      expect(await ask({ mx: listed(200), addresses, outcomes, now })).toMatchObject({
        expiresAt: from + 190_000,
      });
    });

    test('than the certificate that they show', async () => {
      const world = { mx: listed(9999), outcomes, now };
      expect(await ask({ ...world, endsAt: from + 5000 })).toMatchObject({ expiresAt: from + 5000 });
    });

    test.each<[StsFinding, number]>([
      [{ outcome: 'no-policy' }, 1_800_000],
      [{ outcome: 'unreachable' }, 300_000],
      [{ outcome: 'enforce', servers: ['a.example'], expiresAt: from + 7000 }, 7000],
    ])('than the policy of the domain, or the lack of one: %j', async (finding, ms) => {
      const policy = Promise.resolve(finding);
      expect(await ask({ mx: listed(9999), outcomes, now, policy })).toMatchObject({ expiresAt: from + ms });
    });
  });
});
