import { LRUCache } from 'lru-cache';
import { watchClock } from './clock-watch.ts';
import type { ClockWatchOptions } from './clock-watch.ts';

/** Remembers until a moment, and no more than there is room for: what was used longest ago goes first. */
export interface TimedMemory<T> {
  get(key: string): T | undefined;
  /** `endsAt`: from this moment on it is not given out any more, milliseconds. */
  set(key: string, value: T, endsAt: number): void;
  clear(): void;
}

export interface TimedMemoryOptions<T> extends ClockWatchOptions {
  readonly most: number;
  /** Where values differ much in size: bytes of one, and bytes of all together. */
  readonly room?: { readonly sizeOf: (value: T) => number; readonly bytes: number };
  /** Told of each value that is given out no more, unless another has taken its place. */
  readonly onForgotten?: (value: T) => void;
}

interface Timed<T> {
  readonly value: T;
  readonly endsAt: number;
}

/** Forgets all when the clock is set back. Set forward, it makes what is kept old, which is safe. */
export function createTimedMemory<T>(options: TimedMemoryOptions<T>): TimedMemory<T> {
  const { most, room, now, elapsed, onForgotten } = options;
  const kept = new LRUCache<string, Timed<T>>({
    max: most,
    ...(room === undefined
      ? {}
      : { maxSize: room.bytes, sizeCalculation: ({ value }) => Math.max(1, room.sizeOf(value)) }),
    ...(onForgotten === undefined
      ? {}
      : { dispose: ({ value }, _key, reason) => void (reason !== 'set' && onForgotten(value)) }),
  });
  const clock = watchClock({ now, elapsed });
  let setBacks = 0;
  const read = () => {
    const time = clock.now();
    if (clock.setBacks() !== setBacks) kept.clear();
    setBacks = clock.setBacks();
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
      // One that is over already takes the place of an older one all the same: that is not what was found last.
      if (endsAt > read()) kept.set(key, { value, endsAt });
      else kept.delete(key);
    },
    clear: () => kept.clear(),
  };
}
