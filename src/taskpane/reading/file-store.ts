import type { FileResult, FileState, FileStates, UnreadReason } from '../../domain/attachment.ts';
import { attachmentsToRead } from '../../domain/detection/scan.ts';
import { attachmentKey } from '../../domain/draft.ts';
import type { DraftAttachment } from '../../domain/draft.ts';
import type { AttachmentContent, ComposeItem } from '../../outlook/ports.ts';
import { LIMITS } from '../../reading/limits.ts';
import type { AttachmentReader } from './attachment-reader.ts';

/** Reads the attached files of the draft, one after another, each once, and keeps what was found in them. */
export interface FileStore {
  readonly subscribe: (listener: () => void) => () => void;
  /** The same object until something changes. */
  readonly current: () => FileStates;
  /** The files of the draft as it is now; the reading of those that are gone is given up. */
  readonly want: (item: FileSource, attachments: readonly DraftAttachment[]) => void;
  /** Reads again what Outlook did not hand over. */
  readonly retry: () => void;
  readonly stop: () => void;
}

export type FileSource = Pick<ComposeItem, 'readAttachmentContent'>;

const PENDING: FileState = { kind: 'pending', progress: 0 };

interface Wanted {
  readonly source: FileSource;
  readonly attachment: DraftAttachment;
}

export function createFileStore(reader: Pick<AttachmentReader, 'read' | 'stop'>): FileStore {
  const listeners = new Set<() => void>();
  let wanted: ReadonlyMap<string, Wanted> = new Map();
  let states: FileStates = new Map();
  let running: { readonly key: string; readonly controller: AbortController } | undefined;
  let isStopped = false;

  const show = (next: FileStates): void => {
    states = next;
    for (const listener of listeners) listener();
  };
  const set = (key: string, state: FileState): void => {
    if (wanted.has(key)) show(new Map(states).set(key, state));
  };

  const readNext = async (): Promise<void> => {
    const key = [...wanted.keys()].find((one) => states.get(one)?.kind === 'pending');
    const file = key === undefined ? undefined : wanted.get(key);
    if (running !== undefined || isStopped || key === undefined || file === undefined) return;
    const controller = new AbortController();
    running = { key, controller };
    const result = await readFile(reader, file, {
      signal: controller.signal,
      onProgress: (progress) => set(key, { kind: 'pending', progress }),
    });
    running = undefined;
    if (result !== undefined && wanted.get(key)?.source === file.source)
      set(key, { kind: 'read', ...result });
    void readNext();
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => states,
    want: (source, attachments) => {
      const before = wanted;
      wanted = new Map(
        attachmentsToRead({ attachments }).map((attachment) => [
          attachmentKey(attachment),
          { source, attachment },
        ]),
      );
      const kept = (key: string): FileState =>
        (before.get(key)?.source === source ? states.get(key) : undefined) ?? PENDING;
      const next = new Map([...wanted.keys()].map((key) => [key, kept(key)]));
      if (running !== undefined && before.get(running.key)?.source !== wanted.get(running.key)?.source)
        running.controller.abort();
      if (!isSame(states, next)) show(next);
      void readNext();
    },
    retry: () => {
      const again = [...states].map(([key, state]): [string, FileState] => [
        key,
        isNotDownloaded(state) ? PENDING : state,
      ]);
      show(new Map(again));
      void readNext();
    },
    stop: () => {
      isStopped = true;
      running?.controller.abort();
      reader.stop();
    },
  };
}

/** Undefined = given up, since nobody wants it any more. */
async function readFile(
  reader: Pick<AttachmentReader, 'read'>,
  { source, attachment }: Wanted,
  watch: Parameters<AttachmentReader['read']>[1],
): Promise<FileResult | undefined> {
  if (attachment.size > LIMITS.input) return unread('too-large');
  let content: AttachmentContent;
  try {
    content = await source.readAttachmentContent(attachment.id);
  } catch {
    // Outlook's own reason says nothing to the sender: the file was not handed over, and counts as not looked through.
    return unread('not-downloaded');
  }
  if (content.kind === 'link') return unread('cloud-link');
  try {
    return await reader.read({ name: attachment.name, isInline: attachment.isInline, content }, watch);
  } catch {
    return watch.signal.aborted ? undefined : unread('corrupt');
  }
}

function unread(reason: UnreadReason): FileResult {
  return { findings: [], unread: [{ place: [], reason }] };
}

function isNotDownloaded(state: FileState): boolean {
  return state.kind === 'read' && state.unread.some(({ reason }) => reason === 'not-downloaded');
}

function isSame(a: FileStates, b: FileStates): boolean {
  return a.size === b.size && [...b].every(([key, state]) => a.get(key) === state);
}
