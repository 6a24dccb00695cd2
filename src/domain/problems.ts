import type { DecisionFacts, ForbiddenCause, Problem, RecipientFacts, Remedy } from './decision.ts';
import { considerationsFor, countryAbroad } from './considerations.ts';
import { isAtLeast } from './finding.ts';
import type { FindingSummary } from './finding.ts';
import { mayOverride } from './override.ts';
import { permissionFor } from './permission.ts';
import type { Permission } from './permission.ts';
import type { SendPolicy } from './policy.ts';

/** What stands in the way of one draft: one function for each line of the policy's table. */
export type Problems = readonly Problem[];
export interface State {
  readonly hasPersonalData: boolean;
  readonly isSecure: boolean;
}
type ForbiddenProblem = Extract<Problem, { readonly kind: 'forbidden' }>;

const FORBIDDEN_ORDER: readonly ForbiddenCause[] = [
  'consumer-mail',
  'not-secure',
  'tls-not-enough',
  'unknown',
  'undeliverable',
];

export function isPersonal(facts: DecisionFacts): boolean {
  return facts.choices.declaresPersonalData === true || countedFindings(facts).length > 0;
}

/** The findings that make a mail hold personal data. Words are no proof of it, unless policy says so. */
function countedFindings(facts: DecisionFacts): readonly FindingSummary[] {
  return sureFindings(facts).filter(
    ({ type }) => type !== 'context' || facts.policy.detection.context === 'block',
  );
}

function sureFindings(facts: DecisionFacts): readonly FindingSummary[] {
  return facts.findings.filter((finding) => isSure(finding, facts));
}

/** Sure enough for policy, and not called a false alarm with good right (C4). */
export function isSure(
  finding: FindingSummary,
  facts: Pick<DecisionFacts, 'recipients' | 'policy'>,
): boolean {
  const { confidence, override: reason } = finding;
  if (!isAtLeast(confidence, facts.policy.detection.minimumConfidence)) return false;
  return reason === undefined || !mayOverride(finding, facts);
}

export function isInternal({ classification }: RecipientFacts): boolean {
  return classification.transport === 'internal';
}

export function isCertificate({ classification }: RecipientFacts): boolean {
  return classification.transport === 'certificate';
}

export function blockingProblems(facts: DecisionFacts, { hasPersonalData, isSecure }: State): Problems {
  if (!facts.isServiceReachable && isSecure) {
    const recipients = indexesWhere(facts, ({ classification }) => classification.transport === 'unknown');
    const remedies: Remedy[] = hasPersonalData
      ? ['retryLookup', 'removeFinding', ...override(facts)]
      : ['retryLookup', ...switchOff(facts)];
    const known = hasPersonalData
      ? forbiddenProblems(facts).filter((problem) => problem.cause !== 'unknown')
      : [];
    return recipients.length > 0 ? [{ kind: 'notChecked', recipients, remedies }, ...known] : known;
  }
  return hasPersonalData ? forbiddenProblems(facts) : unreadableProblems(facts, 'block');
}

export function insecureRecipients(facts: DecisionFacts): readonly number[] {
  return indexesWhere(facts, (item) => permission(item, facts) === 'no');
}

function forbiddenProblems(facts: DecisionFacts): readonly ForbiddenProblem[] {
  return insecureRecipients(facts)
    .map((recipient) => ({ recipient, cause: causeAt(facts, recipient) }))
    .sort((a, b) => FORBIDDEN_ORDER.indexOf(a.cause) - FORBIDDEN_ORDER.indexOf(b.cause))
    .map(({ recipient, cause }) => ({
      kind: 'forbidden',
      recipient,
      cause,
      remedies: [...forbiddenRemedies(cause), ...override(facts)],
    }));
}

function causeAt(facts: DecisionFacts, index: number): ForbiddenCause {
  const classification = facts.recipients[index]?.classification;
  if (classification === undefined || classification.transport === 'unknown') return 'unknown';
  if (classification.transport === 'undeliverable') return 'undeliverable';
  if (classification.consumer) return 'consumer-mail';
  return classification.transport === 'tls' ? 'tls-not-enough' : 'not-secure';
}

function forbiddenRemedies(cause: ForbiddenCause): readonly Remedy[] {
  const common: readonly Remedy[] = ['removeRecipient', 'removeFinding'];
  return cause === 'unknown' ? ['retryLookup', ...common] : common;
}

export function mailboxProblems(facts: DecisionFacts): Problems {
  const recipients = indexesWhere(facts, isCertificate);
  const remedies: Remedy[] = isPersonal(facts) ? ['chooseMailbox'] : ['chooseMailbox', ...switchOff(facts)];
  return [{ kind: 'mailboxNeeded', recipients, remedies }];
}

export function confirmable(facts: DecisionFacts, state: State): Problems {
  return state.hasPersonalData
    ? considerationProblems(facts)
    : [
        ...sensitiveProblems(facts),
        ...notSecureProblems(facts, state),
        ...unreadableProblems(facts, 'confirm'),
      ];
}

/** Words are no proof: the sender says whether they are about a person, before they go where such data may not. */
function sensitiveProblems(facts: DecisionFacts): Problems {
  const isFound = sureFindings(facts).some(({ type }) => type === 'context');
  const recipients = indexesWhere(facts, (item) => permission(item, facts) !== 'yes');
  if (!isFound || recipients.length === 0) return [];
  const remedies: Remedy[] = ['removeFinding', 'removeRecipient', ...override(facts)];
  return [{ kind: 'sensitiveWords', recipients, remedies }];
}

function considerationProblems(facts: DecisionFacts): Problems {
  const recipients = indexesWhere(
    facts,
    (item) => permission(item, facts) === 'depends' || countryAbroad(item, facts) !== undefined,
  );
  if (recipients.length === 0) return [];
  const remedies: Remedy[] = ['removeRecipient', 'removeFinding', ...override(facts)];
  return [{ kind: 'considerations', recipients, ...considerationsFor(facts), remedies }];
}

function notSecureProblems(facts: DecisionFacts, { isSecure }: State): Problems {
  const recipients = insecureRecipients(facts);
  if (!isSecure || recipients.length === 0) return [];
  return [{ kind: 'notSecure', recipients, remedies: ['removeRecipient', ...switchOff(facts)] }];
}

function unreadableProblems(
  facts: DecisionFacts,
  asked: SendPolicy['detection']['unreadableAttachments'],
): Problems {
  const attachments = facts.unreadableAttachments;
  const recipients = insecureRecipients(facts);
  if (facts.policy.detection.unreadableAttachments !== asked) return [];
  if (attachments.length === 0 || recipients.length === 0) return [];
  return [{ kind: 'unreadableAttachments', attachments, recipients, remedies: ['removeRecipient'] }];
}

export function activationProblems(facts: DecisionFacts, isActivated: boolean): Problems {
  return isActivated && !facts.policy.secureMode.autoActivate
    ? [{ kind: 'activation', remedies: ['removeFinding', ...override(facts)] }]
    : [];
}

/** Offered where the sender's word about what was found could make a difference. */
function override(facts: DecisionFacts): readonly Remedy[] {
  return sureFindings(facts).some((finding) => mayOverride(finding, facts)) ? ['overrideWithReason'] : [];
}

function switchOff({ choices, policy }: DecisionFacts): readonly Remedy[] {
  return choices.secureMode && !policy.secureMode.locked ? ['switchSecureModeOff'] : [];
}

export function permission({ classification }: RecipientFacts, { policy }: DecisionFacts): Permission {
  return permissionFor(classification, policy);
}

function indexesWhere(
  { recipients }: DecisionFacts,
  holds: (item: RecipientFacts) => boolean,
): readonly number[] {
  return recipients.flatMap((item, index) => (holds(item) ? [index] : []));
}
