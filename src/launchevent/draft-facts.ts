import { attachmentsToRead, scanDraft } from '../domain/detection/scan.ts';
import type { SenderChoices } from '../domain/decision.ts';
import { attachmentKey } from '../domain/draft.ts';
import type { Draft, DraftAttachment } from '../domain/draft.ts';
import type { StampedFinding } from '../domain/file-stamp.ts';
import type { DraftState } from '../domain/state-header.ts';
import { FINDING_TYPES } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';
import type { ComposeItem } from '../outlook/ports.ts';
import { settled } from './answer-once.ts';
import type { Settled } from './answer-once.ts';

/** What is known of the draft at one moment, and what could not be read of it. */
export interface DraftFacts {
  readonly draft: Pick<Draft, 'sender' | 'recipients' | 'isTruncated'>;
  /** Of every kind, at every confidence: policy chooses among them later. */
  readonly findings: readonly Finding[];
  /** What the pane saw in attached files that are still the same. */
  readonly fileFindings: readonly SeenFinding[];
  readonly unreadableAttachments: readonly string[];
  readonly choices: Settled<SenderChoices | undefined>;
  /** The header still says that the mail leaves: an earlier send was stopped. */
  readonly isLeaving: boolean;
  /** Subject or body could not be read or looked through. */
  readonly isTextUnread: boolean;
}

/** What the pane saw in the file of that name. */
export type SeenFinding = StampedFinding & { readonly file: string };

/** True when the judgement rests on assumptions: they are strict, but must not be said of the mail as if they were found. */
export function isUncertain({ choices, isTextUnread }: DraftFacts): boolean {
  return isTextUnread || !choices.isRead;
}

/** What the service takes in one request; the rest counts as not shown by Outlook. */
export const MOST_RECIPIENTS = 500;
/** Stands for the files that could not even be listed. */
const UNLISTED = { id: '', name: '', size: 0 };

/**
 * Reads the draft part by part, so that one call that hangs costs that part only; what is not there by the deadline
 * counts as unread. Undefined = no recipients known.
 */
export async function readDraftFacts(item: ComposeItem, deadlineMs: number): Promise<DraftFacts | undefined> {
  const [recipients, state, body, subject, attachments, sender] = await Promise.all([
    settled(deadlineMs, item.readRecipients),
    settled(deadlineMs, item.readState),
    settled(deadlineMs, item.readBodyHtml),
    settled(deadlineMs, item.readSubject),
    settled(deadlineMs, item.readAttachments),
    settled(deadlineMs, item.readSender),
  ]);
  if (!recipients.isRead) return undefined;
  const scanned = scanText(body, subject, attachments);
  return {
    draft: { ...clipped(recipients.value), sender: sender.isRead ? sender.value : '' },
    findings: scanned.findings,
    ...filesSeen(attachments, state),
    choices: state.isRead ? { isRead: true, value: state.value.choices } : state,
    isLeaving: state.isRead && state.value.isLeaving === true,
    isTextUnread: scanned.isTextUnread,
  };
}

function clipped({
  recipients,
  isTruncated,
}: Pick<Draft, 'recipients' | 'isTruncated'>): Pick<Draft, 'recipients' | 'isTruncated'> {
  return recipients.length <= MOST_RECIPIENTS
    ? { recipients, isTruncated }
    : { recipients: recipients.slice(0, MOST_RECIPIENTS), isTruncated: true };
}

function scanText(
  body: Settled<string>,
  subject: Settled<string>,
  attachments: Settled<readonly DraftAttachment[]>,
): Pick<DraftFacts, 'findings' | 'isTextUnread'> {
  const parts = {
    subject: subject.isRead ? subject.value : '',
    bodyHtml: body.isRead ? body.value : '',
    attachments: attachments.isRead ? attachments.value : [],
  };
  try {
    return { findings: scanDraft(parts, FINDING_TYPES), isTextUnread: !body.isRead || !subject.isRead };
  } catch {
    return { findings: [], isTextUnread: true };
  }
}

/**
 * The pane's stamp counts for a file whose id, name and size are those it was made for (7-personal-data); every other file
 * counts as not looked through, as does one of which the pane could not read all.
 */
function filesSeen(
  attachments: Settled<readonly DraftAttachment[]>,
  state: Settled<DraftState>,
): Pick<DraftFacts, 'fileFindings' | 'unreadableAttachments'> {
  if (!attachments.isRead) return { fileFindings: [], unreadableAttachments: [attachmentKey(UNLISTED)] };
  const stamps = new Map((state.isRead ? state.value.files : []).map((stamp) => [stamp.key, stamp]));
  const seen = attachmentsToRead({ attachments: attachments.value }).map((attachment) => {
    const key = attachmentKey(attachment);
    return { key, file: attachment.name, stamp: stamps.get(key) };
  });
  return {
    fileFindings: seen.flatMap(({ file, stamp }) =>
      (stamp?.findings ?? []).map((finding) => ({ ...finding, file })),
    ),
    unreadableAttachments: seen
      .filter(({ stamp }) => stamp === undefined || stamp.unread !== undefined)
      .map(({ key }) => key),
  };
}
