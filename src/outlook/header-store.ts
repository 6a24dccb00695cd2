import { STATE_HEADER } from '../domain/state-header.ts';
import { hasMethod } from './call.ts';
import type { Caller } from './call.ts';
import { OutlookError } from './outlook-error.ts';
import { createQueue } from './queue.ts';

/** The one Internet header of the draft: what pane and handler share in every client. */
export interface HeaderStore {
  readonly read: () => Promise<string | undefined>;
  /** Writes, reads back, and rejects when Outlook did not keep the value. */
  readonly write: (value: string) => Promise<void>;
  /** Reads, makes a new value of it, and writes that, with no other write between; undefined leaves it as it is. */
  readonly change: (make: Maker) => Promise<void>;
}

type Maker = (now: string | undefined) => string | undefined | Promise<string | undefined>;

const SINCE = '1.8';

export function headerStore(item: Office.MessageCompose, call: Caller): HeaderStore {
  // One write at a time: two at once would each read back the other's value.
  const inTurn = createQueue(1);

  const read = async (): Promise<string | undefined> => {
    const headers = await call<Record<string, string>>({
      name: 'internetHeaders.getAsync',
      isPresent: () => hasMethod(item.internetHeaders, 'getAsync'),
      since: SINCE,
      start: (done) => {
        item.internetHeaders.getAsync([STATE_HEADER], done);
      },
    });
    return valueIn(headers);
  };

  const write = async (value: string): Promise<void> => {
    await call<unknown>({
      name: 'internetHeaders.setAsync',
      isPresent: () => hasMethod(item.internetHeaders, 'setAsync'),
      since: SINCE,
      start: (done) => {
        item.internetHeaders.setAsync({ [STATE_HEADER]: value }, done);
      },
    });
    if ((await read()) !== value)
      throw new OutlookError('outlook.failed', `Outlook did not keep the header ${STATE_HEADER}.`);
  };

  return {
    read,
    write: (value) => inTurn(() => write(value)),
    change: (make) =>
      inTurn(async () => {
        const next = await make(await read());
        if (next !== undefined) await write(next);
      }),
  };
}

/** Header names come back in any case. */
function valueIn(headers: object | null | undefined): string | undefined {
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (name.toLowerCase() === STATE_HEADER && typeof value === 'string') return value.trim();
  }
  return undefined;
}
