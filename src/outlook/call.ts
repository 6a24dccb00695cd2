import { OutlookError } from './outlook-error.ts';
import { createQueue } from './queue.ts';
import { supportsMailbox } from './requirement.ts';

/** One call of Office's callback API. `isPresent` is asked first: requirement sets promise more than runtimes hold. */
export interface OfficeCall<T> {
  readonly name: string;
  readonly isPresent: () => boolean;
  /** Mailbox requirement set that brought it; left out for what the manifest's minimum has. */
  readonly since?: string;
  readonly start: (done: (result: Office.AsyncResult<T>) => void) => void;
}

/** Makes calls with one deadline each, in milliseconds. */
export type Caller = <T>(officeCall: OfficeCall<T>) => Promise<T>;

/** The web and new Outlook take three calls at a time, in one page together. */
const MOST_CALLS = 3;
const queue = createQueue(MOST_CALLS);

/** A caller whose promises settle within the deadline, counted from when the call's turn comes. */
export function createCaller(deadlineMs: number): Caller {
  return (officeCall) => queue(() => call(officeCall, deadlineMs));
}

function call<T>({ name, isPresent, since, start }: OfficeCall<T>, deadlineMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    if (!isUsable(isPresent, since)) {
      reject(new OutlookError('outlook.unsupported', `This Outlook has no ${name}.`));
      return;
    }
    const timer = setTimeout(() => {
      reject(new OutlookError('outlook.timeout', `Outlook did not answer ${name} in ${deadlineMs} ms.`));
    }, deadlineMs);
    const fail = (cause: unknown, officeCode?: number): void => {
      clearTimeout(timer);
      reject(new OutlookError('outlook.failed', `Outlook refused ${name}.`, { cause, officeCode }));
    };
    try {
      start((result) => {
        // Compared as text: the enum object is not there in every runtime.
        if (`${result.status}` !== 'succeeded') return fail(result.error, result.error?.code);
        clearTimeout(timer);
        resolve(result.value);
      });
    } catch (cause) {
      fail(cause);
    }
  });
}

function isUsable(isPresent: () => boolean, since: string | undefined): boolean {
  try {
    return isPresent() && (since === undefined || supportsMailbox(since));
  } catch {
    return false;
  }
}

/** True when the owner is there and has a function of that name. */
export function hasMethod<O extends object>(owner: O | null | undefined, name: keyof O): boolean {
  return typeof owner?.[name] === 'function';
}
