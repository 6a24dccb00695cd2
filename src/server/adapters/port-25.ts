import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import { networkOf } from './network-of.ts';
import type { NetworkSize } from './network-of.ts';

/** Notices that this machine's network lets nobody through to mail servers, as many clouds and offices do with port 25. */
export interface Port25Watch {
  isBlocked(): boolean;
  /** While blocked, true for one who asks, once a minute, so that the end of it is noticed. */
  takeTrial(): boolean;
  learn(visited: VisitedDoor): void;
}

export interface VisitedDoor {
  readonly host: string;
  readonly address: string;
  /** When it was begun. */
  readonly since: number;
  readonly hasContact: boolean;
  readonly hasNoRoute: boolean;
}

interface Failure {
  readonly organisation: string;
  readonly network: string;
  readonly since: number;
  readonly at: number;
}

/** So many mail servers of different organisations, in different networks, are not out of order at the same time. */
const ENOUGH = 3;
/** What one organisation usually has of addresses that lie together. */
const ONE_SITE: NetworkSize = { four: 3, six: 3 };
/** Failures count this long, and so long after the last connection that came about, milliseconds. */
const WINDOW_MS = 300_000;
/** Who refuses is faster than who answers: so long others get their chance before a verdict, milliseconds. */
const SETTLE_MS = 2000;
const BETWEEN_TRIALS_MS = 60_000;
const MOST_REMEMBERED = 100;

/**
 * `now` in milliseconds, by any clock that only goes forward. One connection that comes about ends the state: it is about
 * the way to all mail servers, never about one of them.
 */
export function createPort25Watch(now: () => number): Port25Watch {
  let failures: readonly Failure[] = [];
  let lastContact = -Infinity;
  let lastTrial = -Infinity;
  let isBlocked = false;
  return {
    isBlocked: () => isBlocked,
    takeTrial() {
      if (!isBlocked || now() - lastTrial < BETWEEN_TRIALS_MS) return false;
      lastTrial = now();
      return true;
    },
    learn({ host, address, since, hasContact, hasNoRoute }) {
      if (hasContact) {
        lastContact = now();
        failures = [];
        isBlocked = false;
        return;
      }
      // Many machines have no way to IPv6 addresses, and reach mail servers well.
      if (hasNoRoute && isIP(address) === 6) return;
      const failure = {
        organisation: getDomain(host) ?? host,
        network: networkOf(address, ONE_SITE),
        since,
        at: now(),
      };
      failures = [...failures.filter(({ at }) => now() - at < WINDOW_MS), failure].slice(-MOST_REMEMBERED);
      if (isBlocked || now() - lastContact < WINDOW_MS || !isEverywhere(failures)) return;
      isBlocked = failures.some((one) => now() - one.since >= SETTLE_MS);
      lastTrial = now();
    },
  };
}

function isEverywhere(failures: readonly Failure[]): boolean {
  const organisations = new Set(failures.map(({ organisation }) => organisation));
  const networks = new Set(failures.map(({ network }) => network));
  return organisations.size >= ENOUGH && networks.size >= ENOUGH;
}
