import type { SendReply, SendRequest } from '../contract/sends.ts';
import { addressKey } from '../domain/address.ts';
import { choicesUnder, decide } from '../domain/decision.ts';
import type { DecisionFacts, SenderChoices, Verdict, VerdictKind } from '../domain/decision.ts';
import { summariseFinding, wantedBy } from '../domain/finding.ts';
import type { FindingSummary } from '../domain/finding.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { isSure } from '../domain/problems.ts';
import { answersWithoutService, recipientFacts } from '../domain/recipient-facts.ts';
import type { Validity } from '../domain/recipient-facts.ts';
import type { NamedFinding } from '../domain/text/listing.ts';
import type { Classification } from '../domain/transport.ts';
import type { DraftFacts, SeenFinding } from './draft-facts.ts';

/** What a judgement rests on beside the draft. `answers` undefined = the service could not be asked. */
export interface Grounds {
  readonly policy: SendPolicy;
  readonly answers: readonly Classification[] | undefined;
  readonly when: Validity;
}

/** A verdict, and the findings that it rests on: what the sender is told about. */
export interface Judged {
  readonly verdict: Verdict;
  readonly findings: readonly NamedFinding[];
}

/** The verdict by what this machine knows: the same function as the service's. */
export function judge(facts: DraftFacts, grounds: Grounds): Judged {
  const known = decisionFacts(facts, grounds);
  const sure = known.findings.map((finding) => isSure(finding, known));
  const findings = namedFindings(grounds.policy, facts).filter((_finding, index) => sure[index] === true);
  return { verdict: decide(known), findings };
}

function decisionFacts(facts: DraftFacts, { policy, answers, when }: Grounds): DecisionFacts {
  const isServiceReachable = answers !== undefined;
  const known = isServiceReachable
    ? new Map(answers.map((answer) => [addressKey(answer.address), answer]))
    : answersWithoutService(facts.draft, policy, when);
  const reason = isServiceReachable ? 'look-up-failed' : 'service-unreachable';
  return {
    sender: facts.draft.sender,
    recipients: recipientFacts(facts.draft, known, { ...when, reason }),
    findings: findingSummaries(policy, facts),
    unreadableAttachments: facts.unreadableAttachments,
    isServiceReachable,
    choices: choicesOf(policy, facts),
    policy,
  };
}

const STRICTNESS: readonly VerdictKind[] = ['send', 'activate', 'confirm', 'chooseMailbox', 'block'];

/** The service's verdict may only make ours stricter: a `send` of its own counts for nothing. */
export function stricter(own: Verdict, reply: SendReply | undefined): Verdict {
  if (reply === undefined) return own;
  const theirs = reply.verdict;
  return STRICTNESS.indexOf(theirs.kind) > STRICTNESS.indexOf(own.kind) ? theirs : own;
}

/** The choices to judge by. A text that could not be read is taken to hold personal data: it may go where such data may. */
export function choicesOf(policy: SendPolicy, facts: DraftFacts): SenderChoices {
  const made = madeChoices(policy, facts);
  return facts.isTextUnread ? { ...made, declaresPersonalData: true } : made;
}

/** The sender's own choices as policy lets them count; the strictest there are when they could not be read. */
export function madeChoices(policy: SendPolicy, { choices }: DraftFacts): SenderChoices {
  return choices.isRead
    ? choicesUnder(policy, choices.value)
    : { secureMode: true, declaresPersonalData: true };
}

/** The findings with what the sender says of them (C4), and what the pane saw in attached files. */
function findingSummaries(policy: SendPolicy, facts: DraftFacts): readonly FindingSummary[] {
  const { overrides } = madeChoices(policy, facts);
  return [
    ...wantedBy(policy, facts.findings).map((finding) => summariseFinding(finding, overrides)),
    ...inFiles(policy, facts).flatMap(({ type, confidence, part, override, count }) =>
      Array.from({ length: count }, () => ({
        type,
        confidence,
        part,
        ...(override === undefined ? {} : { override }),
      })),
    ),
  ];
}

/** The same findings in the same order, as they are told to the sender. */
function namedFindings(policy: SendPolicy, facts: DraftFacts): readonly NamedFinding[] {
  const seen = inFiles(policy, facts).flatMap((finding) =>
    Array.from({ length: finding.count }, () => finding),
  );
  return [...wantedBy(policy, facts.findings), ...seen];
}

/** What the pane saw in attached files and policy wants looked for. */
function inFiles({ detection }: SendPolicy, { fileFindings }: DraftFacts): readonly SeenFinding[] {
  return fileFindings.filter(({ type }) => detection.types.includes(type));
}

const LONGEST_ADDRESS = 571;
const MOST_FINDINGS = 1000;
const MOST_ATTACHMENTS = 500;

/** What the service is told: kinds of findings and keys of files, never text, names or values (C1). */
export function sendRequest(facts: DraftFacts, policy: SendPolicy): SendRequest {
  const { draft } = facts;
  return {
    sender: draft.sender.slice(0, LONGEST_ADDRESS),
    recipients: draft.recipients.map(({ field, address, isDistributionList }) => ({
      field,
      address: address.slice(0, LONGEST_ADDRESS),
      ...(isDistributionList ? { isDistributionList } : {}),
    })),
    ...(draft.isTruncated ? { isTruncated: true } : {}),
    findings: findingSummaries(policy, facts).slice(0, MOST_FINDINGS),
    unreadableAttachments: facts.unreadableAttachments.slice(0, MOST_ATTACHMENTS),
    choices: tellable(choicesOf(policy, facts)),
  };
}

/** The choices that the service is told; what the sender says of findings stands with the findings. */
function tellable({
  secureMode,
  mailbox,
  declaresPersonalData,
  confirmed,
}: SenderChoices): SendRequest['choices'] {
  return {
    secureMode,
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(declaresPersonalData === undefined ? {} : { declaresPersonalData }),
    ...(confirmed === undefined ? {} : { confirmed }),
  };
}
