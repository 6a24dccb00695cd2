import PostalMime from 'postal-mime';
import type { Attachment, Email } from 'postal-mime';
import { visibleText } from '../domain/detection/visible-text.ts';
import { partOf } from './job.ts';
import type { FileBytes, Job, Spot } from './job.ts';
import { encryptedIn, hasPicture } from './plain-text.ts';
import { ReadingError } from './reading-error.ts';

/** Parts in parts; a mail that a person wrote has three or four. */
const DEEPEST = 30;
const LONGEST_HEADERS = 1024 * 1024;
/** What servers and programs write for one another: full of numbers that stand for nobody. */
const TECHNICAL =
  /^(?:received|return-path|message-id|in-reply-to|references|date|mime-version|content-|dkim-|arc-|authentication-|received-|x-ms-|x-microsoft-|x-google-|x-exchange-|list-|thread-|x-originating-|x-mailer|user-agent|feedback-id|x-spam|x-virus)/;
const ENCRYPTED = /^application\/(?:x-)?pkcs7-mime$|^application\/pgp-encrypted$/;
const SIGNATURE = /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature)$/;

/** A mail as a file: its headers, its text, and the files attached to it (RFC 5322, RFC 2045). */
export async function readMail({ bytes }: FileBytes, spot: Spot, job: Job): Promise<void> {
  const mail = await parsed(bytes);
  const { html, text } = mail;
  job.addText({ place: spot.place, text: [headersOf(mail), ...bodiesOf(mail)].join('\n\n') });
  if (encryptedIn(text ?? '')) job.addUnread(spot.place, 'encrypted');
  if (hasPicture(html ?? '')) job.addUnread(spot.place, 'picture');
  job.countEntries(mail.attachments.length);
  for (const [index, attachment] of mail.attachments.entries()) {
    await readAttached(attachment, spot, job);
    job.tell(spot, (index + 1) / mail.attachments.length);
  }
}

async function parsed(bytes: Uint8Array<ArrayBuffer>): Promise<Email> {
  return PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    maxNestingDepth: DEEPEST,
    maxHeadersSize: LONGEST_HEADERS,
    attachmentEncoding: 'arraybuffer',
  });
}

async function readAttached(attachment: Attachment, spot: Spot, job: Job): Promise<void> {
  const { filename, mimeType, content, related } = attachment;
  const place = [...spot.place, { kind: 'entry' as const, name: filename ?? mimeType }];
  job.addName(place);
  await partOf(job, place, async () => {
    if (SIGNATURE.test(mimeType)) return;
    if (ENCRYPTED.test(mimeType)) throw new ReadingError('encrypted');
    if (typeof content === 'string') throw new ReadingError('corrupt');
    const bytes = new Uint8Array(content.byteLength);
    bytes.set(content instanceof Uint8Array ? content : new Uint8Array(content));
    job.spend(bytes.length);
    await job.readInner(
      { name: filename ?? '', bytes, contentType: mimeType, isInline: related === true },
      { place, depth: spot.depth + 1 },
    );
  });
}

function headersOf({ headers, subject }: Email): string {
  const told = headers.filter(({ key }) => key !== 'subject' && !TECHNICAL.test(key));
  return [subject ?? '', ...told.map(({ originalKey, value }) => `${originalKey}: ${value}`)].join('\n');
}

/** Both forms of the text where they differ: the one that is not shown is in the file all the same. */
function bodiesOf({ html, text }: Email): readonly string[] {
  const shown = html === undefined ? undefined : visibleText(html);
  if (shown === undefined || text === undefined) return [shown ?? text ?? ''];
  return bare(text) === bare(shown) ? [shown] : [shown, text];
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}
