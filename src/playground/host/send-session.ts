import { stepSend } from '../model/send-flow.ts';
import type { SendEffect, SendInput, SendRules } from '../model/send-flow.ts';
import type { LaunchOutcome, SendChoice, SendFault, SendState } from '../model/types.ts';
import type { HostTimings } from './types.ts';

export interface SendSessionOptions {
  readonly rules: SendRules;
  readonly timings: Pick<HostTimings, 'waitDialogMs' | 'sendTimeoutMs'>;
  readonly raise: () => Promise<LaunchOutcome>;
  readonly send: () => void;
  readonly endRuntime: () => void;
  readonly openPane: (request: { readonly commandId: string; readonly contextData: string }) => void;
}

export interface SendSession {
  readonly press: () => void;
  readonly choose: (choice: SendChoice) => void;
  readonly state: () => SendState;
  readonly subscribe: (listener: (state: SendState) => void) => () => void;
  readonly faults: () => readonly SendFault[];
  readonly dispose: () => void;
}

/** Runs the pure send flow against clocks and the add-in. */
export function createSendSession(options: SendSessionOptions): SendSession {
  const listeners = new Set<(state: SendState) => void>();
  const faults: SendFault[] = [];
  let state: SendState = { phase: 'writing' };
  let timers: readonly ReturnType<typeof setTimeout>[] = [];
  let attempt = 0;

  const stopTimers = (): void => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  };

  const take = (input: SendInput): void => {
    const step = stepSend(state, input, options.rules);
    const isChanged = step.state !== state;
    state = step.state;
    faults.push(...step.faults);
    if (state.phase !== 'checking' && state.phase !== 'waiting') stopTimers();
    for (const effect of step.effects) apply(effect);
    if (isChanged) for (const listener of [...listeners]) listener(state);
  };

  const raise = (): void => {
    const current = (attempt += 1);
    timers = [
      setTimeout(() => take({ kind: 'waited' }), options.timings.waitDialogMs),
      setTimeout(() => take({ kind: 'timedOut' }), options.timings.sendTimeoutMs),
    ];
    void options.raise().then((outcome) => {
      // An answer to a send that was given up must not decide the next one.
      if (current === attempt) take({ kind: 'answered', outcome });
    });
  };

  const apply = (effect: SendEffect): void => {
    switch (effect.kind) {
      case 'raise':
        return raise();
      case 'send':
        return options.send();
      case 'endRuntime':
        attempt += 1;
        return options.endRuntime();
      case 'openPane':
        return options.openPane({ commandId: effect.commandId, contextData: effect.contextData });
    }
  };

  return {
    press: () => take({ kind: 'pressed' }),
    choose: (choice) => take({ kind: 'chosen', choice }),
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    faults: () => faults,
    dispose: () => {
      attempt += 1;
      stopTimers();
      listeners.clear();
    },
  };
}
