import type { Clock } from '../clock.ts';
import type { SendStore } from './sends.store.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = 6 * 3_600_000;

export interface RetentionOptions {
  readonly store: SendStore;
  readonly days: number;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Removes records older than the policy's days, now and four times a day; answers how to stop. */
export function startRetention({ store, days, clock, onError }: RetentionOptions): () => void {
  const remove = () => void store.removeBefore(new Date(clock().getTime() - days * DAY_MS)).catch(onError);
  remove();
  const timer = setInterval(remove, EVERY_MS).unref();
  return () => clearInterval(timer);
}
