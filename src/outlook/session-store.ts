import { hasMethod } from './call.ts';
import type { Caller } from './call.ts';

/** What is kept beside the draft for as long as it is open in Outlook, and leaves with no mail. */
export interface SessionStore {
  /** Undefined when nothing is kept, or where Outlook keeps nothing for us. */
  readonly read: () => Promise<string | undefined>;
  readonly write: (value: string) => Promise<void>;
}

const KEY = 'x-secure-send';
const SINCE = '1.11';

export function sessionStore(item: Office.MessageCompose, call: Caller): SessionStore {
  const read = async (): Promise<string | undefined> => {
    const value: unknown = await call<string>({
      name: 'sessionData.getAsync',
      isPresent: () => hasMethod(item.sessionData, 'getAsync'),
      since: SINCE,
      start: (done) => {
        item.sessionData.getAsync(KEY, done);
      },
    });
    return typeof value === 'string' ? value : undefined;
  };
  return {
    // A key that is not there is an error to Outlook.
    read: () => read().catch(() => undefined),
    write: async (value) => {
      await call<unknown>({
        name: 'sessionData.setAsync',
        isPresent: () => hasMethod(item.sessionData, 'setAsync'),
        since: SINCE,
        start: (done) => {
          item.sessionData.setAsync(KEY, value, done);
        },
      });
    },
  };
}
