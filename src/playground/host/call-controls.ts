import type { LoggedMessage } from './types.ts';

const MAX_LOG = 2000;

/** What a test or the drawer has asked to go wrong, and the record of what went over the wire. */
export interface CallControls {
  readonly record: (message: Omit<LoggedMessage, 'at'>) => void;
  readonly recordUnhandled: (message: Omit<LoggedMessage, 'at'>) => void;
  readonly latency: () => number;
  readonly isSilent: (dispatchId: number) => boolean;
  /** The error code that this call has to fail with; taken once. */
  readonly takeFailure: (dispatchId: number) => number | undefined;
  /** Counts a call as waiting until the returned function is called. */
  readonly beginCall: (frame: object) => () => void;
  readonly mostAtOnce: () => number;
  readonly log: () => readonly LoggedMessage[];
  readonly unhandled: () => readonly LoggedMessage[];
  readonly setLatency: (milliseconds: number) => void;
  readonly failNext: (dispatchId: number, errorCode: number) => void;
  readonly neverAnswer: (dispatchId: number) => void;
  readonly answerAgain: (dispatchId: number) => void;
}

export function createCallControls(): CallControls {
  const log: LoggedMessage[] = [];
  const unhandled: LoggedMessage[] = [];
  const failures = new Map<number, number[]>();
  const silent = new Set<number>();
  const waiting = new WeakMap<object, number>();
  let mostAtOnce = 0;
  let latency = 0;
  return {
    record: (message) => {
      log.push({ at: Date.now(), ...message });
      if (log.length > MAX_LOG) log.splice(0, log.length - MAX_LOG);
    },
    recordUnhandled: (message) => unhandled.push({ at: Date.now(), ...message }),
    latency: () => latency,
    isSilent: (dispatchId) => silent.has(dispatchId),
    takeFailure: (dispatchId) => failures.get(dispatchId)?.shift(),
    beginCall: (frame) => {
      const count = (waiting.get(frame) ?? 0) + 1;
      waiting.set(frame, count);
      mostAtOnce = Math.max(mostAtOnce, count);
      return () => waiting.set(frame, (waiting.get(frame) ?? 1) - 1);
    },
    mostAtOnce: () => mostAtOnce,
    log: () => log,
    unhandled: () => unhandled,
    setLatency: (milliseconds) => {
      latency = milliseconds;
    },
    failNext: (dispatchId, errorCode) =>
      failures.set(dispatchId, [...(failures.get(dispatchId) ?? []), errorCode]),
    neverAnswer: (dispatchId) => silent.add(dispatchId),
    answerAgain: (dispatchId) => silent.delete(dispatchId),
  };
}
