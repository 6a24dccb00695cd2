import { within } from './within.ts';

/** One question that waits for its answer; several callers may wait for the same. */
export interface Question<Q, A> {
  readonly about: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (reason: unknown) => void;
}

export interface BatchOptions<Q, A> {
  readonly keyOf: (about: Q) => string;
  /** Largest number of questions asked at once. */
  readonly most: number;
  readonly inFlight: number;
  /** Answers or rejects every question of the batch. */
  readonly ask: (batch: readonly Question<Q, A>[]) => Promise<void>;
}

interface Waiting<Q, A> extends Question<Q, A> {
  readonly answer: Promise<A>;
  readonly signals: (AbortSignal | undefined)[];
}

/**
 * Collects questions that come at the same moment, or while all that may be asked at once is under way, and asks them
 * together. A caller whose signal aborts waits no longer, and does not take the answer from the others.
 */
export function createBatches<Q, A>(
  options: BatchOptions<Q, A>,
): (about: Q, signal?: AbortSignal) => Promise<A> {
  const waiting = new Map<string, Waiting<Q, A>>();
  let inFlight = 0;
  let next: NodeJS.Immediate | undefined;
  const send = () => {
    next = undefined;
    while (waiting.size > 0 && inFlight < options.inFlight) {
      const batch = takeWanted(waiting, options.most);
      if (batch.length === 0) continue;
      inFlight++;
      options
        .ask(batch)
        .catch((reason: unknown) => batch.forEach(({ reject }) => reject(reason)))
        .finally(() => {
          inFlight--;
          send();
        });
    }
  };
  return (about, signal) => {
    const key = options.keyOf(about);
    const question = waiting.get(key) ?? newQuestion<Q, A>(about);
    question.signals.push(signal);
    waiting.set(key, question);
    next ??= setImmediate(send);
    return signal === undefined ? question.answer : within(question.answer, signal);
  };
}

function newQuestion<Q, A>(about: Q): Waiting<Q, A> {
  const { promise, resolve, reject } = Promise.withResolvers<A>();
  // Every caller may have gone by the time that it is rejected.
  promise.catch(() => undefined);
  return { about, resolve, reject, answer: promise, signals: [] };
}

/** Takes the next batch; questions that nobody waits for any more are left out. */
function takeWanted<Q, A>(waiting: Map<string, Waiting<Q, A>>, most: number): readonly Waiting<Q, A>[] {
  const taken = [...waiting].slice(0, most);
  for (const [key] of taken) waiting.delete(key);
  return taken
    .map(([, question]) => question)
    .filter(({ signals }) => signals.some((signal) => signal?.aborted !== true));
}
