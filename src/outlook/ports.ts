import type { Draft, DraftAttachment, DraftRecipient, RecipientField } from '../domain/draft.ts';
import type { SenderChoices } from '../domain/decision.ts';
import type { FileStamp } from '../domain/file-stamp.ts';
import type { DraftState } from '../domain/state-header.ts';

/** Keys of `remembered` and `remember` that pane and handler share. */
export const MEMORY = { policy: 'policy', mailbox: 'mailbox' } as const;

export type Unsubscribe = () => Promise<void>;

/** What stands in Outlook's notification bar: one at a time, replaced, at most 150 characters. */
export interface Notice {
  readonly kind: 'information' | 'error';
  readonly text: string;
  /** Label of the one button that opens the pane, where Outlook can show it. */
  readonly openPaneLabel?: string;
}

/**
 * What is in an attached file: bytes in base64, a mail or calendar entry as text, or nothing but a link to where the file
 * lies.
 */
export type AttachmentContent =
  | { readonly kind: 'base64'; readonly content: string }
  | { readonly kind: 'text'; readonly content: string }
  | { readonly kind: 'link' };

/**
 * The draft that is being written, as Outlook gives access to it. Every call has a deadline of its own and rejects
 * with an OutlookError (`outlook.timeout`, `outlook.failed`, `outlook.unsupported`, `outlook.no-item`).
 */
export interface ComposeItem {
  readonly readRecipients: () => Promise<Pick<Draft, 'recipients' | 'isTruncated'>>;
  readonly readSender: () => Promise<string>;
  readonly readSubject: () => Promise<string>;
  readonly readBodyHtml: () => Promise<string>;
  readonly readAttachments: () => Promise<readonly DraftAttachment[]>;
  /** What is in the attachment with this id (Mailbox 1.8); waits longer than other calls, since it may be large. */
  readonly readAttachmentContent: (id: string) => Promise<AttachmentContent>;
  /** All of the above but files' content, at most three calls at a time (the web's limit). */
  readonly readDraft: () => Promise<Draft>;
  /** The sender's choices for this draft; undefined when none were made yet. */
  readonly readChoices: () => Promise<SenderChoices | undefined>;
  /** The sender's choices and what the pane saw in attached files, in one call. */
  readonly readState: () => Promise<DraftState>;
  /** Writes and reads back; rejects if Outlook did not keep it. */
  readonly writeChoices: (choices: SenderChoices) => Promise<void>;
  /** The same for what the pane saw in attached files; each leaves the other as it is. Not while the mail is leaving. */
  readonly writeFiles: (files: readonly FileStamp[]) => Promise<void>;
  /** The header of a mail that leaves; false alarms and what was seen in files are kept where Outlook lets us. */
  readonly writeSentHeader: (value: string) => Promise<void>;
  /** Takes the mode of a mail that leaves out of the header again. */
  readonly reopenDraft: () => Promise<void>;
  readonly removeRecipient: (recipient: DraftRecipient) => Promise<void>;
  readonly addRecipient: (
    field: RecipientField,
    recipient: { readonly address: string; readonly displayName: string },
  ) => Promise<void>;
  readonly showNotice: (notice: Notice) => Promise<void>;
  readonly clearNotice: () => Promise<void>;
  readonly onRecipientsChanged: (listener: () => void) => Promise<Unsubscribe>;
  readonly onAttachmentsChanged: (listener: () => void) => Promise<Unsubscribe>;
}

/** Colours of the Office theme, where known. */
export interface Appearance {
  readonly isDark: boolean;
  readonly isHighContrast: boolean;
}

/** Outlook around the draft. */
export interface OutlookClient {
  /** The draft in the window now; undefined for a moment while a pinned pane changes item. */
  readonly currentItem: () => ComposeItem | undefined;
  /** Called when a pinned pane gets another item. */
  readonly onItemChanged: (listener: () => void) => Promise<Unsubscribe>;
  readonly displayLanguage: () => string;
  readonly appearance: () => Appearance;
  readonly onAppearanceChanged: (listener: () => void) => Promise<Unsubscribe>;
  readonly userAddress: () => string;
  /** Text given by the send-time handler when its "Take Action" opened this pane; empty otherwise. */
  readonly readOpeningContext: () => Promise<string>;
  /** Called with that text when "Take Action" is pressed while the pane is open already (Mailbox 1.15). */
  readonly onOpeningContextChanged: (listener: (context: string) => void) => Promise<Unsubscribe>;
  /** Small per-person memory (Office roaming settings): last functional mailbox (A11), last policy seen. */
  readonly remembered: (key: string) => string | undefined;
  readonly remember: (key: string, value: string) => Promise<void>;
  /** Host, platform, version and requirement set, for the support page; loaded when first asked for. */
  readonly diagnostics: () => Promise<Readonly<Record<string, string>>>;
}
