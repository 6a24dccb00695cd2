import {
  formatAnswer,
  formatEvent,
  formatNotification,
  parseCommonCall,
  parseMailboxCall,
  parseRequest,
} from '../../../src/playground/host/wire.ts';

const REQUEST = {
  _messageType: 0,
  _actionName: 'ExecuteMethod',
  _actionType: 0,
  _conversationId: 'c1',
  _correlationId: 4,
  _origin: 'https://localhost:3443',
  _data: { ApiParams: { recipientField: 0 }, MethodData: { ControlId: 'pane-1', DispatchId: 15 } },
  _serializerVersion: 1,
};
const parsed = (change: object) => parseRequest(JSON.stringify({ ...REQUEST, ...change }));

describe('Messages of the office.js protocol', () => {
  test('a request says what it wants, and of which conversation', () => {
    expect(parsed({})).toEqual({
      kind: 'invoke',
      action: 'ExecuteMethod',
      conversationId: 'c1',
      correlationId: 4,
      data: REQUEST._data,
    });
    expect(parsed({ _actionType: 1 })?.kind).toBe('register');
    expect(parsed({ _actionType: 2 })?.kind).toBe('unregister');
  });

  test.each([
    ['an answer', { _messageType: 1 }],
    ['an unknown kind', { _actionType: 3 }],
    ['a name that is no text', { _actionName: 7 }],
    ['a missing conversation', { _conversationId: undefined }],
    ['a correlation that is no number', { _correlationId: '4' }],
  ])('%s is no request', (_name, change) => {
    expect(parsed(change)).toBeUndefined();
  });

  test.each([REQUEST, 'not JSON', '[]', 'null', 7, undefined])('%j is no request', (message) => {
    expect(parseRequest(message)).toBeUndefined();
  });

  test('the two look-alike calls are told apart by their shape', () => {
    expect(parseMailboxCall(REQUEST._data)).toEqual({ dispatchId: 15, params: { recipientField: 0 } });
    const common = { 0: 'command-1', DdaMethod: { ControlId: 'x', Version: 1, DispatchId: 94 } };
    expect(parseCommonCall(common)).toEqual({ dispatchId: 94, params: common });
    expect(parseMailboxCall(common)).toBeUndefined();
    expect(parseCommonCall(REQUEST._data)).toBeUndefined();
    expect(parseMailboxCall(null)).toBeUndefined();
  });

  test('answers and events are texts that name conversation and correlation', () => {
    const parts = {
      action: 'a',
      conversationId: 'c1',
      correlationId: 4,
      origin: 'https://o',
      data: { x: 1 },
    };
    const common = {
      _messageType: 1,
      _actionName: 'a',
      _conversationId: 'c1',
      _correlationId: 4,
      _errorCode: 0,
    };
    expect(JSON.parse(formatAnswer(parts))).toMatchObject({ ...common, _responseType: 0, _data: { x: 1 } });
    expect(JSON.parse(formatEvent(parts))).toMatchObject({ ...common, _responseType: 1, _data: { x: 1 } });
  });

  test('the host’s own notices go to the conversation’s other ear', () => {
    expect(JSON.parse(formatNotification('c1', 'https://o', [11]))).toMatchObject({
      _messageType: 0,
      _actionName: 'Office_notifyAgave',
      _conversationId: 'c1_ntf',
      _data: [11],
    });
  });
});
