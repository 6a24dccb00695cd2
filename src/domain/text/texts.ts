import type { Consideration } from '../considerations.ts';
import type { ForbiddenCause } from '../decision.ts';
import type { ContextCategory, FindingType } from '../finding.ts';

/** The sentences that more than one door says at Send. One table per language; a missing key is a type error. */
export interface Texts {
  readonly findingType: Readonly<Record<FindingType, string>>;
  readonly contextCategory: Readonly<Record<ContextCategory, string>>;
  readonly place: {
    readonly subject: string;
    readonly body: string;
    readonly attachment: (name: string) => string;
    readonly inside: (name: string) => string;
  };
  readonly consumerMail: string;
  /** Why personal data may not go to this recipient. */
  readonly forbidden: Readonly<Record<ForbiddenCause, string>>;
  readonly consideration: Readonly<Record<Consideration, string>>;
  readonly alert: AlertTexts;
  readonly notice: NoticeTexts;
  readonly contactList: string;
}

/** The message of the send-time dialog: what, to whom, what to do. */
export interface AlertTexts {
  readonly found: (what: string, masked: string, place: string) => string;
  /** Of what was read in a file only the kind is known at Send. */
  readonly foundInside: (what: string, place: string) => string;
  readonly foundMustNotGo: (found: string, recipients: string) => string;
  readonly declaredMustNotGo: (recipients: string) => string;
  readonly notChecked: (recipients: string) => string;
  readonly retry: string;
  readonly removeOrTakeOut: string;
  readonly mailboxNeeded: (recipients: string) => string;
  readonly chooseMailbox: string;
  readonly notSecure: (recipients: string) => string;
  readonly notSecureConfirm: string;
  readonly considerations: (recipients: string) => string;
  readonly unreadable: (count: number, recipients: string) => string;
  readonly unreadableConfirm: (count: number) => string;
  readonly sensitive: (recipients: string) => string;
  readonly sensitiveConfirm: string;
  readonly activation: string;
  readonly openPane: string;
  readonly failed: string;
  readonly andMore: (count: number) => string;
  readonly and: string;
  readonly change: string;
}

/** Lines of Outlook's notification bar, at most 150 characters each. */
export interface NoticeTexts {
  readonly on: string;
  readonly activate: string;
  readonly allSecure: string;
  readonly someNotSecure: (count: number) => string;
  readonly stopped: (recipients: string) => string;
  readonly mailbox: string;
  readonly decide: string;
  readonly notChecked: string;
  readonly mailNotChecked: string;
  readonly open: string;
}
