import type { Keep, KeptValue } from '../adapters/keep.ts';
import type { Leases } from '../adapters/leases.ts';
import { createPrompt } from './prompt.ts';
import type { KeepHealth, Prompt } from './prompt.ts';

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

export interface SteadyKeepOptions {
  readonly keep: Keep;
  readonly leases?: Leases;
  /** Longest that a look-up waits for it, milliseconds. */
  readonly withinMs?: number;
  readonly prompt?: Prompt;
}

const WITHIN_MS = 150;
/** Nobody waits for what is written: only a database that is silent takes longer. */
const WRITTEN_WITHIN_MS = 5000;

/** Look-ups go on without the database: slower, and each process for itself, but never wrong. */
export function createSteadyKeep(options: SteadyKeepOptions): SteadyKeep {
  const { keep, leases, withinMs = WITHIN_MS, prompt = createPrompt() } = options;
  const attempt = <T>(work: () => Promise<T>, otherwise: T, limitMs = WRITTEN_WITHIN_MS): Promise<T> =>
    prompt.run(work, limitMs).catch(() => otherwise);
  return {
    get: (area, keys, now) => attempt(() => keep.get(area, keys, now), new Map(), withinMs),
    put: (area, values) => attempt(() => keep.put(area, values), undefined),
    ...(leases === undefined
      ? {}
      : { take: (keys) => attempt(() => leases.take(keys), new Set(keys), withinMs) }),
    give: (keys) => attempt(async () => leases?.give(keys), undefined),
    health: prompt.health,
  };
}

/** A keep whose owners handle failures themselves: it does what it is asked soon, or rejects. */
export function createPromptKeep(
  keep: Keep,
  { prompt, withinMs }: { readonly prompt: Prompt; readonly withinMs: number },
): Keep {
  return {
    get: (area, keys, now) => prompt.run(() => keep.get(area, keys, now), withinMs),
    put: (area, values) => prompt.run(() => keep.put(area, values), withinMs),
    removeExpired: (now) => keep.removeExpired(now),
  };
}
