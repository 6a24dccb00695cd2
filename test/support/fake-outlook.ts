import type { SenderChoices } from '../../src/domain/decision.ts';
import type { Draft, DraftRecipient } from '../../src/domain/draft.ts';
import type { FileStamp } from '../../src/domain/file-stamp.ts';
import type {
  Appearance,
  AttachmentContent,
  ComposeItem,
  Notice,
  OutlookClient,
  Unsubscribe,
} from '../../src/outlook/ports.ts';
import { aDraft } from './builders.ts';

/** A draft in memory behind the port, with the handles that a test turns. */
export interface FakeItem extends ComposeItem {
  readonly draft: () => Draft;
  /** Changes the draft as the person would; `event` as Outlook tells of it. */
  readonly change: (change: Partial<Draft>) => void;
  readonly choices: () => SenderChoices | undefined;
  readonly notice: () => Notice | undefined;
  /** What the pane has stamped. */
  readonly files: () => readonly FileStamp[];
  /** The header gets the mode of a mail that leaves; the sender's next choice makes it a draft's again. */
  readonly beginLeaving: () => void;
  /** What was stamped is gone, though the mail is a draft still. */
  readonly loseFiles: () => void;
  /** What is in the attachment with this id; Outlook refuses the others. */
  readonly putContent: (id: string, content: AttachmentContent) => void;
  /** From now on reading (or writing) rejects. */
  readonly failReading: (isFailing: boolean) => void;
  readonly failWriting: (isFailing: boolean) => void;
  readonly listeners: () => number;
}

export interface FakeOutlook extends OutlookClient {
  readonly item: () => FakeItem | undefined;
  readonly showItem: (item: FakeItem | undefined) => void;
  readonly setAppearance: (appearance: Appearance) => void;
  readonly takeAction: (context: string) => void;
}

export function fakeItem(change: Partial<Draft> = {}, chosen?: SenderChoices): FakeItem {
  let draft = aDraft(change);
  let choices = chosen;
  let files: readonly FileStamp[] = [];
  let isLeaving = false;
  const contents = new Map<string, AttachmentContent>();
  let notice: Notice | undefined;
  let isReadingBroken = false;
  let isWritingBroken = false;
  const listeners = new Set<() => void>();
  const read = async <Value>(value: () => Value): Promise<Value> => {
    await Promise.resolve();
    if (isReadingBroken) throw new Error('outlook.failed');
    return value();
  };
  const write = async (work: () => void): Promise<void> => {
    await Promise.resolve();
    if (isWritingBroken) throw new Error('outlook.failed');
    work();
  };
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const withRecipients = (recipients: readonly DraftRecipient[]): void => {
    draft = { ...draft, recipients };
    tell();
  };
  const listen = (listener: () => void): Promise<Unsubscribe> => {
    const own = (): void => listener();
    listeners.add(own);
    return Promise.resolve(() => {
      listeners.delete(own);
      return Promise.resolve();
    });
  };
  return {
    readRecipients: () => read(() => ({ recipients: draft.recipients, isTruncated: draft.isTruncated })),
    readSender: () => read(() => draft.sender),
    readSubject: () => read(() => draft.subject),
    readBodyHtml: () => read(() => draft.bodyHtml),
    readAttachments: () => read(() => draft.attachments),
    readDraft: () => read(() => draft),
    readAttachmentContent: (id) =>
      read(() => {
        const content = contents.get(id);
        if (content === undefined) throw new Error('outlook.failed');
        return content;
      }),
    readChoices: () => read(() => choices),
    readState: () =>
      read(() => ({
        files,
        ...(choices === undefined ? {} : { choices }),
        ...(isLeaving ? { isLeaving } : {}),
      })),
    writeChoices: (next) =>
      write(() => {
        choices = next;
        isLeaving = false;
      }),
    writeFiles: (next) => write(() => (files = next)),
    writeSentHeader: () => Promise.resolve(),
    reopenDraft: () => write(() => (isLeaving = false)),
    removeRecipient: (recipient) =>
      write(() =>
        withRecipients(
          draft.recipients.filter(
            ({ field, address }) => field !== recipient.field || address !== recipient.address,
          ),
        ),
      ),
    addRecipient: (field, recipient) =>
      write(() => withRecipients([...draft.recipients, { field, isDistributionList: false, ...recipient }])),
    showNotice: (next) => write(() => (notice = next)),
    clearNotice: () => write(() => (notice = undefined)),
    onRecipientsChanged: listen,
    onAttachmentsChanged: listen,
    draft: () => draft,
    change: (next) => {
      draft = { ...draft, ...next };
      if (next.recipients !== undefined || next.attachments !== undefined) tell();
    },
    choices: () => choices,
    notice: () => notice,
    files: () => files,
    beginLeaving: () => {
      files = [];
      isLeaving = true;
    },
    loseFiles: () => (files = []),
    putContent: (id, content) => void contents.set(id, content),
    failReading: (isFailing) => (isReadingBroken = isFailing),
    failWriting: (isFailing) => (isWritingBroken = isFailing),
    listeners: () => listeners.size,
  };
}

export interface FakeOutlookOptions {
  readonly item?: FakeItem | undefined;
  readonly language?: string;
  readonly appearance?: Appearance;
  readonly openingContext?: string;
  readonly memory?: Readonly<Record<string, string>>;
}

export function fakeOutlook(options: FakeOutlookOptions = {}): FakeOutlook {
  let item = 'item' in options ? options.item : fakeItem();
  let appearance = options.appearance ?? { isDark: false, isHighContrast: false };
  const memory = new Map(Object.entries(options.memory ?? {}));
  const itemListeners = new Set<() => void>();
  const appearanceListeners = new Set<() => void>();
  const actionListeners = new Set<(context: string) => void>();
  const joined = <Listener>(listeners: Set<Listener>, listener: Listener): Promise<Unsubscribe> => {
    listeners.add(listener);
    return Promise.resolve(() => {
      listeners.delete(listener);
      return Promise.resolve();
    });
  };
  return {
    currentItem: () => item,
    onItemChanged: (listener) => joined(itemListeners, listener),
    displayLanguage: () => options.language ?? 'da-DK',
    appearance: () => appearance,
    onAppearanceChanged: (listener) => joined(appearanceListeners, listener),
    userAddress: () => item?.draft().sender ?? '',
    readOpeningContext: () => Promise.resolve(options.openingContext ?? ''),
    onOpeningContextChanged: (listener) => joined(actionListeners, listener),
    remembered: (key) => memory.get(key),
    remember: (key, value) => {
      memory.set(key, value);
      return Promise.resolve();
    },
    diagnostics: () => Promise.resolve({ Host: 'Outlook', Platform: 'OfficeOnline', Mailbox: '1.15' }),
    item: () => item,
    showItem: (next) => {
      item = next;
      for (const listener of itemListeners) listener();
    },
    setAppearance: (next) => {
      appearance = next;
      for (const listener of appearanceListeners) listener();
    },
    takeAction: (context) => {
      for (const listener of actionListeners) listener(context);
    },
  };
}
