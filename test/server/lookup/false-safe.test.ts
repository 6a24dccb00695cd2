import fc from 'fast-check';
import type { SourceAnswer, Transport } from '../../../src/domain/transport.ts';
import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import type { Keep } from '../../../src/server/adapters/keep.ts';
import { createConsumerDomains } from '../../../src/server/adapters/consumer-domains.ts';
import { keepSource } from '../../../src/server/lookup/kept-source.ts';
import { LIFETIMES } from '../../../src/server/lookup/lifetimes.ts';
import { createLookups } from '../../../src/server/lookup/lookup.usecases.ts';
import { createSecondLevel } from '../../../src/server/lookup/second-level.ts';
import { createSteadyKeep } from '../../../src/server/lookup/steady-keep.ts';
import type { TransportSource } from '../../../src/server/lookup/transport-source.ts';
import { aPolicy } from '../../support/builders.ts';

/** The hunt for a false "safe": whatever happens in whatever order, no answer is better than what was seen and holds. */

const START = Date.parse('2026-11-26T08:00:00.000Z');
const SAFE: readonly Transport[] = ['certificate', 'tls'];
const SOURCES = ['certificate', 'tls'] as const;
type SourceName = (typeof SOURCES)[number];
type State = 'safe' | 'ends-soon' | 'insecure' | 'nothing' | 'unsure' | 'breaks';

const STATES: readonly State[] = ['safe', 'ends-soon', 'insecure', 'nothing', 'unsure', 'breaks'];
const SOON_MS = 120_000;

type Step =
  | { readonly kind: 'ask'; readonly refresh: boolean; readonly spelling: string }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'change'; readonly source: SourceName; readonly state: State }
  | { readonly kind: 'restart' | 'lists' | 'poison' | 'database-off' | 'database-on' };

const SPELLINGS = ['anna@partner.example', 'anna@PARTNER.example', ' anna@partner.example'];
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      refresh: fc.boolean(),
      spelling: fc.constantFrom(...SPELLINGS),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(
        1,
        20_000,
        29_999,
        60_000,
        120_000,
        480_000,
        599_999,
        2_900_000,
        3_599_999,
        3_600_000,
        -500,
        -5000,
        -3_600_000,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      source: fc.constantFrom(...SOURCES),
      state: fc.constantFrom(...STATES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'restart' as const,
        'lists' as const,
        'poison' as const,
        'database-off' as const,
        'database-on' as const,
      ),
    }),
  },
);

interface Seen {
  readonly source: SourceName;
  readonly transport: Transport;
  /** Time that really passes, whatever the clock shows. */
  readonly endsAt: number;
}

/** A world of two sources, a clock that can be set, and a database that can fail, be restarted and be tampered with. */
function aWorld() {
  const states: Record<SourceName, State> = { certificate: 'nothing', tls: 'nothing' };
  const seen: Seen[] = [];
  const memory = createMemoryKeep();
  const written = new Map<string, Set<string>>();
  let passed = 0;
  let setBackMs = 0;
  /** A clock that is put right by less than a second, or was set before the process began, nobody can notice. */
  let blurMs = 0;
  let clock = START;
  let isOff = false;
  let lists = 0;
  const answerOf = (source: SourceName): SourceAnswer & { expiresAt?: number } => {
    const said = { reasons: [], evidence: [] };
    switch (states[source]) {
      case 'safe':
      case 'ends-soon': {
        const isSoon = states[source] === 'ends-soon';
        const lifetime = isSoon ? SOON_MS : LIFETIMES.positive;
        seen.push({ source, transport: source, endsAt: passed + lifetime });
        const assurance = source === 'tls' ? 'verified-now' : 'end-to-end';
        return {
          kind: 'match',
          transport: source,
          assurance,
          ...said,
          ...(isSoon ? { expiresAt: clock + SOON_MS } : {}),
        };
      }
      case 'insecure':
        return source === 'tls'
          ? { kind: 'match', transport: 'none', assurance: 'nothing', ...said }
          : { kind: 'pass', ...said };
      case 'nothing':
        return { kind: 'pass', ...said };
      case 'unsure':
        return { kind: 'inconclusive', ...said };
      case 'breaks':
        throw new Error('broken');
    }
  };
  const keep: Keep = {
    ...memory,
    get: async (...args) => (isOff ? Promise.reject(new Error('off')) : memory.get(...args)),
    put: async (area, values) => {
      if (isOff) throw new Error('off');
      for (const { key } of values) written.set(area, (written.get(area) ?? new Set()).add(key));
      await memory.put(area, values);
    },
  };
  const open = () => {
    const now = () => new Date(clock);
    const steady = createSteadyKeep({ keep });
    // Leases that are always free: every answer is written at once.
    const shared = { ...steady, take: async (keys: readonly string[]) => new Set(keys) };
    const timing = { clock: now, elapsed: () => passed, lifetimes: LIFETIMES };
    const source = (name: SourceName): TransportSource => ({ name, ask: async () => answerOf(name) });
    return createLookups({
      ...timing,
      sources: SOURCES.map((name) =>
        keepSource(source(name), {
          ...timing,
          keeping: name === 'tls' ? 'by-domain' : 'by-address',
          second: createSecondLevel({ ...timing, keep: shared, area: name }),
        }),
      ),
      findConsumerDomain: createConsumerDomains({ additional: [] }),
      policy: aPolicy(),
      deadlineMs: 60_000,
      listVersion: async () => String(lists),
    });
  };
  let lookups = open();
  const poison = async () => {
    for (const [area, keys] of written) {
      const bad = Buffer.from(
        '\u0001{"answer":{"kind":"match","transport":"internal","assurance":"organisational"}}',
      );
      await memory.put(
        area,
        [...keys].map((key) => ({ key, value: bad, keptAt: clock, expiresAt: clock + 1e9 })),
      );
    }
  };
  return {
    /** What was seen of a source and holds still, by the time that really passed. */
    holds: (transport: Transport) =>
      seen.some((one) => one.transport === transport && one.endsAt + blurMs > passed),
    now: () => clock,
    async take(
      one: Step,
    ): Promise<{ transport: Transport; personalData: string; expiresAt: string } | undefined> {
      if (one.kind === 'ask') {
        const { signal } = new AbortController();
        const recalled = one.refresh ? undefined : lookups.recall({ address: one.spelling });
        const { refresh } = one;
        return (recalled ?? (await lookups.classify({ address: one.spelling }, { signal, refresh })))
          .recipient;
      }
      if (one.kind === 'wait') {
        clock += one.ms;
        passed += Math.max(0, one.ms);
        setBackMs += Math.max(0, -one.ms);
        if (one.ms < 0 && one.ms >= -1000) blurMs += -one.ms;
      }
      if (one.kind === 'change') states[one.source] = one.state;
      if (one.kind === 'restart') {
        blurMs = setBackMs;
        lookups = open();
      }
      if (one.kind === 'lists') lists++;
      if (one.kind === 'poison') await poison();
      if (one.kind === 'database-off') isOff = true;
      if (one.kind === 'database-on') isOff = false;
      // What goes on behind an answer comes to rest before anything else happens.
      for (let turn = 0; turn < 6; turn++) await new Promise((next) => setImmediate(next));
      return undefined;
    },
  };
}

test('no recipient is ever called safer than what was seen of it and still holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const world = aWorld();
      for (const one of steps) {
        const answer = await world.take(one);
        if (answer === undefined) continue;
        expect(Date.parse(answer.expiresAt)).toBeGreaterThan(world.now());
        if (SAFE.includes(answer.transport)) expect(world.holds(answer.transport)).toBe(true);
        else expect(answer.personalData).toBe('no');
      }
    }),
    { numRuns: 300 },
  );
}, 300_000);
