import { addressKey } from '../domain/address.ts';
import { unknownClassification } from '../domain/transport.ts';
import type { Classification } from '../domain/transport.ts';
import type { Api } from './api.ts';
import { isAborted } from './api-error.ts';

/** What the service has said so far. Keys: `addressKey`. */
export interface Answers {
  readonly known: ReadonlyMap<string, Classification>;
  readonly pending: ReadonlySet<string>;
  readonly isServiceReachable: boolean;
}

/** Asks the service about the recipients of the draft, each address once, and keeps its answers while they hold. */
export interface ClassificationStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => Answers;
  /** The addresses of the draft as it is now; requests that nobody needs any more are aborted. */
  readonly want: (addresses: readonly string[]) => void;
  /** Asks the sources again about one address. */
  readonly checkAgain: (address: string) => void;
  /** Asks again what could not be asked. */
  readonly retry: () => void;
  readonly stop: () => void;
}

export interface StoreDeps {
  readonly api: Pick<Api, 'classify'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** An answer is kept this long even if the clocks of service and sender disagree. */
const SHORTEST_HOLD_MS = 30000;
const LONGEST_HOLD_MS = 24 * 3600 * 1000;
/** A silent service is asked again by itself, ever less often. */
const RETRY_AFTER_MS = [5000, 15000, 30000, 60000];
/** More recipients are asked about in several requests; half of what the service accepts in one. */
const MOST_IN_ONE = 250;

interface Held {
  readonly classification: Classification;
  readonly until: number;
}

interface Running {
  readonly keys: Set<string>;
  readonly controller: AbortController;
}

export function createClassificationStore({ api, now }: StoreDeps): ClassificationStore {
  const listeners = new Set<() => void>();
  const held = new Map<string, Held>();
  const running = new Set<Running>();
  let wanted = new Map<string, string>();
  let unanswered = new Set<string>();
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let answers: Answers = { known: new Map(), pending: new Set(), isServiceReachable: true };

  const holds = (key: string): boolean => (held.get(key)?.until ?? 0) > now();
  const isRunning = (key: string): boolean => [...running].some(({ keys }) => keys.has(key));

  const publish = (): void => {
    if (isStopped) return;
    const known = new Map<string, Classification>();
    const pending = new Set<string>();
    for (const key of wanted.keys()) {
      const answer = held.get(key);
      if (isRunning(key) && !unanswered.has(key)) pending.add(key);
      else if (answer !== undefined && holds(key)) known.set(key, answer.classification);
    }
    answers = { known, pending, isServiceReachable: unanswered.size === 0 };
    for (const listener of listeners) listener();
  };

  const keep = (key: string, classification: Classification): void => {
    const until = Date.parse(classification.expiresAt);
    const shortest = now() + SHORTEST_HOLD_MS;
    const longest = now() + LONGEST_HOLD_MS;
    held.set(key, {
      classification,
      until: Number.isNaN(until) ? shortest : Math.min(longest, Math.max(shortest, until)),
    });
  };

  const ask = async (keys: readonly string[], refresh: boolean): Promise<void> => {
    const request: Running = { keys: new Set(keys), controller: new AbortController() };
    running.add(request);
    try {
      await api.classify({
        addresses: keys.map((key) => wanted.get(key) ?? key),
        refresh,
        signal: request.controller.signal,
        onAnswer: (classification) => {
          const key = addressKey(classification.address);
          if (!request.keys.delete(key)) return;
          unanswered.delete(key);
          keep(key, classification);
          publish();
        },
      });
      failures = 0;
      for (const key of request.keys) {
        unanswered.delete(key);
        keep(key, noAnswer(wanted.get(key) ?? key, now()));
      }
    } catch (error) {
      if (!isAborted(error)) {
        failures++;
        for (const key of request.keys) unanswered.add(key);
      }
    } finally {
      running.delete(request);
      unanswered = new Set([...unanswered].filter((key) => wanted.has(key)));
      publish();
      plan();
    }
  };

  const askMissing = (isAlsoUnanswered: boolean): void => {
    const missing = [...wanted.keys()].filter(
      (key) => !holds(key) && !isRunning(key) && (isAlsoUnanswered || !unanswered.has(key)),
    );
    for (let at = 0; at < missing.length; at += MOST_IN_ONE)
      void ask(missing.slice(at, at + MOST_IN_ONE), false);
  };

  const retry = (): void => {
    unanswered.clear();
    askMissing(true);
    publish();
  };

  /** Wakes up when the first answer stops holding, or when a silent service is due to be asked again. */
  const plan = (): void => {
    clearTimeout(timer);
    if (isStopped || wanted.size === 0) return;
    if (unanswered.size > 0) {
      const wait = RETRY_AFTER_MS[Math.min(failures, RETRY_AFTER_MS.length) - 1] ?? RETRY_AFTER_MS[0];
      // Quietly: what is shown changes when there is an answer, not because it is asked for again.
      timer = setTimeout(() => askMissing(true), wait);
      return;
    }
    const ends = [...wanted.keys()].flatMap((key) => held.get(key)?.until ?? []);
    if (ends.length === 0) return;
    timer = setTimeout(() => refresh(), Math.max(1000, Math.min(...ends) - now()));
  };

  const refresh = (): void => {
    askMissing(false);
    publish();
    plan();
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => answers,
    want: (addresses) => {
      wanted = new Map(addresses.map((address) => [addressKey(address), address]));
      for (const request of [...running]) {
        if ([...request.keys].some((key) => wanted.has(key))) continue;
        running.delete(request);
        request.controller.abort();
      }
      unanswered = new Set([...unanswered].filter((key) => wanted.has(key)));
      refresh();
    },
    checkAgain: (address) => {
      const key = addressKey(address);
      if (!wanted.has(key) || isRunning(key)) return;
      void ask([key], true);
      publish();
    },
    retry,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      for (const { controller } of running) controller.abort();
    },
  };
}

/** The service was there and said nothing of this address: unknown, and soon asked again. */
function noAnswer(address: string, at: number): Classification {
  const checkedAt = new Date(at).toISOString();
  return unknownClassification(address, 'look-up-failed', { checkedAt, expiresAt: checkedAt });
}
