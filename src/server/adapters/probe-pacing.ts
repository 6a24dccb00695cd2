import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';
import type { ProbeOutcome } from '../../domain/evidence.ts';
import { networkOf } from './network-of.ts';
import type { NetworkSize } from './network-of.ts';
import { INCONCLUSIVE } from './weakest-address.ts';

/** Where a mail server listens. */
export interface Door {
  readonly address: string;
  readonly port: number;
}

/** Good manners towards other people's mail servers: few connections at a time, and fewer to those that do not answer. */
export interface Pacing {
  /** How the last visit ended, while the address is to be left alone because of it. */
  restingOutcome(door: Door): ProbeOutcome | undefined;
  /** Waits for room at the address and in all, and does the work. */
  inTurn<T>(door: Door, work: () => Promise<T>): Promise<T>;
  /** Takes in how a visit that was not called off has ended. */
  learn(door: Door, outcome: ProbeOutcome): void;
}

interface Rest {
  readonly outcome: ProbeOutcome;
  readonly failures: number;
  readonly until: number;
}

/** Connections to all mail servers, and to one of them: at one address, or in the smallest network that IPv6 has. */
const MOST_AT_ONCE = 256;
const MOST_PER_SERVER = 8;
const ONE_SERVER: NetworkSize = { four: 4, six: 4 };
/** Providers block who tries in vain too often: the rest doubles with each failure, milliseconds. */
const FIRST_REST_MS = 10_000;
const LONGEST_REST_MS = 900_000;
const MOST_REMEMBERED = 20_000;

/** `now` in milliseconds, by any clock that only goes forward. */
export function createPacing(now: () => number): Pacing {
  const atOnce = pLimit(MOST_AT_ONCE);
  const perServer = new Map<string, LimitFunction>();
  const rests = new LRUCache<string, Rest>({ max: MOST_REMEMBERED });
  return {
    restingOutcome(door) {
      const rest = rests.get(nameOf(door));
      return rest === undefined || now() >= rest.until ? undefined : rest.outcome;
    },
    async inTurn({ address, port }, work) {
      const server = `${networkOf(address, ONE_SERVER)} ${port}`;
      const limit = perServer.get(server) ?? pLimit(MOST_PER_SERVER);
      perServer.set(server, limit);
      try {
        return await limit(() => atOnce(work));
      } finally {
        if (limit.activeCount + limit.pendingCount === 0) perServer.delete(server);
      }
    },
    learn(door, outcome) {
      const name = nameOf(door);
      if (!INCONCLUSIVE.includes(outcome)) return void rests.delete(name);
      const before = rests.get(name);
      const isRecent = before !== undefined && now() - before.until < LONGEST_REST_MS;
      const failures = (isRecent ? before.failures : 0) + 1;
      const restMs = Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
      rests.set(name, { outcome, failures, until: now() + restMs });
    },
  };
}

function nameOf({ address, port }: Door): string {
  return `${address} ${port}`;
}
