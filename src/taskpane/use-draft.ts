import { useSyncExternalStore } from 'react';
import type { DraftWatch, WatchedDraft } from './draft-watch.ts';

/** The draft in the window, as it is now. */
export function useDraft(watch: DraftWatch): WatchedDraft {
  return useSyncExternalStore(watch.subscribe, watch.current);
}
