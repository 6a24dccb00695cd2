import type { ClockWatchOptions } from './clock-watch.ts';
import { createTimedMemory } from './timed-memory.ts';

export interface Wish {
  readonly key: string;
  readonly signal: AbortSignal;
  /** Asks again instead of using what is kept; what is under way is still shared. */
  readonly refresh?: boolean;
  /** Asks again unless what is kept holds beyond this moment, milliseconds since 1970. */
  readonly outlasting?: number | undefined;
}

/** Work that many ask for at once and that is done once; its result is kept for a while. */
export interface SharedWork<T extends NonNullable<unknown>> {
  run(wish: Wish, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Forgets what is kept; what is under way ends without being kept. */
  clear(): void;
}

export interface SharedWorkOptions<T> extends ClockWatchOptions {
  readonly most: number;
  /** Who would wait beside so many others is turned away; default: nobody is. */
  readonly mostWaiting?: number;
  /** How long a result is kept from now on, milliseconds; 0 or less = not at all. */
  readonly keepMs: (result: T) => number;
  /** A result that says nothing does not take the place of one that still holds, unless a refresh was wished for. */
  readonly isVoid?: (result: T) => boolean;
  /** The result as it is kept and given out, beside the one that was known before and still held. */
  readonly follow?: (result: T, before: T | undefined) => T;
  /** Told of each result that is kept no more, unless another has taken its place. */
  readonly onForgotten?: (result: T) => void;
  /** Runs one piece of work when there is room for it. */
  readonly limit?: <R>(work: () => Promise<R>) => Promise<R>;
}

interface Flight<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/** The work ends early only when nobody waits for it any more: one who leaves does not spoil it for others. */
export function createSharedWork<T extends NonNullable<unknown>>(
  options: SharedWorkOptions<T>,
): SharedWork<T> {
  const kept = createTimedMemory<T>(options);
  const flights = new Map<string, Flight<T>>();
  const { mostWaiting = Infinity, now, keepMs, follow = (result) => result } = options;
  let generation = 0;
  let waiting = 0;
  const start = ({ key, refresh = false }: Wish, work: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const stop = new AbortController();
    const born = generation;
    const run = () => work(stop.signal);
    const result = (options.limit === undefined ? run() : options.limit(run)).then((value) => {
      const known = kept.get(key);
      if (known !== undefined && !refresh && options.isVoid?.(value) === true) return known;
      if (born !== generation || stop.signal.aborted) return value;
      const next = follow(value, known);
      kept.set(key, next, now() + keepMs(next));
      return next;
    });
    const flight = { result, stop, waiting: 0 };
    flights.set(key, flight);
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    result.then(land, land);
    return flight;
  };
  const enough = ({ key, refresh = false, outlasting = -Infinity }: Wish): T | undefined => {
    const known = refresh ? undefined : kept.get(key);
    return known !== undefined && now() + keepMs(known) > outlasting ? known : undefined;
  };
  const release = () => void waiting--;
  return {
    async run(wish, work) {
      const { key, signal } = wish;
      const known = enough(wish);
      if (known !== undefined) return known;
      signal.throwIfAborted();
      if (waiting >= mostWaiting) throw new Error('no room');
      const flight = flights.get(key) ?? start(wish, work);
      waiting++;
      flight.result.then(release, release);
      return join(flight, signal, () => flights.get(key) === flight && flights.delete(key));
    },
    clear() {
      generation++;
      kept.clear();
      flights.clear();
    },
  };
}

function join<T>(flight: Flight<T>, signal: AbortSignal, forget: () => void): Promise<T> {
  flight.waiting++;
  return new Promise<T>((resolve, reject) => {
    const leave = () => {
      flight.waiting--;
      if (flight.waiting === 0) {
        forget();
        flight.stop.abort();
      }
      reject(new DOMException('nobody waits', 'AbortError'));
    };
    signal.addEventListener('abort', leave, { once: true });
    const done = () => signal.removeEventListener('abort', leave);
    flight.result.then(resolve, reject).finally(done);
  });
}
