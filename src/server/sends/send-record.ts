import type { Verdict } from '../../domain/decision.ts';
import type { RecipientField } from '../../domain/draft.ts';
import type { FindingSummary } from '../../domain/finding.ts';
import type { Classification } from '../../domain/transport.ts';

/** What is kept of one send for the audit trail: who, to whom, how, why; no subject, text, file name or found value. */
export interface SendRecord {
  readonly id: string;
  readonly at: string;
  readonly sender: string;
  readonly verdict: Verdict['kind'];
  readonly mode: Verdict['mode'];
  readonly mailbox?: string;
  readonly hasPersonalData: boolean;
  readonly isActivated: boolean;
  readonly recipients: readonly RecordedRecipient[];
  readonly findings: readonly FindingSummary[];
  readonly unreadableAttachments: number;
  readonly declaresPersonalData: boolean;
  readonly consent: Consent;
  readonly problems: readonly string[];
  readonly policy: string;
}

/**
 * `asked`: the add-in was told to ask the sender. Where Outlook asks in its own dialog, the sender's "Send Anyway" is told
 * neither to the add-in nor to the service, so that whether the mail left is not known here; its header tells.
 * `given`: the sender had said yes to the very question that this send raises. `none`: nothing was asked of the sender.
 */
export type Consent = 'none' | 'asked' | 'given';

export interface RecordedRecipient extends Pick<
  Classification,
  'transport' | 'consumer' | 'assurance' | 'reasons' | 'checkedAt'
> {
  readonly field: RecipientField;
  readonly address: string;
}
