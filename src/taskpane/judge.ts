import { addressKey } from '../domain/address.ts';
import type { FileFinding, FileState, FileStates } from '../domain/attachment.ts';
import { choicesUnder, decide } from '../domain/decision.ts';
import type { DecisionFacts, SenderChoices, Verdict } from '../domain/decision.ts';
import { attachmentsToRead } from '../domain/detection/scan.ts';
import { attachmentKey } from '../domain/draft.ts';
import type { Draft, DraftRecipient } from '../domain/draft.ts';
import { summariseFinding, wantedBy } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { isSure } from '../domain/problems.ts';
import { addressesToLookUp, answersWithoutService, recipientFacts } from '../domain/recipient-facts.ts';
import type { NamedRecipient } from '../domain/text/listing.ts';
import type { Classification } from '../domain/transport.ts';

/** All that the pane knows of one draft at one moment. */
export interface KnownFacts {
  readonly draft: Draft;
  readonly choices: SenderChoices | undefined;
  /** In subject, body and the names of files. */
  readonly findings: readonly Finding[];
  /** What is known of the attached files, by `attachmentKey`. */
  readonly files: FileStates;
  readonly policy: SendPolicy;
  /** Answers of the service that still hold, and addresses it is being asked about; keys: `addressKey`. */
  readonly answers: ReadonlyMap<string, Classification>;
  readonly pending: ReadonlySet<string>;
  readonly isServiceReachable: boolean;
}

/** In the draft itself, or inside an attached file. */
export type AnyFinding = Finding | FileFinding;

/** An attached file that must be looked through; `key`: `attachmentKey`. */
export interface JudgedFile {
  readonly key: string;
  readonly name: string;
  readonly state: FileState;
}

export interface JudgedRecipient {
  readonly id: string;
  /** Absent for the recipients that Outlook did not show (a truncated list). */
  readonly recipient?: DraftRecipient;
  /** Absent while the look-up runs. */
  readonly classification?: Classification;
}

/** The verdict over the recipients that are known, and the way from its indexes back to the draft. */
export interface Judgement {
  readonly facts: DecisionFacts;
  readonly verdict: Verdict;
  readonly recipients: readonly JudgedRecipient[];
  /** By the indexes that the verdict's problems use. */
  readonly judged: readonly JudgedRecipient[];
  /** All that was found of the kinds that policy wants, also what is too uncertain to count. */
  readonly found: readonly AnyFinding[];
  /** Those that count: sure enough, and not called a false alarm with good right (C4). */
  readonly findings: readonly AnyFinding[];
  readonly files: readonly JudgedFile[];
  /** Look-ups that have no answer yet. */
  readonly running: number;
  /** Files that are not looked through yet. */
  readonly readingFiles: number;
  /** The sender has answered the question that would be open now. */
  readonly isConfirmed: boolean;
}

/** What no look-up stands behind has no moment either; it is shown without one. */
const NOT_LOOKED_UP = { checkedAt: '', expiresAt: '' };

/** Judges the draft as far as it is known: the same `decide` as at Send, over the recipients that have an answer. */
export function judgeDraft(known: KnownFacts): Judgement {
  const recipients = judgedRecipients(known);
  const files = judgedFiles(known);
  const judged = recipients.filter(({ classification }) => classification !== undefined);
  const choices = choicesUnder(known.policy, known.choices);
  const found = [...known.findings, ...files.flatMap((file) => findingsIn(file, known))];
  const facts: DecisionFacts = {
    sender: known.draft.sender,
    recipients: judged.flatMap(({ recipient, classification }) =>
      classification === undefined
        ? []
        : [
            {
              recipient: { field: recipient?.field ?? 'to', address: recipient?.address ?? '' },
              classification,
            },
          ],
    ),
    findings: found.map((finding) => summariseFinding(finding, choices.overrides)),
    unreadableAttachments: files.filter(({ state }) => isUnread(state)).map(({ key }) => key),
    isServiceReachable: known.isServiceReachable || isFullyAnswered(known),
    choices,
    policy: known.policy,
  };
  const verdict = decide(facts);
  const sure = facts.findings.map((finding) => isSure(finding, facts));
  return {
    facts,
    verdict,
    recipients,
    judged,
    found,
    findings: found.filter((_finding, index) => sure[index] === true),
    files,
    readingFiles: files.filter(({ state }) => state.kind === 'pending').length,
    running: recipients.length - judged.length,
    isConfirmed: isConfirmed(facts, verdict),
  };
}

/** What is still being read is not known to be clean. */
function isUnread(state: FileState): boolean {
  return state.kind === 'pending' || state.unread.length > 0;
}

function judgedFiles({ draft, files }: KnownFacts): readonly JudgedFile[] {
  return attachmentsToRead(draft).map((attachment) => {
    const key = attachmentKey(attachment);
    return { key, name: attachment.name, state: files.get(key) ?? PENDING };
  });
}

function findingsIn({ state }: JudgedFile, { policy }: KnownFacts): readonly FileFinding[] {
  return state.kind === 'read' ? wantedBy(policy, state.findings) : [];
}

const PENDING: FileState = { kind: 'pending', progress: 0 };

export function namedRecipient({ recipient }: JudgedRecipient, unseen: string): NamedRecipient {
  return recipient ?? { address: '', displayName: unseen };
}

function judgedRecipients(known: KnownFacts): readonly JudgedRecipient[] {
  const { draft, pending } = known;
  const reason = known.isServiceReachable ? 'look-up-failed' : 'service-unreachable';
  const seen = new Map<string, number>();
  const answers = allAnswers(known);
  const isAnswerable = new Set(addressesToLookUp(draft).map(addressKey));
  return recipientFacts(draft, answers, { ...NOT_LOOKED_UP, reason }).map(({ classification }, index) => {
    const recipient = draft.recipients[index];
    if (recipient === undefined) return { id: 'unseen', classification };
    const key = addressKey(recipient.address);
    const id = `${recipient.field}:${key}:${recipient.displayName}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    const isWaiting = known.isServiceReachable || pending.has(key);
    const isPending = isAnswerable.has(key) && !answers.has(key) && isWaiting;
    return { id: `${id}:${count}`, recipient, ...(isPending ? {} : { classification }) };
  });
}

function allAnswers({
  answers,
  isServiceReachable,
  draft,
  policy,
}: KnownFacts): ReadonlyMap<string, Classification> {
  if (isServiceReachable) return answers;
  const local = answersWithoutService(draft, policy, NOT_LOOKED_UP);
  return new Map([...local, ...answers]);
}

function isFullyAnswered(known: KnownFacts): boolean {
  const answers = allAnswers(known);
  return addressesToLookUp(known.draft).every((address) => answers.has(addressKey(address)));
}

function isConfirmed(facts: DecisionFacts, { confirmation }: Verdict): boolean {
  const { confirmed, ...open } = facts.choices;
  if (confirmed === undefined || confirmation !== undefined) return false;
  return decide({ ...facts, choices: open }).confirmation === confirmed;
}
