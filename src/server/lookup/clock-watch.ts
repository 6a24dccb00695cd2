/** The time of day, and whether it can be trusted: a clock that is set back makes old answers young again. */
export interface ClockWatch {
  /** Milliseconds since 1970. */
  now(): number;
  /** How often the clock was set back since the start, as of the last look at it. */
  setBacks(): number;
  /** Milliseconds since the clock was last set back; Infinity when it never was. */
  sinceSetBack(): number;
}

export interface ClockWatchOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that have really passed since some moment; default: those of the process. */
  readonly elapsed?: (() => number) | undefined;
}

/** A clock that steps back by less is being put right; by more, it has been set. */
const STEP_MS = 1000;

/** Compares the time of day with the time that passes: set back and caught up with in between is noticed too. */
export function watchClock({ now, elapsed = () => performance.now() }: ClockWatchOptions): ClockWatch {
  let ahead = now() - elapsed();
  let count = 0;
  let setBackAt = -Infinity;
  const look = () => {
    const [time, passed] = [now(), elapsed()];
    if (time - passed < ahead - STEP_MS) {
      count++;
      setBackAt = passed;
    }
    ahead = time - passed;
    return time;
  };
  return {
    now: look,
    setBacks: () => count,
    sinceSetBack: () => (look(), elapsed() - setBackAt),
  };
}
