import type { DraftRecipient } from '../domain/draft.ts';
import type { OverrideReason } from '../domain/override.ts';
import type { Permission } from '../domain/permission.ts';
import type { Transport } from '../domain/transport.ts';

/** What a click does. The pane's components know only these. */
export type Command =
  | { readonly kind: 'switchSecureMode'; readonly isOn: boolean }
  | { readonly kind: 'declarePersonalData'; readonly isDeclared: boolean }
  | { readonly kind: 'removeRecipients'; readonly recipients: readonly DraftRecipient[] }
  | { readonly kind: 'undoRemoval' }
  | { readonly kind: 'forgetRemoval' }
  /** `isToMark`: to the first one that may be called a false alarm. */
  | { readonly kind: 'showFindings'; readonly isToMark?: true }
  | { readonly kind: 'override'; readonly key: string; readonly reason: OverrideReason }
  | { readonly kind: 'undoOverride'; readonly key: string }
  | { readonly kind: 'chooseMailbox'; readonly address: string }
  | { readonly kind: 'changeMailbox' }
  | { readonly kind: 'confirm'; readonly confirmation: string }
  | { readonly kind: 'takeBack' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'checkAgain'; readonly address: string };

export type Perform = (command: Command) => void;

export type Tone = 'good' | 'ask' | 'bad' | 'unknown' | 'quiet' | 'busy';

export interface SecureModeView {
  readonly isOn: boolean;
  readonly isChangeable: boolean;
  readonly note?: string;
}

export interface HeadlineView {
  readonly tone: Tone;
  readonly text: string;
  readonly detail?: string;
  readonly canRetry: boolean;
}

export interface CardRecipient {
  readonly id: string;
  readonly name: string;
  /** Absent where the reason is said once for the whole mail. */
  readonly reason?: string;
  readonly recipient?: DraftRecipient;
}

export interface CardAction {
  readonly label: string;
  readonly command: Command;
}

export type CardKind =
  | 'forbidden'
  | 'notChecked'
  | 'notSecure'
  | 'considerations'
  | 'unreadable'
  | 'sensitive'
  | 'activation'
  | 'mailbox';

export interface ProblemCard {
  readonly kind: Exclude<CardKind, 'mailbox'>;
  readonly key: string;
  readonly tone: Tone;
  readonly title: string;
  readonly body?: string;
  readonly points: readonly string[];
  readonly recipients: readonly CardRecipient[];
  readonly why?: string;
  /** The organisation's own words on the matter, outside the pane. */
  readonly link?: { readonly label: string; readonly url: string };
  readonly actions: readonly CardAction[];
}

export interface MailboxOption {
  readonly address: string;
  readonly label: string;
}

export interface MailboxCard {
  readonly kind: 'mailbox';
  readonly key: string;
  readonly body: string;
  readonly options: readonly MailboxOption[];
  readonly selected: string;
  readonly hasPersonalData: boolean;
  readonly canSwitchOff: boolean;
}

export type CardView = ProblemCard | MailboxCard;

export interface FactLine {
  readonly label: string;
  readonly value: string;
  /** Long unbroken text (fingerprint, address): may break anywhere, in a fixed-width letter. */
  readonly isCode?: boolean;
}

export interface EvidenceView {
  readonly title: string;
  readonly lines: readonly FactLine[];
}

export interface RowDetails {
  readonly meaning: readonly string[];
  readonly reasons: readonly string[];
  readonly facts: readonly FactLine[];
  readonly evidence: readonly EvidenceView[];
  /** The address that can be looked up again; absent for lists and blank addresses. */
  readonly lookUp?: string;
}

export interface RowView {
  readonly id: string;
  readonly name: string;
  /** Beside the name when there is a display name. */
  readonly address?: string;
  readonly isPending: boolean;
  readonly tone: Tone;
  readonly summary: string;
  readonly transport?: Transport;
  readonly permission?: Permission;
  readonly permissionWord?: string;
  readonly details?: RowDetails;
}

export type RecipientItem =
  | { readonly kind: 'row'; readonly row: RowView }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly transport: Transport;
      readonly tone: Tone;
      readonly title: string;
      readonly permissionWord: string;
      readonly rows: readonly RowView[];
    };

export interface RecipientsView {
  readonly count: number;
  readonly isFolded: boolean;
  readonly hasPersonalDataColumn: boolean;
  /** `2 Intern · 1 TLS`, beside the title while folded. */
  readonly summary: string;
  readonly items: readonly RecipientItem[];
}

export interface FindingView {
  readonly id: string;
  readonly type: string;
  readonly place: string;
  readonly before: string;
  readonly masked: string;
  readonly after: string;
  /** How sure it is and what speaks for it, in sentences. */
  readonly certainty: string;
  readonly marking: MarkingView;
}

/** Whether the sender may say that it is no personal data (C4). Absent reasons: there is nothing to say about it. */
export type MarkingView =
  | {
      readonly kind: 'offered';
      readonly key: string;
      readonly reasons: readonly { readonly reason: OverrideReason; readonly label: string }[];
      /** Said when the same value stands in more places. */
      readonly everywhere?: string;
    }
  | { readonly kind: 'withheld'; readonly why?: string };

/** One value that the sender calls no personal data, wherever it stands. */
export interface MarkedView {
  readonly key: string;
  readonly type: string;
  readonly masked: string;
  readonly reason: string;
  readonly places: string;
}

/** One attached file, how far it is, and what came of it. */
export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly tone: Tone;
  readonly status: string;
  /** Why it, or parts of it, could not be looked through. */
  readonly details: readonly string[];
}

export interface FilesView {
  /** Beside the title while folded. */
  readonly summary: string;
  readonly items: readonly FileView[];
}

export interface FindingsView {
  readonly count: number;
  readonly items: readonly FindingView[];
  /** So many more were found than the pane lists. */
  readonly unlisted: number;
  readonly marked: readonly MarkedView[];
}

export interface PaneView {
  readonly secureMode: SecureModeView;
  readonly headline: HeadlineView;
  /** The network here keeps us from asking mail servers. */
  readonly isNetworkBlocked: boolean;
  readonly cards: readonly CardView[];
  /** The sender has answered the question that would be open now, and may take it back. */
  readonly isConfirmed: boolean;
  /** Which functional mailbox was chosen here. */
  readonly mailboxLine?: string;
  readonly recipients?: RecipientsView;
  readonly findings: FindingsView;
  readonly files?: FilesView;
  /** Only where it would change anything: recipients are there and nothing that counts was found. */
  readonly canDeclare: boolean;
  readonly isDeclared: boolean;
  /** Look-ups and files are done: what is asked now stays the same. */
  readonly isSettled: boolean;
}
