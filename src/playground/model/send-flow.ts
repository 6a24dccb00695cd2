import {
  dialogWhenStopped,
  dialogWhenTimedOut,
  dialogWhenUnavailable,
  dialogWhenWaiting,
} from './send-dialog.ts';
import type {
  LaunchOutcome,
  ManifestSendMode,
  SendChoice,
  SendDialog,
  SendFault,
  SendState,
  SmartAlertSupport,
} from './types.ts';

/** What the manifest and the client fix for every send of a draft. */
export interface SendRules {
  readonly sendMode: ManifestSendMode;
  readonly smartAlerts: SmartAlertSupport;
}

export type SendInput =
  | { readonly kind: 'pressed' }
  /** Five seconds went by without an answer. */
  | { readonly kind: 'waited' }
  /** Five minutes went by without an answer. */
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'answered'; readonly outcome: LaunchOutcome }
  | { readonly kind: 'chosen'; readonly choice: SendChoice };

export type SendEffect =
  | { readonly kind: 'raise' }
  | { readonly kind: 'send' }
  /** The handler's runtime is ended, so that the next send starts a fresh one. */
  | { readonly kind: 'endRuntime' }
  | { readonly kind: 'openPane'; readonly commandId: string; readonly contextData: string };

export interface SendStep {
  readonly state: SendState;
  readonly effects: readonly SendEffect[];
  readonly faults: readonly SendFault[];
}

/**
 * Outlook's rules for a send with Smart Alerts, one step at a time. Inputs that do not fit the state (an answer after
 * Don't Send, a second completion, a timer that came late) change nothing: the first completion counts.
 */
export function stepSend(state: SendState, input: SendInput, rules: SendRules): SendStep {
  switch (input.kind) {
    case 'pressed':
      return state.phase === 'writing' ? step({ phase: 'checking' }, { kind: 'raise' }) : step(state);
    case 'waited':
      return state.phase === 'checking'
        ? step({ phase: 'waiting', dialog: dialogWhenWaiting(rules.sendMode) })
        : step(state);
    case 'timedOut':
      return isRunning(state)
        ? step(asking(dialogWhenTimedOut(rules.sendMode)), { kind: 'endRuntime' })
        : step(state);
    case 'answered':
      return isRunning(state) ? answered(input.outcome, rules) : step(state);
    case 'chosen':
      return chosen(state, input.choice, rules);
  }
}

function answered(outcome: LaunchOutcome, rules: SendRules): SendStep {
  if (outcome.kind === 'unavailable') {
    const isNotAsked = outcome.why === 'noLaunchEvent';
    return isNotAsked ? sent() : step(asking(dialogWhenUnavailable(rules.sendMode)));
  }
  const { allowEvent } = outcome.options;
  if (allowEvent === true) return sent();
  const { dialog, faults } = dialogWhenStopped(outcome.options, rules);
  const notBoolean: SendFault = { code: 'not-a-boolean', detail: `allowEvent is ${typeof allowEvent}` };
  return { ...step(asking(dialog)), faults: allowEvent === false ? faults : [notBoolean, ...faults] };
}

function chosen(state: SendState, choice: SendChoice, rules: SendRules): SendStep {
  if (state.phase !== 'waiting' && state.phase !== 'asking') return step(state);
  const { dialog } = state;
  if (!dialog.choices.includes(choice)) return step(state);
  const ended: readonly SendEffect[] = state.phase === 'waiting' ? [{ kind: 'endRuntime' }] : [];
  if (choice === 'sendAnyway') return step({ phase: 'sent' }, ...ended, { kind: 'send' });
  const { commandId, contextData = '' } = dialog;
  if (choice !== rules.smartAlerts.actionButton || commandId === undefined) return step(WRITING, ...ended);
  return step(WRITING, { kind: 'openPane', commandId, contextData });
}

const WRITING: SendState = { phase: 'writing' };

function isRunning(state: SendState): boolean {
  return state.phase === 'checking' || state.phase === 'waiting';
}

function asking(dialog: SendDialog): SendState {
  return { phase: 'asking', dialog };
}

function sent(): SendStep {
  return step({ phase: 'sent' }, { kind: 'send' });
}

function step(state: SendState, ...effects: readonly SendEffect[]): SendStep {
  return { state, effects, faults: [] };
}
