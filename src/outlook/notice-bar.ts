import { hasMethod } from './call.ts';
import type { Caller } from './call.ts';
import type { Notice } from './ports.ts';
import { supportsMailbox } from './requirement.ts';

/** One key, so that a new notice always takes the place of the old one. */
const KEY = 'secure-send';
const LONGEST_TEXT = 150;
const LONGEST_LABEL = 30;
/** From manifest.xml: the picture in the bar, and the button whose pane is opened. */
const ICON = 'Icon.16';
export const PANE_COMMAND = 'SecureSendPane';

type Details = Office.NotificationMessageDetails;

export async function showNotice(item: Office.MessageCompose, call: Caller, notice: Notice): Promise<void> {
  const plain = plainDetails(notice);
  const insight = supportsMailbox('1.10') ? insightDetails(notice) : undefined;
  if (insight === undefined) return put(item, call, plain);
  try {
    await put(item, call, insight);
  } catch {
    await put(item, call, plain);
  }
}

/** Takes our notice away; one that is not there is as good. */
export async function clearNotice(item: Office.MessageCompose, call: Caller): Promise<void> {
  const mine = await call<Details[]>({
    name: 'notificationMessages.getAllAsync',
    isPresent: () => hasMethod(item.notificationMessages, 'getAllAsync'),
    start: (done) => {
      item.notificationMessages.getAllAsync(done);
    },
  });
  if (!mine.some(({ key }) => key === KEY)) return;
  await call<unknown>({
    name: 'notificationMessages.removeAsync',
    isPresent: () => hasMethod(item.notificationMessages, 'removeAsync'),
    start: (done) => {
      item.notificationMessages.removeAsync(KEY, done);
    },
  });
}

/** Cut at a word, with an ellipsis, to at most `longest` characters. */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest - 1);
  const space = head.lastIndexOf(' ');
  const kept = text.charAt(longest - 1) === ' ' || space <= 0 ? head : head.slice(0, space);
  return `${kept.replace(/[\s,.;:]+$/, '')}…`;
}

function plainDetails({ kind, text }: Notice): Details {
  const message = cutAtWord(text, LONGEST_TEXT);
  // Office supplies the error's icon itself and refuses one from us.
  return kind === 'error'
    ? { type: 'errorMessage', message }
    : { type: 'informationalMessage', message, icon: ICON, persistent: true };
}

function insightDetails({ text, openPaneLabel }: Notice): Details | undefined {
  if (openPaneLabel === undefined) return undefined;
  const action = {
    actionType: 'showTaskPane',
    actionText: cutAtWord(openPaneLabel, LONGEST_LABEL),
    commandId: PANE_COMMAND,
    contextData: '',
  };
  return { type: 'insightMessage', message: cutAtWord(text, LONGEST_TEXT), icon: ICON, actions: [action] };
}

/**
 * Replaces; adds where there was nothing to replace (only some clients then add by themselves). Pane and event runtime
 * may both find nothing and add: the slower one then replaces what the other has added.
 */
async function put(item: Office.MessageCompose, call: Caller, details: Details): Promise<void> {
  try {
    await replace(item, call, details);
  } catch {
    await add(item, call, details).catch(() => replace(item, call, details));
  }
}

async function replace(item: Office.MessageCompose, call: Caller, details: Details): Promise<void> {
  await call<unknown>({
    name: 'notificationMessages.replaceAsync',
    isPresent: () => hasMethod(item.notificationMessages, 'replaceAsync'),
    start: (done) => {
      item.notificationMessages.replaceAsync(KEY, details, done);
    },
  });
}

async function add(item: Office.MessageCompose, call: Caller, details: Details): Promise<void> {
  await call<unknown>({
    name: 'notificationMessages.addAsync',
    isPresent: () => hasMethod(item.notificationMessages, 'addAsync'),
    start: (done) => {
      item.notificationMessages.addAsync(KEY, details, done);
    },
  });
}
