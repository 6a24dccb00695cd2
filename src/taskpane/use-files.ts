import { useEffect, useSyncExternalStore } from 'react';
import type { FileStates } from '../domain/attachment.ts';
import type { DraftAttachment } from '../domain/draft.ts';
import type { FileSource, FileStore } from './reading/file-store.ts';

/** What is known of each attached file, by `attachmentKey`; small pictures inside the text are not among them. */
export function useFiles(
  store: FileStore,
  item: FileSource | undefined,
  attachments: readonly DraftAttachment[],
): FileStates {
  useEffect(() => {
    if (item !== undefined) store.want(item, attachments);
  }, [store, item, attachments]);
  return useSyncExternalStore(store.subscribe, store.current);
}
