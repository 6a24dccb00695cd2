/**
 * The messages of the office.js web protocol: JSON texts by postMessage. A request asks the host to do something or
 * (un)registers an event; answers and events travel back as responses.
 */
export interface WireRequest {
  readonly kind: 'invoke' | 'register' | 'unregister';
  readonly action: string;
  readonly conversationId: string;
  readonly correlationId: number;
  readonly data: unknown;
}

/** A call of the mailbox API (`ExecuteMethod`, `GetInitialData`) or of the common API (`executeMethod`). */
export interface MethodCall {
  readonly dispatchId: number;
  readonly params: unknown;
}

const KINDS: Readonly<Record<number, WireRequest['kind']>> = { 0: 'invoke', 1: 'register', 2: 'unregister' };
const REQUEST = 0;
const RESPONSE = 1;

export function parseRequest(message: unknown): WireRequest | undefined {
  const fields = typeof message === 'string' ? parseJson(message) : undefined;
  if (!isRecord(fields) || fields['_messageType'] !== REQUEST) return undefined;
  const { _actionName: action, _conversationId: conversationId, _correlationId: correlationId } = fields;
  const kind = KINDS[Number(fields['_actionType'])];
  if (kind === undefined || typeof action !== 'string' || typeof conversationId !== 'string')
    return undefined;
  if (typeof correlationId !== 'number') return undefined;
  return { kind, action, conversationId, correlationId, data: fields['_data'] };
}

export function parseMailboxCall(data: unknown): MethodCall | undefined {
  if (!isRecord(data) || !isRecord(data['MethodData'])) return undefined;
  const dispatchId = data['MethodData']['DispatchId'];
  return typeof dispatchId === 'number' ? { dispatchId, params: data['ApiParams'] } : undefined;
}

export function parseCommonCall(data: unknown): MethodCall | undefined {
  if (!isRecord(data) || !isRecord(data['DdaMethod'])) return undefined;
  const dispatchId = data['DdaMethod']['DispatchId'];
  return typeof dispatchId === 'number' ? { dispatchId, params: data } : undefined;
}

interface ResponseParts {
  readonly action: string;
  readonly conversationId: string;
  readonly correlationId: number;
  readonly origin: string;
  readonly data: unknown;
}

export function formatAnswer(parts: ResponseParts): string {
  return formatResponse(parts, 0);
}

export function formatEvent(parts: ResponseParts): string {
  return formatResponse(parts, 1);
}

/** Host to add-in; nothing comes back. Action 11 moves the focus in, 12 moves it in at the end. */
export function formatNotification(conversationId: string, origin: string, data: readonly unknown[]): string {
  return JSON.stringify({
    _messageType: REQUEST,
    _actionName: 'Office_notifyAgave',
    _actionType: 0,
    _conversationId: `${conversationId}_ntf`,
    _correlationId: 0,
    _origin: origin,
    _data: data,
    _serializerVersion: 1,
  });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function formatResponse(parts: ResponseParts, responseType: 0 | 1): string {
  return JSON.stringify({
    _messageType: RESPONSE,
    _actionName: parts.action,
    _conversationId: parts.conversationId,
    _correlationId: parts.correlationId,
    _origin: parts.origin,
    _errorCode: 0,
    _responseType: responseType,
    _data: parts.data,
    _serializerVersion: 1,
  });
}
