import { hasMethod } from './call.ts';
import type { Caller } from './call.ts';
import { OutlookError } from './outlook-error.ts';

/** Office's limit for all settings of one person together, in characters of JSON. */
const MOST_CHARACTERS = 30000;

/** A text kept for this person in their mailbox (Office roaming settings); undefined when there is none. */
export function remembered(key: string): string | undefined {
  try {
    const value: unknown = Office.context.roamingSettings.get(key);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

export async function remember(key: string, value: string, call: Caller): Promise<void> {
  if (value.length > MOST_CHARACTERS)
    throw new OutlookError('outlook.failed', `${key} is too long for Outlook to remember.`);
  if (remembered(key) === value) return;
  await call<unknown>({
    name: 'roamingSettings.saveAsync',
    isPresent: () => hasMethod(Office.context.roamingSettings, 'saveAsync'),
    start: (done) => {
      Office.context.roamingSettings.set(key, value);
      Office.context.roamingSettings.saveAsync(done);
    },
  });
}
