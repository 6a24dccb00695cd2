import { ReadingError } from './reading-error.ts';

/** Milliseconds that one may keep the thread. */
const TURN = 12;

/**
 * Lets others have their turn now and then. What it answers throws a ReadingError when `endsAt` (as `Date.now()`) is past, and
 * rejects with the signal's reason when given up.
 */
export function takingTurns(signal: AbortSignal, endsAt: number): () => Promise<void> {
  let turnEnds = Date.now() + TURN;
  return async () => {
    signal.throwIfAborted();
    const now = Date.now();
    if (now > endsAt) throw new ReadingError('too-slow');
    if (now < turnEnds) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    turnEnds = Date.now() + TURN;
  };
}
