import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { KeptValue } from '../adapters/keep.ts';
import type { Clock } from '../clock.ts';
import { watchClock } from './clock-watch.ts';
import type { ClockWatchOptions } from './clock-watch.ts';
import { createBatch } from './batch.ts';
import { formatKeptAnswer, parseKeptAnswer } from './kept-answer.ts';
import type { TimedAnswer } from './kept-source.ts';
import type { Lifetimes } from './lifetimes.ts';
import type { Wish } from './shared-work.ts';
import type { SteadyKeep } from './steady-keep.ts';

/** Answers in the database, behind those in memory: they outlive the process, and other processes share them. */
export interface SecondLevel {
  /** The answer that is kept, or what the look-up finds; of all processes one at a time does it. */
  find(wish: Wish, lookUp: () => Promise<TimedAnswer>): Promise<TimedAnswer>;
}

export interface SecondLevelOptions {
  readonly keep: SteadyKeep;
  /** Names the source and all that its answers depend on: other settings, other answers. */
  readonly area: string;
  readonly clock: Clock;
  readonly elapsed?: ClockWatchOptions['elapsed'];
  readonly lifetimes: Lifetimes;
}

const POLL_MS = 100;
/** Where nobody waits for what we write, it is written together: each time costs the disk a turn. */
const ALONE_WRITES_MS = 50;
/** Longer than any look-up takes. Who has waited so long does it as well. */
const LONGEST_WAIT_MS = 20_000;

/** A second level in one area of the keep. */
export function createSecondLevel(options: SecondLevelOptions): SecondLevel {
  const { keep, area, clock, elapsed, lifetimes } = options;
  const watch = watchClock({ now: () => clock().getTime(), elapsed });
  const { now } = watch;
  // Of an answer from before the clock was set back nobody can tell how old it is, until all of them are over.
  const isTrusted = () => watch.sinceSetBack() > lifetimes.positive;
  const pending = new Map<string, KeptValue>();
  const read = createBatch((names) => keep.get(area, names, now()));
  const write = createBatch(
    async (names) => {
      const values = names.flatMap((name) => pending.get(name) ?? []);
      for (const name of names) pending.delete(name);
      await keep.put(area, values);
      return undefined;
    },
    keep.take === undefined ? ALONE_WRITES_MS : 0,
  );
  const take = createBatch(async (keys) => new Map(entriesOf((await keep.take?.(keys)) ?? keys)));
  const give = createBatch(async (keys) => void (await keep.give(keys)));
  const find = async (name: string): Promise<TimedAnswer | undefined> => {
    const value = isTrusted() ? (await read(name))?.value : undefined;
    const kept = value && parseKeptAnswer(value, { now: now(), lifetimes });
    return kept && { ...kept, origin: 'database' };
  };
  const save = (name: string, answer: TimedAnswer) => {
    pending.set(name, {
      key: name,
      value: formatKeptAnswer(answer),
      keptAt: now(),
      expiresAt: answer.expiresAt,
    });
    return write(name);
  };
  const lease = (name: string) => `${area} ${name}`;
  const lookUpAndKeep = async (name: string, wish: Wish, { seen, lookUp }: LookUp) => {
    const release = async () => keep.take && (await give(lease(name)));
    try {
      const answer = await lookUp();
      const isVoid = answer.answer.kind === 'inconclusive' && seen !== undefined && wish.refresh !== true;
      // Whoever waits elsewhere finds the answer before the lease is free; who asked here need not wait for either.
      void (isVoid || wish.signal.aborted ? release() : save(name, answer).then(release));
      return answer;
    } catch (error) {
      void release();
      throw error;
    }
  };
  return {
    async find(wish, lookUp) {
      const name = nameOf(wish.key);
      const seen = await find(name);
      if (seen !== undefined && isEnough(seen, wish)) return seen;
      const end = performance.now() + LONGEST_WAIT_MS;
      while (keep.take !== undefined && performance.now() < end) {
        const isOurs = (await take(lease(name))) === true;
        const known = await find(name);
        // What another process has found in the meantime is new, whatever was wished for.
        const isNew = known !== undefined && known.checkedAt !== seen?.checkedAt;
        if (isNew && isOurs) void give(lease(name));
        if (isNew) return known;
        if (isOurs) break;
        await wait(POLL_MS, undefined, { signal: wish.signal });
      }
      return lookUpAndKeep(name, wish, { seen, lookUp });
    },
  };
}

interface LookUp {
  /** What is kept and holds, though it is not enough for the wish. */
  readonly seen: TimedAnswer | undefined;
  readonly lookUp: () => Promise<TimedAnswer>;
}

function isEnough({ expiresAt }: TimedAnswer, { refresh = false, outlasting = -Infinity }: Wish): boolean {
  return !refresh && expiresAt > outlasting;
}

function entriesOf(keys: Iterable<string>): [string, true][] {
  return [...keys].map((key) => [key, true]);
}

/** Addresses and domains are not written out in the database's keys, and any of them fits. */
function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
