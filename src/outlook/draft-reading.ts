import type { Draft, DraftAttachment, DraftRecipient, RecipientField } from '../domain/draft.ts';
import { hasMethod } from './call.ts';
import type { Caller } from './call.ts';

export const RECIPIENT_FIELDS: readonly RecipientField[] = ['to', 'cc', 'bcc'];

/**
 * Outlook gives no more recipients of one field than this (classic, then web) and does not say that there are more.
 * What the platform says of itself is not trusted here: a field of exactly either length counts as cut.
 */
const MOST_RECIPIENTS: readonly number[] = [500, 1000];

export async function readRecipients(
  item: Office.MessageCompose,
  call: Caller,
): Promise<Pick<Draft, 'recipients' | 'isTruncated'>> {
  const fields = await Promise.all(RECIPIENT_FIELDS.map((field) => readField(item, field, call)));
  return {
    recipients: fields.flatMap((recipients) => recipients),
    isTruncated: fields.some(isCut),
  };
}

export async function readField(
  item: Office.MessageCompose,
  field: RecipientField,
  call: Caller,
): Promise<readonly DraftRecipient[]> {
  const found = await call<Office.EmailAddressDetails[]>({
    name: `${field}.getAsync`,
    isPresent: () => hasMethod(item[field], 'getAsync'),
    start: (done) => {
      item[field].getAsync(done);
    },
  });
  return found.map((recipient) => ({
    field,
    address: recipient.emailAddress ?? '',
    displayName: recipient.displayName ?? '',
    isDistributionList: `${recipient.recipientType}` === 'distributionList',
  }));
}

/** True when the field has as many recipients as Outlook can give, so that there may be more. */
export function isCut(recipients: readonly DraftRecipient[]): boolean {
  return MOST_RECIPIENTS.includes(recipients.length);
}

/** The From address as chosen now; the user's own where Outlook does not tell it. */
export async function readSender(item: Office.MessageCompose, call: Caller): Promise<string> {
  try {
    const from = await call<Office.EmailAddressDetails | null>({
      name: 'from.getAsync',
      isPresent: () => hasMethod(item.from, 'getAsync'),
      since: '1.7',
      start: (done) => {
        item.from.getAsync(done);
      },
    });
    // Outlook answers null while no account is chosen.
    return isText(from?.emailAddress) ? from.emailAddress : userAddress();
  } catch (error) {
    const own = userAddress();
    if (own === '') throw error;
    return own;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function userAddress(): string {
  return Office.context.mailbox?.userProfile?.emailAddress ?? '';
}

export function readSubject(item: Office.MessageCompose, call: Caller): Promise<string> {
  return call<string>({
    name: 'subject.getAsync',
    isPresent: () => hasMethod(item.subject, 'getAsync'),
    start: (done) => {
      item.subject.getAsync(done);
    },
  });
}

/** The body as HTML also where it is written as text: the text form is unreliable on the web (#4587). */
export function readBodyHtml(item: Office.MessageCompose, call: Caller): Promise<string> {
  return call<string>({
    name: 'body.getAsync',
    isPresent: () => hasMethod(item.body, 'getAsync'),
    start: (done) => {
      item.body.getAsync('html', done);
    },
  });
}

export async function readAttachments(
  item: Office.MessageCompose,
  call: Caller,
): Promise<readonly DraftAttachment[]> {
  const found = await call<Office.AttachmentDetailsCompose[]>({
    name: 'getAttachmentsAsync',
    isPresent: () => hasMethod(item, 'getAttachmentsAsync'),
    since: '1.8',
    start: (done) => {
      item.getAttachmentsAsync(done);
    },
  });
  return found.map(({ id, name, size, isInline }) => ({ id, name, size, isInline }));
}
