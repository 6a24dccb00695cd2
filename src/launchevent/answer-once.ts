export interface Attempt<T> {
  /** Milliseconds from now. */
  readonly deadlineMs: number;
  readonly work: () => Promise<T>;
  /** The safe answer for what is known by then: when the work fails, or when its time is up. Must not throw. */
  readonly otherwise: () => T;
}

/** Settles once, never rejects, and not later than the deadline. */
export function answerOnce<T>({ deadlineMs, work, otherwise }: Attempt<T>): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise()), deadlineMs);
    const settle = (answer: T): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    attempt(work).then(settle, () => settle(otherwise()));
  });
}

/** The outcome of one attempt, as a value: nothing that is read for a send may throw past it, or hang. */
export type Settled<T> = { readonly isRead: true; readonly value: T } | { readonly isRead: false };

export function settled<T>(deadlineMs: number, work: () => Promise<T>): Promise<Settled<T>> {
  return answerOnce<Settled<T>>({
    deadlineMs,
    work: async () => ({ isRead: true, value: await work() }),
    otherwise: () => ({ isRead: false }),
  });
}

/** Turns what is thrown before the first `await` into a rejection, too. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  return work();
}
