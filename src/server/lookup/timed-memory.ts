import { LRUCache } from 'lru-cache';

/** Remembers until a moment, and no more than there is room for: what was used longest ago goes first. */
export interface TimedMemory<T> {
  get(key: string): T | undefined;
  /** `endsAt`: from this moment on it is not given out any more, milliseconds. */
  set(key: string, value: T, endsAt: number): void;
  clear(): void;
}

export interface TimedMemoryOptions<T> {
  readonly most: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Where values differ much in size: bytes of one, and bytes of all together. */
  readonly room?: { readonly sizeOf: (value: T) => number; readonly bytes: number };
}

interface Timed<T> {
  readonly value: T;
  readonly endsAt: number;
}

/** A clock that steps back by less is being put right; by more, it has been set. */
const STEP_MS = 1000;

/**
 * A clock that is set back would make old answers young again: all is forgotten then. Set forward, it makes them old,
 * which is safe.
 */
export function createTimedMemory<T>({ most, now, room }: TimedMemoryOptions<T>): TimedMemory<T> {
  const kept = new LRUCache<string, Timed<T>>({
    max: most,
    ...(room === undefined
      ? {}
      : { maxSize: room.bytes, sizeCalculation: ({ value }) => Math.max(1, room.sizeOf(value)) }),
  });
  let latest = -Infinity;
  const read = () => {
    const time = now();
    if (time < latest - STEP_MS) {
      kept.clear();
      latest = time;
    }
    latest = Math.max(latest, time);
    return time;
  };
  return {
    get(key) {
      const time = read();
      const found = kept.get(key);
      if (found === undefined) return undefined;
      if (found.endsAt > time) return found.value;
      kept.delete(key);
      return undefined;
    },
    set(key, value, endsAt) {
      if (endsAt > read()) kept.set(key, { value, endsAt });
    },
    clear: () => kept.clear(),
  };
}
