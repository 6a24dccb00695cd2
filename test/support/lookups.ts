import { setTimeout as wait } from 'node:timers/promises';
import type { SourceAnswer, Transport } from '../../src/domain/transport.ts';
import { createConsumerDomains } from '../../src/server/adapters/consumer-domains.ts';
import { keepSource } from '../../src/server/lookup/kept-source.ts';
import { LIFETIMES } from '../../src/server/lookup/lifetimes.ts';
import { createLookups } from '../../src/server/lookup/lookup.usecases.ts';
import type { LookupDeps, LookupRecipient } from '../../src/server/lookup/one-look-up.ts';
import type { DatedAnswer, Keeping, TransportSource } from '../../src/server/lookup/transport-source.ts';
import { aPolicy } from './builders.ts';

export const NOW = Date.parse('2026-11-23T08:00:00Z');
export const { signal } = new AbortController();
export const UNSURE: SourceAnswer = {
  kind: 'inconclusive',
  reasons: ['directory-unreachable'],
  evidence: [],
};
export const FACTS = {
  subject: '',
  issuer: '',
  serialNumber: '',
  notBefore: '',
  notAfter: '',
  fingerprint: '',
};

/** What time it is, and which sources were asked, in order. */
export const world = { now: NOW, asked: new Array<string>() };

export function beginAnew(): void {
  Object.assign(world, { now: NOW, asked: [] });
}

/** An answer of a source that knows the address. */
export function found(transport: Transport): SourceAnswer {
  return {
    kind: 'match',
    transport,
    assurance: transport === 'tls' ? 'verified-now' : 'nothing',
    reasons: transport === 'tls' ? ['tls-verified'] : [],
    evidence: [],
  };
}

interface Behaviour {
  readonly takesMs?: number;
  readonly keeping?: Keeping;
}

/** A source that always says the same, and is counted in `world.asked`. */
export function aSource(
  name: string,
  answer: DatedAnswer,
  { takesMs = 0, keeping = 'by-address' }: Behaviour = {},
) {
  const ask = async () => {
    world.asked.push(name);
    if (takesMs > 0) await wait(takesMs);
    return answer;
  };
  return { name, ask, keeping };
}

/** Look-ups over the sources, at the world's time. */
export function aLookup(
  sources: readonly (TransportSource & { keeping?: Keeping })[],
  change: Partial<LookupDeps> = {},
) {
  const clock = () => new Date(world.now);
  return createLookups({
    sources: sources.map((item) =>
      keepSource(item, { clock, lifetimes: LIFETIMES, keeping: item.keeping ?? 'by-address' }),
    ),
    findConsumerDomain: createConsumerDomains({ additional: [] }),
    policy: aPolicy(),
    clock,
    lifetimes: LIFETIMES,
    deadlineMs: 5000,
    listVersion: async () => 'one',
    ...change,
  });
}

/** The answer about Anna, or about somebody else; its line says the same. */
export async function classify(
  lookups: ReturnType<typeof aLookup>,
  recipient: LookupRecipient = { address: 'anna@partner.example' },
) {
  const { recipient: answer, line } = await lookups.classify(recipient, { signal });
  expect(JSON.parse(line.toString())).toEqual(answer);
  return answer;
}
