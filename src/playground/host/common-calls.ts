import { isRecord, parseJson } from './wire.ts';

/** Dispatch ids of the common API (`executeMethod`). */
export const COMMON_CALL = {
  completeCommand: 94,
  closeContainer: 97,
  getAccessToken: 98,
  messageParent: 144,
  messageChild: 145,
} as const;

/** "The user is not signed in": until the playground has a sign-in, add-ins have to cope with that. */
const NOT_SIGNED_IN = 13001;

export function commonDone(): Readonly<Record<string, unknown>> {
  return { Version: 1, Error: 0 };
}

export function accessTokenRefused(): Readonly<Record<string, unknown>> {
  return { Version: 1, Error: NOT_SIGNED_IN };
}

export function commonFailed(error: number): Readonly<Record<string, unknown>> {
  return { Version: 1, Error: error };
}

/** What `event.completed` sends: which invocation, its status (0 = ok), and the options as they were given. */
export interface CommandCompletion {
  readonly commandId: string;
  readonly status: number;
  readonly options: Readonly<Record<string, unknown>>;
}

export function parseCompletion(params: unknown): CommandCompletion | undefined {
  if (!isRecord(params)) return undefined;
  const { 0: commandId, 1: status, 2: eventText } = params;
  if (typeof commandId !== 'string' || typeof status !== 'number') return undefined;
  const event = typeof eventText === 'string' ? parseJson(eventText) : undefined;
  const options = isRecord(event) ? event['completedContext'] : undefined;
  return { commandId, status, options: isRecord(options) ? options : {} };
}
