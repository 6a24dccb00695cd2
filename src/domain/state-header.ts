import type { SenderChoices, SendMode } from './decision.ts';
import { formatStamps, parseStamps } from './file-stamp.ts';
import type { FileStamp } from './file-stamp.ts';
import { MOST_OVERRIDES, OVERRIDE_REASONS } from './override.ts';
import type { Override } from './override.ts';

/**
 * The one Internet header of Secure Send. While the mail is a draft it carries the sender's choices, and what the pane saw
 * in the attached files, between pane and handler (`draft; on; mailbox=…; files=…`); when the mail leaves its first word is the mode for mail-flow rules
 * (`certificate; on; mailbox=…`). The choices stay behind it, since a mail that is stopped after our check is still a draft;
 * false alarms and what was seen in files do not, since they would leave.
 */
export const STATE_HEADER = 'x-secure-send';

/** Name, colon, space and value are one line of at most 998 characters (RFC 5322 §2.1.1). */
const LONGEST_VALUE = 998 - STATE_HEADER.length - 2;

/** What pane and handler share about a draft. `choices` is absent while the sender has made none. */
export interface DraftState {
  readonly choices?: SenderChoices;
  readonly files: readonly FileStamp[];
  /** The first word is the mode of a mail that leaves: it is on its way, or Outlook asks, or its send was stopped. */
  readonly isLeaving?: true;
}

const WORDS: readonly string[] = ['draft', 'ordinary', 'internal', 'certificate', 'tunnel', 'tls', 'mixed'];

/** Reads the sender's choices; undefined when the header is absent or not ours, so that policy's default applies. */
export function parseChoices(header: string | undefined): SenderChoices | undefined {
  const [word, ...rest] = (header ?? '').split(';').map((part) => part.trim());
  if (word === undefined || !WORDS.includes(word)) return undefined;
  if (!rest.includes('on') && !rest.includes('off')) return undefined;
  const mailbox = valueOf(rest, 'mailbox');
  const confirmed = valueOf(rest, 'confirmed');
  const overrides = parseOverrides(valueOf(rest, 'not'));
  return {
    secureMode: rest.includes('on'),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(confirmed === undefined ? {} : { confirmed }),
    ...(overrides.length === 0 ? {} : { overrides }),
    ...(rest.includes('personal') ? { declaresPersonalData: true } : {}),
  };
}

/** Reads what pane and handler share; nothing of a header that is not ours. */
export function parseState(header: string | undefined): DraftState {
  const choices = parseChoices(header);
  const parts = (header ?? '').split(';').map((part) => part.trim());
  const isOurs = WORDS.some((word) => word === parts[0]);
  const files = isOurs ? parseStamps(valueOf(parts, 'files')) : [];
  const isLeaving = isOurs && parts[0] !== 'draft';
  return { files, ...(choices === undefined ? {} : { choices }), ...(isLeaving ? { isLeaving } : {}) };
}

/** The header of a draft. Files whose stamps do not fit are left out, and so count as not looked through. */
export function formatState({ choices, files }: DraftState): string {
  const before = `${choices === undefined ? 'draft' : formatChoices(choices)}; files=`;
  const stamps = formatStamps(files, LONGEST_VALUE - before.length);
  return stamps === '' ? before.slice(0, -'; files='.length) : before + stamps;
}

/** The header of a draft without files. */
export function formatChoices(choices: SenderChoices): string {
  return format('draft', choices);
}

/**
 * The header of a mail that leaves; an answer given for this one send is not kept. Neither are false alarms, whose keys
 * are made from what was found, nor what was seen in files: nothing of that leaves.
 */
export function formatSentHeader(
  { mode, mailbox }: { readonly mode: SendMode; readonly mailbox?: string },
  { secureMode, declaresPersonalData = false }: SenderChoices,
): string {
  return format(mode, { secureMode, declaresPersonalData, ...(mailbox === undefined ? {} : { mailbox }) });
}

function format(word: string, choices: SenderChoices): string {
  const parts = [word, choices.secureMode ? 'on' : 'off'];
  if (choices.declaresPersonalData === true) parts.push('personal');
  if (choices.mailbox !== undefined) parts.push(`mailbox=${headerSafe(choices.mailbox)}`);
  const overrides = (choices.overrides ?? []).slice(0, MOST_OVERRIDES);
  if (overrides.length > 0) parts.push(`not=${overrides.map(formatOverride).join(',')}`);
  if (choices.confirmed !== undefined) parts.push(`confirmed=${headerSafe(choices.confirmed)}`);
  return parts.join('; ');
}

/** `KEY:0`: the number is the reason's place in `OVERRIDE_REASONS`. */
function formatOverride({ key, reason }: Override): string {
  return `${key}:${OVERRIDE_REASONS.indexOf(reason)}`;
}

function parseOverrides(text = ''): readonly Override[] {
  return text.split(',').flatMap((part) => {
    const at = part.indexOf(':');
    const reason = OVERRIDE_REASONS[at + 2 === part.length ? Number(part.slice(-1)) : -1];
    return at < 1 || reason === undefined ? [] : [{ key: part.slice(0, at), reason }];
  });
}

function valueOf(parts: readonly string[], key: string): string | undefined {
  const found = parts.find((part) => part.startsWith(`${key}=`));
  return found === undefined ? undefined : found.slice(key.length + 1);
}

function headerSafe(value: string): string {
  return value.replace(/[^\x21-\x7e]|;/g, '');
}
