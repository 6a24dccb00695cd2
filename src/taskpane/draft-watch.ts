import type { SenderChoices } from '../domain/decision.ts';
import type { Draft } from '../domain/draft.ts';
import type { FileStamp } from '../domain/file-stamp.ts';
import type { ComposeItem, OutlookClient, Unsubscribe } from '../outlook/ports.ts';
import { createDraftScan } from './draft-scan.ts';
import type { Found, ScanDraft } from './draft-scan.ts';

/**
 * The draft as last read, with what was found in exactly this one: what is shown is never older than the text it is about.
 * `none` = no mail that is being written; `failed` = Outlook does not give it, or it could not be looked through.
 */
export type WatchedDraft =
  | { readonly kind: 'loading' }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'read';
      readonly item: ComposeItem;
      readonly draft: Draft;
      readonly found: Found;
      readonly choices: SenderChoices | undefined;
      /** What the draft's header says that the pane saw in its files. */
      readonly stamps: readonly FileStamp[];
      /** The header bears the mode of a mail that leaves: only what the sender does here makes it a draft's again. */
      readonly isLeaving: boolean;
    };

/** Follows the draft in the window: Outlook's events, and polling for what has none (sender, subject, body). */
export interface DraftWatch {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => WatchedDraft;
  /** Reads at once, for instance after something was changed from here. */
  readonly refresh: () => Promise<void>;
  /** Shows the choices at once and writes them to the draft; rejects and shows the old ones if Outlook refuses. */
  readonly choose: (choices: SenderChoices) => Promise<void>;
  readonly stop: () => void;
}

export interface WatchTiming {
  readonly pollMs: number;
  /** Changes that come in a burst (a pasted list) are read once. */
  readonly debounceMs: number;
}

const TIMING: WatchTiming = { pollMs: 1200, debounceMs: 80 };

type Client = Pick<OutlookClient, 'currentItem' | 'onItemChanged'>;

export function createDraftWatch(
  client: Client,
  { pollMs, debounceMs }: WatchTiming = TIMING,
  scan: ScanDraft = createDraftScan(),
): DraftWatch {
  const listeners = new Set<() => void>();
  let state: WatchedDraft = { kind: 'loading' };
  let isStopped = false;
  /** Raised by every write and every new item: what was read before is not shown after. */
  let version = 0;
  let writes = 0;
  let poll: ReturnType<typeof setTimeout> | undefined;
  let event: ReturnType<typeof setTimeout> | undefined;
  let reading: Promise<void> | undefined;
  let isDirty = false;
  let heard: ComposeItem | undefined;
  let unsubscribes: readonly Promise<Unsubscribe>[] = [];

  const show = (next: WatchedDraft): void => {
    if (isStopped || isSame(state, next)) return;
    state = next;
    for (const listener of listeners) listener();
  };

  const readOnce = async (): Promise<void> => {
    const item = client.currentItem();
    listenTo(item);
    if (item === undefined) return show({ kind: 'none' });
    const seen = version;
    try {
      // One after the other: the web takes three calls at a time, and the draft's parts use them up.
      const draft = await item.readDraft();
      const { choices, files, isLeaving = false } = await item.readState();
      const found = await scan(draft).catch(() => undefined);
      if (seen !== version || client.currentItem() !== item) isDirty = true;
      else if (found === undefined) show({ kind: 'failed' });
      else
        show({
          kind: 'read',
          item,
          draft,
          found,
          choices: writes > 0 && state.kind === 'read' ? state.choices : choices,
          stamps: files,
          isLeaving,
        });
    } catch {
      // One failed poll of a draft that is shown already says little: the next one comes soon.
      if (state.kind !== 'read' || state.item !== item) show({ kind: 'failed' });
    }
  };

  const readAll = async (): Promise<void> => {
    do {
      isDirty = false;
      await readOnce();
    } while (isDirty && !isStopped);
    reading = undefined;
    clearTimeout(poll);
    if (!isStopped) poll = setTimeout(() => void refresh(), pollMs);
  };

  const refresh = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    isDirty = true;
    reading ??= readAll();
    return reading;
  };

  const listenTo = (item: ComposeItem | undefined): void => {
    if (item === heard) return;
    for (const unsubscribe of unsubscribes) release(unsubscribe);
    heard = item;
    version++;
    const onChange = (): void => {
      clearTimeout(event);
      if (!isStopped) event = setTimeout(() => void refresh(), debounceMs);
    };
    unsubscribes =
      item === undefined ? [] : [item.onRecipientsChanged(onChange), item.onAttachmentsChanged(onChange)];
    for (const unsubscribe of unsubscribes) unsubscribe.catch(() => undefined);
    if (item !== undefined) show({ kind: 'loading' });
  };

  const choose = async (choices: SenderChoices): Promise<void> => {
    if (state.kind !== 'read') return;
    const before = state;
    const mine = ++version;
    writes++;
    show({ ...before, choices });
    try {
      await before.item.writeChoices(choices);
    } catch (cause) {
      if (mine === version && state.kind === 'read' && state.item === before.item)
        show({ ...state, choices: before.choices });
      throw cause;
    } finally {
      writes--;
      version++;
      void refresh();
    }
  };

  const ofItems = client.onItemChanged(() => void refresh());
  ofItems.catch(() => undefined);
  void refresh();

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => state,
    refresh,
    choose,
    stop: () => {
      isStopped = true;
      clearTimeout(poll);
      clearTimeout(event);
      for (const unsubscribe of [...unsubscribes, ofItems]) release(unsubscribe);
    },
  };
}

function release(unsubscribe: Promise<Unsubscribe>): void {
  unsubscribe.then((stop) => stop()).catch(() => undefined);
}

function isSame(a: WatchedDraft, b: WatchedDraft): boolean {
  if (a.kind !== 'read' || b.kind !== 'read') return a.kind === b.kind;
  return a.item === b.item && a.draft.bodyHtml === b.draft.bodyHtml && keyOf(a) === keyOf(b);
}

/** All but the body, which may be large and is compared as it is. */
function keyOf(read: Extract<WatchedDraft, { readonly kind: 'read' }>): string {
  const { draft, choices, stamps, isLeaving } = read;
  return JSON.stringify([{ ...draft, bodyHtml: '' }, choices, stamps, isLeaving]);
}
