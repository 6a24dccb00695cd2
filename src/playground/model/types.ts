/** The mailbox of the playground, free of any framework: what a compose window shows and what an add-in may touch. */

/** Who changed something: the person in the window, or an add-in through Office.js. */
export type ChangeOrigin = 'user' | 'addin';

export type PlaygroundRecipientType = 'user' | 'externalUser' | 'distributionList' | 'other';

export type RecipientLine = 'to' | 'cc' | 'bcc';

/**
 * One chip on a recipient line. Unresolved text (`isResolved: false`) is never told to add-ins; a personal contact list
 * is resolved but has a blank address (office-js #4242).
 */
export interface PlaygroundRecipient {
  readonly address: string;
  readonly name: string;
  readonly type: PlaygroundRecipientType;
  readonly isResolved: boolean;
}

export interface MailIdentity {
  readonly address: string;
  readonly name: string;
}

export type PlaygroundAttachmentType = 'file' | 'item' | 'cloud';

export interface PlaygroundAttachment {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly isInline: boolean;
  readonly type: PlaygroundAttachmentType;
  readonly contentBase64: string;
}

export type NotificationKind =
  'informationalMessage' | 'progressIndicator' | 'errorMessage' | 'insightMessage';

/** A button in the notification bar. Outlook knows one kind: it opens the pane of `commandId`. */
export interface NotificationAction {
  readonly actionText: string;
  readonly commandId: string;
  readonly contextData: string;
}

export interface PlaygroundNotification {
  readonly key: string;
  readonly kind: NotificationKind;
  readonly message: string;
  /** Resource id of the manifest's icon, if the add-in named one. */
  readonly icon?: string;
  readonly isPersistent: boolean;
  readonly action?: NotificationAction;
}

export interface PlaygroundCategory {
  readonly displayName: string;
  readonly color: string;
}

export type ComposeType = 'newMail' | 'reply' | 'forward';

export interface PlaygroundDraft {
  readonly id: string;
  /** True once it lies in Drafts (saved by the person or by `saveAsync`). */
  readonly isSaved: boolean;
  readonly composeType: ComposeType;
  readonly from: MailIdentity;
  readonly to: readonly PlaygroundRecipient[];
  readonly cc: readonly PlaygroundRecipient[];
  readonly bcc: readonly PlaygroundRecipient[];
  readonly subject: string;
  readonly bodyHtml: string;
  readonly attachments: readonly PlaygroundAttachment[];
  readonly internetHeaders: Readonly<Record<string, string>>;
  readonly sessionData: Readonly<Record<string, string>>;
  readonly notifications: readonly PlaygroundNotification[];
  readonly categories: readonly PlaygroundCategory[];
  /** JSON text of the add-in's custom properties. */
  readonly customProperties: string;
}

/** What left: the draft as it was, without what only the compose window needs. */
export interface SentMail extends Pick<
  PlaygroundDraft,
  'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'bodyHtml' | 'attachments' | 'internetHeaders'
> {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

export interface MailboxState {
  readonly drafts: readonly PlaygroundDraft[];
  readonly sent: readonly SentMail[];
  /** Roaming settings of the add-in: key to JSON text of the value. */
  readonly roamingSettings: Readonly<Record<string, string>>;
}

export type StoreChange =
  | {
      readonly kind: 'draft';
      readonly origin: ChangeOrigin;
      readonly previous: PlaygroundDraft;
      readonly next: PlaygroundDraft;
    }
  | { readonly kind: 'draftCreated'; readonly draft: PlaygroundDraft }
  | { readonly kind: 'draftRemoved'; readonly draft: PlaygroundDraft }
  | { readonly kind: 'sent'; readonly mail: SentMail }
  | { readonly kind: 'roamingSettings' };

/** `state` and `subscribe` fit React's useSyncExternalStore: the state object is replaced at every change. */
export interface MailStore {
  readonly state: () => MailboxState;
  readonly subscribe: (listener: (change: StoreChange) => void) => () => void;
  readonly draft: (id: string) => PlaygroundDraft | undefined;
  /** What is left out: empty, from the mailbox's own user. */
  readonly createDraft: (seed?: Partial<Omit<PlaygroundDraft, 'id'>>) => PlaygroundDraft;
  /** Nothing happens (and nobody is told) when `change` returns the same object or the draft is gone. */
  readonly updateDraft: (
    id: string,
    origin: ChangeOrigin,
    change: (draft: PlaygroundDraft) => PlaygroundDraft,
  ) => void;
  readonly removeDraft: (id: string) => void;
  /** Takes the draft out of Drafts and lays it in Sent Items; undefined when there is no such draft. */
  readonly send: (draftId: string) => SentMail | undefined;
  readonly saveRoamingSettings: (settings: Readonly<Record<string, string>>) => void;
}

export type ClientProfileId = 'web' | 'newWindows' | 'classic' | 'mac';

/** Which options of `event.completed` the client obeys; others are ignored, as the real client does. */
export interface SmartAlertSupport {
  readonly sendModeOverride: boolean;
  readonly cancelLabel: boolean;
  readonly commandId: boolean;
  readonly errorMessageMarkdown: boolean;
  /**
   * Which button `cancelLabel` names and `commandId` serves: Take Action on the web and on Windows; on Mac the Don't Send
   * button itself opens the pane.
   */
  readonly actionButton: 'takeAction' | 'dontSend';
}

export interface ClientProfile {
  readonly id: ClientProfileId;
  readonly name: string;
  /** Requirement set to highest version, as strings ("1.16"). */
  readonly requirementSets: Readonly<Record<string, string>>;
  readonly hostVersion: string;
  /** `getAsync` returns at most this many recipients of a line. */
  readonly recipientReadLimit: number;
  readonly smartAlerts: SmartAlertSupport;
  /** `bare`: launch events run as in classic Outlook, without DOM, Intl, URLSearchParams, location. */
  readonly eventRuntime: 'frame' | 'bare';
}

export type ManifestSendMode = 'Block' | 'SoftBlock' | 'PromptUser';

/** Options given to `event.completed`, unchecked: an add-in may send anything. */
export interface CompletionOptions {
  readonly allowEvent?: unknown;
  readonly errorMessage?: unknown;
  readonly errorMessageMarkdown?: unknown;
  readonly cancelLabel?: unknown;
  readonly commandId?: unknown;
  readonly contextData?: unknown;
  readonly sendModeOverride?: unknown;
}

/** How the add-in's handler ended. `unavailable`: it did not load, or nobody associated the function. */
export type LaunchOutcome =
  | { readonly kind: 'completed'; readonly options: CompletionOptions }
  | {
      readonly kind: 'unavailable';
      readonly why: 'notLoaded' | 'notAssociated' | 'noLaunchEvent' | 'failed';
      readonly status?: number;
    };

export type SendChoice = 'dontSend' | 'takeAction' | 'sendAnyway' | 'tryLater';

/** A dialog over the compose window; `choices` in the order in which the buttons stand. */
export interface SendDialog {
  readonly reason: 'taking-long' | 'stopped' | 'timed-out' | 'unavailable';
  /**
   * Plain text of the add-in, at most 500 characters. Empty for Outlook's own dialogs, and when a stopping add-in gave no
   * text (Outlook then says "NAME is preventing this email from being sent.").
   */
  readonly message: string;
  /** Markdown of the add-in, where the client shows it. */
  readonly markdown?: string;
  readonly choices: readonly SendChoice[];
  /** The add-in's label (at most 20 characters) for `takeAction`. */
  readonly actionLabel?: string;
  /** The add-in's label for `dontSend` (Mac). */
  readonly cancelLabel?: string;
  /** Pane that `takeAction` (on Mac `dontSend`) opens, and the text that it may read. */
  readonly commandId?: string;
  readonly contextData?: string;
}

export type SendState =
  | { readonly phase: 'writing' }
  /** The handler runs; nothing is shown for the first five seconds. */
  | { readonly phase: 'checking' }
  /** The handler still runs and Outlook says so. */
  | { readonly phase: 'waiting'; readonly dialog: SendDialog }
  | { readonly phase: 'asking'; readonly dialog: SendDialog }
  | { readonly phase: 'sent' };

/** Something the real client would silently repair or ignore: kept, so that a test can see it. */
export interface SendFault {
  readonly code:
    | 'message-too-long'
    | 'markdown-too-long'
    | 'cancel-label-too-long'
    | 'option-not-supported'
    | 'send-mode-not-looser'
    | 'message-missing'
    | 'completed-twice'
    | 'not-a-boolean';
  readonly detail: string;
}
