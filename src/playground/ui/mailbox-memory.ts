import type { MailStore, MailboxState } from '../model/types.ts';

const KEY = 'playground.mailbox';
const OPEN = 'playground.open-draft';
const WAIT_MS = 300;

/** The mailbox of this tab before a reload; undefined when there is none. */
export function recallMailbox(): MailboxState | undefined {
  const kept = sessionStorage.getItem(KEY);
  if (kept === null) return undefined;
  try {
    // Written by this page only, in the same tab.
    return JSON.parse(kept) as MailboxState;
  } catch {
    return undefined;
  }
}

export function recallOpenDraft(): string | undefined {
  return sessionStorage.getItem(OPEN) ?? undefined;
}

export function keepOpenDraft(draftId: string | undefined): void {
  if (draftId === undefined) sessionStorage.removeItem(OPEN);
  else sessionStorage.setItem(OPEN, draftId);
}

/** Keeps the mailbox over a reload of the tab, a moment after each change and when the page goes. Returns how to end that. */
export function keepMailbox(store: MailStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const state = store.state();
    // The browser gives about 5 MB: large files are let go before the mails are.
    if (!tryKeep(state)) tryKeep(withoutContents(state));
  };
  const keepLast = (): void => {
    if (timer !== undefined) keep();
  };
  const unsubscribe = store.subscribe(() => {
    timer ??= setTimeout(keep, WAIT_MS);
  });
  window.addEventListener('pagehide', keepLast);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('pagehide', keepLast);
  };
}

export function forgetMailbox(): void {
  sessionStorage.clear();
}

function tryKeep(state: MailboxState): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}

function withoutContents(state: MailboxState): MailboxState {
  return {
    ...state,
    drafts: state.drafts.map((draft) => ({ ...draft, attachments: [] })),
    sent: state.sent.map((mail) => ({ ...mail, attachments: [] })),
  };
}
