import type { SenderChoices, SendMode } from './decision.ts';

/**
 * The one Internet header of Secure Send. While the mail is a draft it carries the sender's choices between pane and
 * handler (`draft; on; mailbox=…`); when the mail leaves it carries the mode for mail-flow rules (`certificate; mailbox=…`).
 */
export const STATE_HEADER = 'x-secure-send';

const WORDS: readonly string[] = ['draft', 'ordinary', 'internal', 'certificate', 'tunnel', 'tls', 'mixed'];

/** Reads the sender's choices; undefined when the header is absent or not ours, so that policy's default applies. */
export function parseChoices(header: string | undefined): SenderChoices | undefined {
  const [word, ...rest] = (header ?? '').split(';').map((part) => part.trim());
  if (word === undefined || !WORDS.includes(word)) return undefined;
  const mailbox = valueOf(rest, 'mailbox');
  const confirmed = valueOf(rest, 'confirmed');
  return {
    secureMode: rest.includes('on') || !(word === 'draft' || isUnprotected(word)),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(confirmed === undefined ? {} : { confirmed }),
    ...(rest.includes('personal') ? { declaresPersonalData: true } : {}),
  };
}

export function formatChoices(choices: SenderChoices): string {
  const parts = ['draft', choices.secureMode ? 'on' : 'off'];
  if (choices.declaresPersonalData === true) parts.push('personal');
  if (choices.mailbox !== undefined) parts.push(`mailbox=${headerSafe(choices.mailbox)}`);
  if (choices.confirmed !== undefined) parts.push(`confirmed=${headerSafe(choices.confirmed)}`);
  return parts.join('; ');
}

/** The header of a mail that leaves. */
export function formatSentHeader({
  mode,
  mailbox,
}: {
  readonly mode: SendMode;
  readonly mailbox?: string;
}): string {
  const usesMailbox = mailbox !== undefined && (mode === 'certificate' || mode === 'mixed');
  return usesMailbox ? `${mode}; mailbox=${headerSafe(mailbox)}` : mode;
}

/**
 * The header while Outlook's own dialog asks: after "Send Anyway" the mail leaves with it unseen by us, after "Don't Send"
 * it must still tell the sender's choices.
 */
export function formatAskedHeader(
  sent: { readonly mode: SendMode; readonly mailbox?: string },
  choices: SenderChoices,
): string {
  const parts = [formatSentHeader(sent)];
  if (choices.secureMode && isUnprotected(sent.mode)) parts.push('on');
  if (choices.declaresPersonalData === true) parts.push('personal');
  return parts.join('; ');
}

function isUnprotected(word: string): boolean {
  return word === 'ordinary' || word === 'internal';
}

function valueOf(parts: readonly string[], key: string): string | undefined {
  const found = parts.find((part) => part.startsWith(`${key}=`));
  return found === undefined ? undefined : found.slice(key.length + 1);
}

function headerSafe(value: string): string {
  return value.replace(/[^\x21-\x7e]|;/g, '');
}
