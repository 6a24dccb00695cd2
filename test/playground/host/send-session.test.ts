import { createSendSession } from '../../../src/playground/host/send-session.ts';
import { CLIENT_PROFILES } from '../../../src/playground/model/client-profile.ts';
import type { LaunchOutcome, SendState } from '../../../src/playground/model/types.ts';

const ALLOWED: LaunchOutcome = { kind: 'completed', options: { allowEvent: true } };
const STOPPED: LaunchOutcome = { kind: 'completed', options: { allowEvent: false, errorMessage: 'Nej' } };

function openSession() {
  const answers: ((outcome: LaunchOutcome) => void)[] = [];
  const done: string[] = [];
  const session = createSendSession({
    rules: { sendMode: 'Block', smartAlerts: CLIENT_PROFILES.web.smartAlerts },
    timings: { waitDialogMs: 5000, sendTimeoutMs: 300_000 },
    raise: () => new Promise((resolve) => answers.push(resolve)),
    send: () => done.push('send'),
    endRuntime: () => done.push('endRuntime'),
    openPane: ({ commandId }) => done.push(`openPane ${commandId}`),
  });
  const phases: SendState['phase'][] = [];
  session.subscribe(({ phase }) => phases.push(phase));
  return { session, answers, done, phases };
}

describe('One send of a draft', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test.each([
    [4999, 'checking'],
    [5000, 'waiting'],
    [5001, 'waiting'],
    [299_999, 'waiting'],
    [300_000, 'asking'],
  ])('after %i ms without an answer it is %s', (elapsed, phase) => {
    const { session } = openSession();
    session.press();
    jest.advanceTimersByTime(elapsed);
    expect(session.state().phase).toBe(phase);
  });

  test('an answer stops the clocks', async () => {
    const { session, answers, done, phases } = openSession();
    session.press();
    answers[0]?.(ALLOWED);
    await jest.advanceTimersByTimeAsync(400_000);
    expect(phases).toEqual(['checking', 'sent']);
    expect(done).toEqual(['send']);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('an answer to a send that was given up does not decide the next one', async () => {
    const { session, answers, done } = openSession();
    session.press();
    jest.advanceTimersByTime(5000);
    session.choose('dontSend');
    session.press();
    answers[0]?.(ALLOWED);
    await jest.advanceTimersByTimeAsync(1);
    expect(session.state().phase).toBe('checking');
    answers[1]?.(STOPPED);
    await jest.advanceTimersByTimeAsync(1);
    expect(session.state()).toMatchObject({ phase: 'asking', dialog: { message: 'Nej' } });
    expect(done).toEqual(['endRuntime']);
  });

  test('a closed window hears nothing more', async () => {
    const { session, answers, done, phases } = openSession();
    session.press();
    session.dispose();
    answers[0]?.(ALLOWED);
    await jest.advanceTimersByTimeAsync(400_000);
    expect(phases).toEqual(['checking']);
    expect(done).toEqual([]);
  });
});
