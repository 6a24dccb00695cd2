import type { Keep, KeptValue } from '../adapters/keep.ts';
import type { Leases } from '../adapters/leases.ts';

/** The keep as look-ups see it: it answers soon or not at all, and never rejects. */
export interface SteadyKeep {
  /** What is kept; nothing where the database fails or is late. */
  get(area: string, keys: readonly string[], now: number): Promise<ReadonlyMap<string, KeptValue>>;
  put(area: string, values: readonly KeptValue[]): Promise<void>;
  /** Those of the keys whose work is ours: all of them where nobody can say. Absent: there is one process only. */
  readonly take?: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
  give(keys: readonly string[]): Promise<void>;
  health(): KeepHealth;
}

export interface KeepHealth {
  readonly isAnswering: boolean;
  /** How often it failed or was late since the start. */
  readonly failures: number;
}

export interface SteadyKeepOptions {
  readonly keep: Keep;
  readonly leases?: Leases;
  /** Longest that a look-up waits for it, milliseconds. */
  readonly withinMs?: number;
  /** Told at most once a minute. */
  readonly onTrouble?: (error: unknown) => unknown;
}

const WITHIN_MS = 150;
/** After a failure nobody asks for so long, so that look-ups do not wait again and again. */
const REST_MS = 2000;
const TOLD_EVERY_MS = 60_000;

/** Look-ups go on without the database: slower, and each process for itself, but never wrong. */
export function createSteadyKeep(options: SteadyKeepOptions): SteadyKeep {
  const { keep, leases, withinMs = WITHIN_MS, onTrouble = () => undefined } = options;
  let failures = 0;
  let failedAt = -Infinity;
  let toldAt = -Infinity;
  const fail = (error: unknown) => {
    failures++;
    failedAt = performance.now();
    if (failedAt - toldAt < TOLD_EVERY_MS) return;
    toldAt = failedAt;
    onTrouble(error);
  };
  const isResting = () => performance.now() - failedAt < REST_MS;
  const attempt = async <T>(work: () => Promise<T>, otherwise: T, limitMs?: number): Promise<T> => {
    if (isResting()) return otherwise;
    try {
      return await (limitMs === undefined ? work() : within(work(), limitMs));
    } catch (error) {
      fail(error);
      return otherwise;
    }
  };
  return {
    get: (area, keys, now) => attempt(() => keep.get(area, keys, now), new Map(), withinMs),
    put: (area, values) => attempt(() => keep.put(area, values), undefined),
    ...(leases === undefined
      ? {}
      : { take: (keys) => attempt(() => leases.take(keys), new Set(keys), withinMs) }),
    give: (keys) => attempt(async () => leases?.give(keys), undefined),
    health: () => ({ isAnswering: !isResting(), failures }),
  };
}

/** Late is only what is not there yet when the loop has looked for it once more: a busy loop is no slow database. */
function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer within ${limitMs} ms`));
    const timer = setTimeout(() => setImmediate(() => setImmediate(late)), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
