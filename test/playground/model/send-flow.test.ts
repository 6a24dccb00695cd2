import { CLIENT_PROFILES } from '../../../src/playground/model/client-profile.ts';
import { stepSend } from '../../../src/playground/model/send-flow.ts';
import type { SendInput, SendRules, SendStep } from '../../../src/playground/model/send-flow.ts';
import type {
  ClientProfileId,
  CompletionOptions,
  ManifestSendMode,
  SendState,
} from '../../../src/playground/model/types.ts';

const rulesOf = (sendMode: ManifestSendMode, client: ClientProfileId = 'web'): SendRules => ({
  sendMode,
  smartAlerts: CLIENT_PROFILES[client].smartAlerts,
});
const BLOCK = rulesOf('Block');
const PRESSED: SendInput = { kind: 'pressed' };
const WAITED: SendInput = { kind: 'waited' };
const TIMED_OUT: SendInput = { kind: 'timedOut' };
const completed = (options: CompletionOptions): SendInput => ({
  kind: 'answered',
  outcome: { kind: 'completed', options },
});
const NOT_LOADED: SendInput = { kind: 'answered', outcome: { kind: 'unavailable', why: 'notLoaded' } };

function play(rules: SendRules, ...inputs: readonly SendInput[]): SendStep {
  const start: SendStep = { state: { phase: 'writing' }, effects: [], faults: [] };
  return inputs.reduce((step, input) => stepSend(step.state, input, rules), start);
}

const dialogOf = (state: SendState) => ('dialog' in state ? state.dialog : undefined);

describe('Sending with Smart Alerts', () => {
  test('Send asks the add-in, silently for the first five seconds', () => {
    expect(play(BLOCK, PRESSED)).toMatchObject({
      state: { phase: 'checking' },
      effects: [{ kind: 'raise' }],
    });
  });

  test('pressing Send again while the add-in works changes nothing', () => {
    expect(play(BLOCK, PRESSED, PRESSED)).toMatchObject({ state: { phase: 'checking' }, effects: [] });
  });

  test('an allowed mail is sent, before and after the wait dialog', () => {
    const sent = { state: { phase: 'sent' }, effects: [{ kind: 'send' }] };
    expect(play(BLOCK, PRESSED, completed({ allowEvent: true }))).toMatchObject(sent);
    expect(play(BLOCK, PRESSED, WAITED, completed({ allowEvent: true }))).toMatchObject(sent);
  });

  test('an add-in without a send event is not asked', () => {
    const none: SendInput = { kind: 'answered', outcome: { kind: 'unavailable', why: 'noLaunchEvent' } };
    expect(play(BLOCK, PRESSED, none).state).toEqual({ phase: 'sent' });
  });

  test.each([
    ['Block', ['dontSend']],
    ['SoftBlock', ['dontSend']],
    ['PromptUser', ['sendAnyway', 'dontSend']],
  ] as const)('under %s the wait and the time-out offer %j', (sendMode, choices) => {
    const waiting = play(rulesOf(sendMode), PRESSED, WAITED).state;
    expect(dialogOf(waiting)).toEqual({ reason: 'taking-long', message: '', choices });
    const late = play(rulesOf(sendMode), PRESSED, WAITED, TIMED_OUT);
    expect(dialogOf(late.state)).toEqual({ reason: 'timed-out', message: '', choices });
    expect(late.effects).toEqual([{ kind: 'endRuntime' }]);
  });

  test.each([
    ['Block', ['tryLater']],
    ['SoftBlock', ['sendAnyway', 'tryLater']],
    ['PromptUser', ['sendAnyway', 'tryLater']],
  ] as const)('under %s an add-in that is not there offers %j', (sendMode, choices) => {
    const { state } = play(rulesOf(sendMode), PRESSED, NOT_LOADED);
    expect(dialogOf(state)).toEqual({ reason: 'unavailable', message: '', choices });
  });

  test.each([
    ['Block', ['takeAction', 'dontSend']],
    ['SoftBlock', ['takeAction', 'dontSend']],
    ['PromptUser', ['sendAnyway', 'takeAction', 'dontSend']],
  ] as const)('under %s a stopped mail offers %j', (sendMode, choices) => {
    const stop = completed({ allowEvent: false, errorMessage: 'Nej', commandId: 'Pane' });
    expect(dialogOf(play(rulesOf(sendMode), PRESSED, stop).state)?.choices).toEqual(choices);
  });

  test('Take Action opens the pane with its context, and the draft stays', () => {
    const stop = completed({
      allowEvent: false,
      errorMessage: 'Nej',
      commandId: 'Pane',
      contextData: { a: 1 },
    });
    expect(play(BLOCK, PRESSED, stop, { kind: 'chosen', choice: 'takeAction' })).toEqual({
      state: { phase: 'writing' },
      effects: [{ kind: 'openPane', commandId: 'Pane', contextData: '{"a":1}' }],
      faults: [],
    });
  });

  test('Don’t Send during the wait ends the runtime, and a late answer decides nothing', () => {
    const given = play(BLOCK, PRESSED, WAITED, { kind: 'chosen', choice: 'dontSend' });
    expect(given).toMatchObject({ state: { phase: 'writing' }, effects: [{ kind: 'endRuntime' }] });
    expect(stepSend(given.state, completed({ allowEvent: true }), BLOCK).effects).toEqual([]);
  });

  test('timers that come late, and choices that were not offered, change nothing', () => {
    const stopped = play(BLOCK, PRESSED, completed({ allowEvent: false, errorMessage: 'Nej' }));
    for (const input of [WAITED, TIMED_OUT, PRESSED, { kind: 'chosen', choice: 'sendAnyway' } as const])
      expect(stepSend(stopped.state, input, BLOCK)).toEqual({
        state: stopped.state,
        effects: [],
        faults: [],
      });
  });

  test('a second completion counts for nothing', () => {
    const stopped = play(BLOCK, PRESSED, completed({ allowEvent: false, errorMessage: 'Nej' }));
    expect(stepSend(stopped.state, completed({ allowEvent: true }), BLOCK).state).toBe(stopped.state);
  });

  test.each([undefined, 'true', 1])('allowEvent %j does not send', (allowEvent) => {
    const { state, faults } = play(BLOCK, PRESSED, completed({ allowEvent, errorMessage: 'Nej' }));
    expect(state.phase).toBe('asking');
    expect(faults).toEqual([{ code: 'not-a-boolean', detail: `allowEvent is ${typeof allowEvent}` }]);
  });
});
