import type { Consideration } from './considerations.ts';
import type { DraftRecipient } from './draft.ts';
import { digest } from './digest.ts';
import type { FindingSummary } from './finding.ts';
import type { Override } from './override.ts';
import { maySendFrom } from './policy.ts';
import type { FunctionalMailbox, SendPolicy } from './policy.ts';
import {
  activationProblems,
  blockingProblems,
  confirmable,
  insecureRecipients,
  isCertificate,
  isInternal,
  isPersonal,
  mailboxProblems,
  permission,
} from './problems.ts';
import type { Problems } from './problems.ts';
import type { Classification } from './transport.ts';

/** What the sender has chosen for this one draft; travels in the state header. */
export interface SenderChoices {
  readonly secureMode: boolean;
  /** The functional mailbox to send from (A9). */
  readonly mailbox?: string;
  /** The sender says that the mail holds personal data, whatever was found. */
  readonly declaresPersonalData?: boolean;
  /** What was found and is no personal data, as the sender says (C4). */
  readonly overrides?: readonly Override[];
  /** `Verdict.confirmation` of the question that the sender has said yes to. */
  readonly confirmed?: string;
}

export interface RecipientFacts {
  readonly recipient: Pick<DraftRecipient, 'field' | 'address'>;
  readonly classification: Classification;
}

/** Everything a verdict rests on. `isServiceReachable` false = the classifications are what is known without it. */
export interface DecisionFacts {
  readonly sender: string;
  readonly recipients: readonly RecipientFacts[];
  readonly findings: readonly FindingSummary[];
  /** `attachmentKey` of each file whose content could not be read. */
  readonly unreadableAttachments: readonly string[];
  readonly isServiceReachable: boolean;
  readonly choices: SenderChoices;
  readonly policy: SendPolicy;
}

export type ForbiddenCause = 'consumer-mail' | 'not-secure' | 'tls-not-enough' | 'undeliverable' | 'unknown';
export type Remedy =
  | 'removeRecipient'
  | 'removeFinding'
  | 'chooseMailbox'
  | 'retryLookup'
  | 'overrideWithReason'
  | 'switchSecureModeOff';

/** One thing that stands in the way. Recipients are indexes into `DecisionFacts.recipients`. */
export type Problem =
  | {
      readonly kind: 'forbidden';
      readonly recipient: number;
      readonly cause: ForbiddenCause;
      readonly remedies: readonly Remedy[];
    }
  | {
      readonly kind: 'notChecked';
      readonly recipients: readonly number[];
      readonly remedies: readonly Remedy[];
    }
  | {
      readonly kind: 'mailboxNeeded';
      readonly recipients: readonly number[];
      readonly remedies: readonly Remedy[];
    }
  | {
      readonly kind: 'notSecure';
      readonly recipients: readonly number[];
      readonly remedies: readonly Remedy[];
    }
  | {
      readonly kind: 'considerations';
      readonly recipients: readonly number[];
      readonly considerations: readonly Consideration[];
      /** Countries of recipients abroad, ISO 3166-1 codes; "EU" for the Union's own domains. */
      readonly countries: readonly string[];
      readonly remedies: readonly Remedy[];
    }
  | {
      readonly kind: 'unreadableAttachments';
      readonly attachments: readonly string[];
      readonly recipients: readonly number[];
      readonly remedies: readonly Remedy[];
    }
  | {
      readonly kind: 'sensitiveWords';
      readonly recipients: readonly number[];
      readonly remedies: readonly Remedy[];
    }
  | { readonly kind: 'activation'; readonly remedies: readonly Remedy[] };

export type VerdictKind = 'send' | 'activate' | 'confirm' | 'chooseMailbox' | 'block';

/** The word that mail-flow rules match in the header of what leaves. */
export type SendMode = 'ordinary' | 'internal' | 'certificate' | 'tunnel' | 'tls' | 'mixed';

export interface Verdict {
  readonly kind: VerdictKind;
  readonly problems: readonly Problem[];
  readonly hasPersonalData: boolean;
  /** Secure mode as it counts: switched on by the sender, or by personal data going outside. */
  readonly isSecure: boolean;
  readonly isActivated: boolean;
  readonly mode: SendMode;
  /** The functional mailbox it goes from; only while a certificate recipient demands one. */
  readonly mailbox?: string;
  /** The recipients to whom personal data may not go, whether or not this mail holds any. */
  readonly insecureRecipients: readonly number[];
  /** To be stored in `SenderChoices.confirmed` when the sender says yes; absent when nothing is asked. */
  readonly confirmation?: string;
}

/** The verdict on one draft (spec 2-policy, "Per draft"). Total: every combination of facts has one. */
export function decide(facts: DecisionFacts): Verdict {
  const hasPersonalData = isPersonal(facts);
  const isActivated = !facts.choices.secureMode && hasPersonalData && !facts.recipients.every(isInternal);
  const isSecure = facts.choices.secureMode || isActivated;
  const needsMailbox = isSecure && facts.recipients.some(isCertificate);
  const mailbox = needsMailbox ? mailboxOf(facts) : undefined;
  const blocking = blockingProblems(facts, { hasPersonalData, isSecure });
  const mailboxNeeded = needsMailbox && mailbox === undefined ? mailboxProblems(facts) : [];
  const questions = confirmable(facts, { hasPersonalData, isSecure });
  const confirmation = questions.length > 0 ? confirmationKey(facts, questions) : undefined;
  const isConfirmed = confirmation !== undefined && confirmation === facts.choices.confirmed;
  const open = isConfirmed ? [] : questions;
  const activation = activationProblems(facts, isActivated);
  return {
    kind: kindOf({ blocking, mailboxNeeded, open, activation }),
    problems: [...blocking, ...mailboxNeeded, ...open, ...activation],
    hasPersonalData,
    isSecure,
    isActivated,
    mode: modeOf(facts, isSecure),
    insecureRecipients: insecureRecipients(facts),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(confirmation === undefined || isConfirmed ? {} : { confirmation }),
  };
}

/** The sender's choices as policy lets them count: its default where none were made, or where it is locked. */
export function choicesUnder(
  { secureMode }: Pick<SendPolicy, 'secureMode'>,
  made: SenderChoices | undefined,
): SenderChoices {
  if (made === undefined) return { secureMode: secureMode.onByDefault };
  return secureMode.locked ? { ...made, secureMode: secureMode.onByDefault } : made;
}

/** The functional mailboxes this sender may choose, the organisation-wide one first (A11). */
export function mailboxChoices(policy: SendPolicy, sender: string): readonly FunctionalMailbox[] {
  const allowed = policy.functionalMailboxes.filter((mailbox) => maySendFrom(mailbox, sender));
  return [
    ...allowed.filter((mailbox) => mailbox.isDefault),
    ...allowed.filter((mailbox) => !mailbox.isDefault),
  ];
}

function kindOf(
  open: Readonly<Record<'blocking' | 'mailboxNeeded' | 'open' | 'activation', Problems>>,
): VerdictKind {
  if (open.blocking.length > 0) return 'block';
  if (open.mailboxNeeded.length > 0) return 'chooseMailbox';
  if (open.open.length > 0) return 'confirm';
  return open.activation.length > 0 ? 'activate' : 'send';
}

function mailboxOf({ sender, choices, policy }: DecisionFacts): string | undefined {
  const find = (address: string): string | undefined =>
    policy.functionalMailboxes.find(
      (mailbox) => mailbox.address.toLowerCase() === address.trim().toLowerCase(),
    )?.address;
  const own = find(sender);
  if (own !== undefined || choices.mailbox === undefined) return own;
  const chosen = find(choices.mailbox);
  return mailboxChoices(policy, sender).some(({ address }) => address === chosen) ? chosen : undefined;
}

const ASKED_OF_FINDINGS: readonly Problem['kind'][] = ['considerations', 'sensitiveWords'];

function confirmationKey(facts: DecisionFacts, questions: Problems): string {
  const asked = questions.map((problem) => ({
    kind: problem.kind,
    attachments: 'attachments' in problem ? problem.attachments : [],
    found: ASKED_OF_FINDINGS.includes(problem.kind)
      ? facts.findings.map(({ type, part }) => `${part} ${type}`)
      : [],
    addresses: facts.recipients
      .filter((_item, index) => 'recipients' in problem && problem.recipients.includes(index))
      .map(({ recipient }) => recipient.address),
  }));
  return digest(JSON.stringify(asked));
}

function modeOf(facts: DecisionFacts, isSecure: boolean): SendMode {
  if (facts.recipients.length > 0 && facts.recipients.every(isInternal)) return 'internal';
  if (!isSecure) return 'ordinary';
  const secure = facts.recipients.filter((item) => permission(item, facts) !== 'no');
  const used = new Set(secure.map(({ classification }) => classification.transport));
  const outside = (['certificate', 'tunnel', 'tls'] as const).filter((transport) => used.has(transport));
  const [only] = outside;
  if (only === undefined) return 'ordinary';
  return used.size === 1 && secure.length === facts.recipients.length ? only : 'mixed';
}
