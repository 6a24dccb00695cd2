import type { EvidenceTexts } from './evidence/evidence-texts.ts';
import type { FileTexts } from './files/file-texts.ts';
import type { Confidence, FindingReason } from '../../domain/finding.ts';
import type { OverrideReason } from '../../domain/override.ts';
import type { Assurance, Transport } from '../../domain/transport.ts';

/** What only the pane says. Words shared with other doors stand in the domain's table; a missing key is a type error. */
export interface PaneTexts {
  readonly secureMode: SecureModeTexts;
  readonly headline: HeadlineTexts;
  readonly card: CardTexts;
  readonly mailbox: MailboxTexts;
  readonly recipients: RecipientTexts;
  readonly evidence: EvidenceTexts;
  readonly files: FileTexts;
  readonly findings: FindingTexts;
  readonly override: OverrideTexts;
  readonly removed: RemovedTexts;
  readonly network: NetworkTexts;
  readonly view: ViewTexts;
  readonly methods: MethodTexts;
  readonly tunnel: TunnelTexts;
  readonly certificates: CertificateTexts;
  readonly help: HelpTexts;
}

export interface SecureModeTexts {
  readonly name: string;
  readonly on: string;
  readonly off: string;
  readonly byItself: string;
  readonly locked: string;
  readonly needed: string;
}

export interface HeadlineTexts {
  readonly label: string;
  readonly loading: string;
  readonly noItem: string;
  readonly failed: string;
  readonly failedDetail: string;
  readonly empty: string;
  readonly checking: (running: number, total: number) => string;
  readonly notChecked: string;
  readonly notCheckedSends: string;
  readonly notCheckedStops: string;
  readonly allInternal: string;
  readonly ordinary: string;
  readonly allSecure: string;
  readonly asDecided: string;
  readonly undeliverable: (count: number) => string;
  readonly chooseMailbox: string;
  readonly decide: string;
  readonly activate: string;
  readonly stopped: string;
  readonly retry: string;
}

export interface CardTexts {
  readonly foundMustNotGo: (found: string, recipients: string) => string;
  readonly declaredMustNotGo: (recipients: string) => string;
  readonly why: string;
  readonly whyConsumer: string;
  readonly notChecked: string;
  readonly notSecure: string;
  readonly notSecureBody: string;
  readonly considerations: string;
  readonly considerationsBody: string;
  readonly considerationsAbroad: (countries: string) => string;
  readonly guidance: string;
  readonly unreadable: (count: number) => string;
  readonly unreadableBody: (count: number) => string;
  readonly unreadableBlocked: (count: number) => string;
  readonly sensitive: string;
  readonly sensitiveBody: string;
  readonly activation: string;
  readonly activationBody: string;
  readonly removeOne: string;
  readonly removeAll: (count: number) => string;
  readonly removeNamed: (name: string) => string;
  readonly showFinding: string;
  readonly notPersonalData: string;
  readonly retry: string;
  readonly switchOff: string;
  readonly switchOn: string;
  readonly sendOrdinary: string;
  readonly considered: string;
  readonly noPersonalData: string;
  readonly hasPersonalData: string;
  readonly undeclare: string;
  readonly confirmed: string;
  readonly takeBack: string;
}

export interface MailboxTexts {
  readonly title: string;
  readonly body: (recipients: string) => string;
  readonly label: string;
  readonly replies: string;
  readonly go: string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly cancelledOrdinary: string;
  readonly cancelledPersonal: string;
  readonly chooseAgain: string;
  readonly none: string;
  readonly chosen: (label: string) => string;
  readonly change: string;
}

export interface RecipientTexts {
  readonly title: (count: number) => string;
  readonly personalData: string;
  readonly pending: string;
  readonly group: (word: string, count: number) => string;
  readonly unseen: string;
  readonly field: Readonly<Record<'to' | 'cc' | 'bcc', string>>;
  readonly checkedAt: string;
  readonly holdsUntil: string;
  readonly checkAgain: string;
  readonly address: string;
  readonly technical: string;
  readonly assurance: Readonly<Record<Assurance, string>>;
  /** In place of the assurance, where nothing could be found out (C6). */
  readonly assuranceUnknown: string;
  /** In place of the assurance and the meaning, where the certificate is the organisation’s. */
  readonly assuranceOrganisation: string;
  readonly organisationMeaning: string;
  readonly assuranceLabel: string;
  readonly dependsMeaning: string;
  readonly consumerMeaning: string;
}

export interface FindingTexts {
  readonly title: (count: number) => string;
  readonly none: string;
  readonly doesNotCount: string;
  readonly certainty: Readonly<Record<Confidence, string>>;
  readonly unlisted: (count: number) => string;
  readonly fewer: string;
  readonly place: Readonly<Record<'subject' | 'body', string>> & {
    readonly attachment: (name: string) => string;
  };
  readonly declare: string;
  readonly declareHint: string;
  readonly local: string;
  readonly reason: Readonly<Record<FindingReason, string>>;
}

/** The sender calls a finding a false alarm (C4). */
export interface OverrideTexts {
  readonly open: string;
  readonly question: string;
  readonly reason: Readonly<Record<OverrideReason, string>>;
  readonly everywhere: (count: number) => string;
  readonly recorded: string;
  readonly close: string;
  readonly title: (count: number) => string;
  readonly undo: string;
  readonly undoOf: (type: string, masked: string) => string;
  readonly done: string;
  readonly undone: string;
  /** Why a certain identity number cannot be called a false alarm. */
  readonly notToConsumer: string;
  readonly full: (most: number) => string;
}

export interface RemovedTexts {
  readonly removed: (names: string) => string;
  readonly undo: string;
  readonly close: string;
  readonly failed: string;
}

/** Said once for the mail, not per recipient. */
export interface NetworkTexts {
  readonly title: string;
  readonly body: string;
}

export interface ViewTexts {
  readonly back: string;
  readonly more: string;
  readonly search: string;
  readonly loading: string;
  readonly retry: string;
  readonly error: string;
  /** The service will not take what was typed; asking again helps nobody. */
  readonly refused: (query: string) => string;
}

export interface MethodTexts {
  readonly link: string;
  readonly title: string;
  readonly intro: string;
  readonly method: string;
  readonly meaning: Readonly<
    Record<Extract<Transport, 'internal' | 'certificate' | 'tunnel' | 'tls' | 'none'>, string>
  >;
  readonly student: (domains: string) => string;
}

export interface TunnelTexts {
  readonly link: string;
  readonly title: string;
  readonly intro: string;
  readonly label: string;
  readonly count: (shown: number, total: number) => string;
  readonly empty: (query: string) => string;
  readonly since: (date: string) => string;
  /** Of one that is not joined yet. */
  readonly from: (date: string) => string;
  readonly withSubdomains: string;
  readonly onlySubdomains: string;
  readonly listedAt: (date: string) => string;
  readonly stale: string;
}

export interface CertificateTexts {
  readonly link: string;
  readonly title: string;
  readonly intro: string;
  readonly label: string;
  readonly empty: (address: string) => string;
  readonly invalid: (query: string) => string;
  readonly mixedScripts: (query: string) => string;
  readonly ipAddress: (query: string) => string;
  readonly usable: string;
  readonly unusable: string;
  readonly download: string;
  readonly downloadOf: (name: string) => string;
  readonly unreachable: (names: string) => string;
  readonly unreadable: (names: string) => string;
}

export interface HelpTexts {
  readonly link: string;
  readonly title: string;
  readonly intro: readonly string[];
  readonly privacyTitle: string;
  readonly privacy: string;
  readonly diagnostics: string;
  readonly diagnosticsHint: string;
  readonly organisation: string;
  readonly policy: string;
  readonly policySource: Readonly<Record<'service' | 'remembered' | 'none', string>>;
}
