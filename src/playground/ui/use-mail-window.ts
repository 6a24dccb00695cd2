import { createContext, useContext, useSyncExternalStore } from 'react';
import type { MailboxState, PlaygroundDraft } from '../model/types.ts';
import type { MailWindow, MailWindowState } from './mail-window.ts';

const MailWindowContext = createContext<MailWindow | undefined>(undefined);
export const MailWindowProvider = MailWindowContext.Provider;

/** What a person can do in the window. */
export function useMailWindow(): MailWindow {
  const found = useContext(MailWindowContext);
  if (found === undefined) throw new Error('MailWindowProvider is missing.');
  return found;
}

/** What the window shows. */
export function useMailWindowState(): MailWindowState {
  const { subscribe, state } = useMailWindow();
  return useSyncExternalStore(subscribe, state);
}

export function useMailbox(): MailboxState {
  const { store } = useMailWindow();
  return useSyncExternalStore(store.subscribe, store.state);
}

/** The draft in the compose window, if one is open. */
export function useOpenDraft(): PlaygroundDraft | undefined {
  const { view } = useMailWindowState();
  const { drafts } = useMailbox();
  return view.kind === 'compose' ? drafts.find((draft) => draft.id === view.draftId) : undefined;
}
