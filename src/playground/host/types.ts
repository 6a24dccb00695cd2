import type {
  ClientProfile,
  LaunchOutcome,
  MailIdentity,
  MailStore,
  ManifestSendMode,
  SendChoice,
  SendFault,
  SendState,
} from '../model/types.ts';

export type LaunchEventName =
  | 'OnNewMessageCompose'
  | 'OnMessageCompose'
  | 'OnMessageRecipientsChanged'
  | 'OnMessageAttachmentsChanged'
  | 'OnMessageFromChanged'
  | 'OnMessageSend';

export interface ManifestLaunchEvent {
  readonly name: LaunchEventName;
  readonly functionName: string;
  /** Only OnMessageSend has one. */
  readonly sendMode?: ManifestSendMode;
}

/** A ribbon button that opens a pane. */
export interface ManifestPaneCommand {
  /** Id of the button's control. */
  readonly controlId: string;
  /** What `commandId` of a Smart Alert or notification names: the button's control id. */
  readonly commandId: string;
  readonly taskpaneId: string;
  readonly label: string;
  readonly groupLabel: string;
  readonly tipTitle: string;
  readonly tipText: string;
  /** Pixel size to address. */
  readonly icons: Readonly<Record<number, string>>;
  readonly paneUrl: string;
  readonly isPinnable: boolean;
}

/** The manifest as Outlook reads it for message compose, in one language. */
export interface AddinManifest {
  readonly id: string;
  readonly version: string;
  readonly providerName: string;
  readonly displayName: string;
  readonly description: string;
  readonly iconUrl: string;
  readonly permission: 'Restricted' | 'ReadItem' | 'ReadWriteItem' | 'ReadWriteMailbox';
  readonly appDomains: readonly string[];
  readonly commands: readonly ManifestPaneCommand[];
  readonly launchEvents: readonly ManifestLaunchEvent[];
  /** Page that runs launch events on the web and in new Outlook. */
  readonly eventPageUrl?: string;
  /** JavaScript file that classic Outlook runs instead. */
  readonly eventScriptUrl?: string;
}

/** Office theme colours, `#rrggbb`. */
export interface OfficeThemeColours {
  readonly bodyBackgroundColor: string;
  readonly bodyForegroundColor: string;
  readonly controlBackgroundColor: string;
  readonly controlForegroundColor: string;
}

/** What an add-in asks of the window around the draft. */
export interface HostWindow {
  /** `closeContainer`, or `close` of the item. */
  readonly closePane?: () => void;
  readonly closeItem?: () => void;
  /** Take Action, or the button of a notification: open this pane with this text as its initialization context. */
  readonly openPane?: (request: { readonly commandId: string; readonly contextData: string }) => void;
  /** `setSelectedDataAsync`: put it where the caret is; without this it goes to the end of the body. */
  readonly insertAtCaret?: (html: string) => void;
  readonly selectedHtml?: () => string;
  /** An empty frame of the window for a dialog with `displayInIframe`; without this one is made in the page. */
  readonly openDialog?: (request: DialogRequest) => HTMLIFrameElement;
  readonly closeDialog?: () => void;
  /** Tab left the pane at its end or start (`TabExit`, `TabExitShift`) or Escape/F6 was pressed in it. */
  readonly leavePane?: (direction: 'forward' | 'backward' | 'escape') => void;
}

export interface DialogRequest {
  readonly url: string;
  /** Percent of the screen. */
  readonly width: number;
  readonly height: number;
  readonly hideTitle: boolean;
}

export interface HostTimings {
  /** Until the wait dialog (Outlook: 5 s). */
  readonly waitDialogMs: number;
  /** Until the handler counts as not answering (Outlook: 5 min). */
  readonly sendTimeoutMs: number;
  /** Until an event page or script that has not registered counts as unavailable. */
  readonly bootTimeoutMs: number;
}

export interface OfficeHostOptions {
  readonly store: MailStore;
  readonly draftId: string;
  readonly manifest: AddinManifest;
  readonly profile: ClientProfile;
  /** Display language, `da-DK`, `sv-SE`, `en-US`. */
  readonly locale: string;
  readonly user: MailIdentity;
  readonly theme: OfficeThemeColours;
  /** Where the add-in is served, e.g. https://localhost:3443. Same host name as the playground's page. */
  readonly addinOrigin: string;
  readonly window?: HostWindow;
  readonly timings?: Partial<HostTimings>;
  /** The page that boots office.js for the bare runtime; default `/classic-runtime.html` on the page's own origin. */
  readonly classicRuntimeUrl?: string;
}

/** One message of the protocol, as it went over the wire. */
export interface LoggedMessage {
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly frame: FrameKind;
  readonly action: string;
  readonly dispatchId?: number;
  readonly data: unknown;
}

export type FrameKind = 'pane' | 'event' | 'dialog';

/** Handles for tests and for the drawer of the playground. */
export interface HostControls {
  /** Every call is answered this much later. */
  readonly setLatency: (milliseconds: number) => void;
  /** The next call of this dispatch id fails with this Office error code. */
  readonly failNext: (dispatchId: number, errorCode: number) => void;
  /** Calls of this dispatch id are never answered, until `answerAgain`. */
  readonly neverAnswer: (dispatchId: number) => void;
  readonly answerAgain: (dispatchId: number) => void;
  readonly log: () => readonly LoggedMessage[];
  /** Messages this host does not know; a test asserts that there are none. */
  readonly unhandled: () => readonly LoggedMessage[];
  readonly faults: () => readonly SendFault[];
  /** The most mailbox calls of one frame that waited at once; the web takes three. Only seen with some latency. */
  readonly mostAtOnce: () => number;
  readonly launches: () => readonly LaunchRecord[];
}

export interface LaunchRecord {
  readonly name: LaunchEventName;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly outcome: LaunchOutcome | undefined;
}

/** One compose window's host: pane, event runtime, dialogs, and the send check. */
export interface OfficeHost {
  /** Names the frame, points it at the pane and answers it. `context` is what getInitializationContextAsync gives. */
  readonly mountPane: (
    frame: HTMLIFrameElement,
    options?: { readonly commandId?: string; readonly context?: string },
  ) => void;
  readonly unmountPane: () => void;
  /** Moves the keyboard focus into the pane (F6 or Tab). */
  readonly focusPane: (direction?: 'forward' | 'backward') => void;
  /** Raises OnMessageCompose / OnNewMessageCompose and begins to follow the draft. Call once. */
  readonly start: () => void;
  readonly raiseLaunchEvent: (
    name: LaunchEventName,
    payload?: Readonly<Record<string, unknown>>,
  ) => Promise<LaunchOutcome>;
  /** A pinned pane gets another draft, or none for a moment. */
  readonly switchItem: (draftId: string | undefined) => void;
  readonly setTheme: (theme: OfficeThemeColours) => void;
  /** The button of a notification was pressed. */
  readonly pressNotification: (key: string) => void;
  /** The person closed the notification or it had no button. */
  readonly dismissNotification: (key: string) => void;
  readonly closeDialog: () => void;

  /** Send was pressed: the check runs by the manifest's send mode; the state says what to show. */
  readonly pressSend: () => void;
  readonly chooseInDialog: (choice: SendChoice) => void;
  readonly sendState: () => SendState;
  readonly onSendState: (listener: (state: SendState) => void) => () => void;

  readonly controls: HostControls;
  readonly dispose: () => void;
}

export type CreateOfficeHost = (options: OfficeHostOptions) => OfficeHost;
