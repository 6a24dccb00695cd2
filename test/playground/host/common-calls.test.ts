import { parseCompletion } from '../../../src/playground/host/common-calls.ts';

describe('What event.completed sends', () => {
  test('options come through as they were given', () => {
    const context = {
      allowEvent: false,
      errorMessage: 'Nej',
      sendModeOverride: 'promptUser',
      later: { x: [1] },
    };
    const event = JSON.stringify({ type: 'OnMessageSend', completedContext: context });
    expect(parseCompletion({ 0: 'command-1', 1: 0, 2: event })).toEqual({
      commandId: 'command-1',
      status: 0,
      options: context,
    });
  });

  test('nobody associated the function: a status and no data', () => {
    expect(parseCompletion({ 0: 'command-1', 1: 11101, 2: '' })).toEqual({
      commandId: 'command-1',
      status: 11101,
      options: {},
    });
  });

  test.each([undefined, [], {}, { 0: 1, 1: 0 }, { 0: 'command-1', 1: '0' }])(
    '%j is no completion',
    (params) => {
      expect(parseCompletion(params)).toBeUndefined();
    },
  );
});
