import { createCaller, hasMethod } from './call.ts';
import type { Caller } from './call.ts';
import { composeItem } from './compose-item.ts';
import { userAddress } from './draft-reading.ts';
import { remember, remembered } from './personal-memory.ts';
import type { ComposeItem, OutlookClient } from './ports.ts';
import { createSubscriber } from './subscriptions.ts';

/** Outlook as every runtime has it, also the one without a page. */
export type MailboxClient = Omit<OutlookClient, 'appearance' | 'onAppearanceChanged' | 'diagnostics'>;

/** The parts of the client that touch no page. `deadlineMs` holds for each single call. */
export function mailboxClient(deadlineMs: number): MailboxClient {
  const call = createCaller(deadlineMs);
  const subscribe = createSubscriber(mailboxEvents(), call);
  return {
    currentItem: itemKeeper(deadlineMs),
    onItemChanged: (listener) =>
      subscribe({ type: 'olkItemSelectedChanged', since: '1.5' }, () => listener()),
    displayLanguage: () => Office.context.displayLanguage ?? '',
    userAddress,
    readOpeningContext: () => readOpeningContext(call),
    onOpeningContextChanged: async (listener) => {
      const item = officeItem();
      if (item === undefined) return () => Promise.resolve();
      return createSubscriber(item, call)(
        { type: 'olkInitializationContextChanged', since: '1.15' },
        (event) => listener(contextText(contextIn(event))),
      );
    },
    remembered,
    remember: (key, value) => remember(key, value, call),
  };
}

/** The item in the window now; Office puts another object there when a pinned pane changes item. */
export function officeItem(): Office.MessageCompose | undefined {
  return Office.context.mailbox?.item ?? undefined;
}

/** Outlook on Windows refuses, rather than saying nothing, when there is no context. */
async function readOpeningContext(call: Caller): Promise<string> {
  const item = officeItem();
  if (item === undefined) return '';
  try {
    const context = await call<unknown>({
      name: 'getInitializationContextAsync',
      isPresent: () => hasMethod(item, 'getInitializationContextAsync'),
      start: (done) => {
        item.getInitializationContextAsync(done);
      },
    });
    return contextText(context);
  } catch {
    return '';
  }
}

/** Gives the same wrapper for as long as Office gives the same item. */
function itemKeeper(deadlineMs: number): () => ComposeItem | undefined {
  let last: { readonly item: Office.MessageCompose; readonly wrapped: ComposeItem } | undefined;
  return () => {
    const item = officeItem();
    if (item === undefined) return undefined;
    if (last?.item !== item) last = { item, wrapped: composeItem(item, deadlineMs) };
    return last.wrapped;
  };
}

function mailboxEvents(): Parameters<typeof createSubscriber>[0] {
  return {
    addHandlerAsync: (type, handler, done) => Office.context.mailbox.addHandlerAsync(type, handler, done),
    removeHandlerAsync: (type, done) => Office.context.mailbox.removeHandlerAsync(type, done),
  };
}

function contextIn(event: unknown): unknown {
  return typeof event === 'object' && event !== null && 'initializationContextData' in event
    ? event.initializationContextData
    : '';
}

/** Newer clients hand over parsed JSON, older ones the text. */
function contextText(context: unknown): string {
  if (typeof context === 'string') return context;
  return context === undefined || context === null ? '' : JSON.stringify(context);
}
