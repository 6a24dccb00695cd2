/** Work that somebody waits for, on a database that may be slow or silent: it ends soon, well or with an error. */
export interface Prompt {
  /** Rejects what is late, and all that comes while the database is left alone after a failure. */
  run<T>(work: () => Promise<T>, withinMs: number): Promise<T>;
  health(): KeepHealth;
}

export interface KeepHealth {
  readonly isAnswering: boolean;
  /** How often it failed or was late since the start. */
  readonly failures: number;
}

export interface PromptOptions {
  /** After a failure nobody asks for so long, milliseconds. */
  readonly restMs?: number;
  /** Told at most once a minute. */
  readonly onTrouble?: (error: unknown) => unknown;
}

/** So that look-ups do not wait again and again. */
const REST_MS = 2000;
const TOLD_EVERY_MS = 60_000;

/** All who share it leave the database alone when one of them has found it failing. */
export function createPrompt({ restMs = REST_MS, onTrouble }: PromptOptions = {}): Prompt {
  let failures = 0;
  let failedAt = -Infinity;
  let toldAt = -Infinity;
  const fail = (error: unknown) => {
    failures++;
    failedAt = performance.now();
    if (failedAt - toldAt < TOLD_EVERY_MS) return;
    toldAt = failedAt;
    onTrouble?.(error);
  };
  const isResting = () => performance.now() - failedAt < restMs;
  return {
    async run(work, withinMs) {
      if (isResting()) throw new Error('the database is left alone for a while');
      try {
        return await inTime(work(), withinMs);
      } catch (error) {
        fail(error);
        throw error;
      }
    },
    health: () => ({ isAnswering: !isResting(), failures }),
  };
}

/** Late is only what is not there yet when the loop has looked for it once more: a busy loop is no slow database. */
function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer within ${limitMs} ms`));
    const timer = setTimeout(() => setImmediate(() => setImmediate(late)), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
