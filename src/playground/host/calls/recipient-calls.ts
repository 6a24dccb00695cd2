import type { PlaygroundRecipient, PlaygroundRecipientType, RecipientLine } from '../../model/types.ts';
import { isRecord } from '../wire.ts';
import { OFFICE_ERROR, done, failed } from './mailbox-call.ts';
import type { CallContext, CallTable, MailboxAnswer } from './mailbox-call.ts';

const LINES: readonly RecipientLine[] = ['to', 'cc', 'bcc'];

const WIRE_TYPES: Readonly<Record<PlaygroundRecipientType, number>> = {
  other: 0,
  distributionList: 1,
  user: 2,
  externalUser: 3,
};

export const RECIPIENT_CALLS: CallTable = {
  15: (context) => {
    const visible = visibleRecipients(context.draft[lineOf(context)]);
    return done(visible.slice(0, context.profile.recipientReadLimit).map(wireRecipient));
  },
  21: (context) => writeRecipients(context, []),
  22: (context) => writeRecipients(context, context.draft[lineOf(context)]),
  107: ({ draft }) => done(wireRecipient({ ...draft.from, type: 'user', isResolved: true })),
};

/** Add-ins are not told of text that Outlook has not resolved. */
export function visibleRecipients(
  recipients: readonly PlaygroundRecipient[],
): readonly PlaygroundRecipient[] {
  return recipients.filter((recipient) => recipient.isResolved);
}

function writeRecipients(context: CallContext, kept: readonly PlaygroundRecipient[]): MailboxAnswer {
  const line = lineOf(context);
  const given = readRecipients(context);
  if (given === undefined) return failed(OFFICE_ERROR.noValidRecipients);
  const next = [...kept, ...given];
  const others = LINES.filter((each) => each !== line).flatMap((each) => context.draft[each]);
  if (next.length + others.length > context.profile.recipientReadLimit)
    return failed(OFFICE_ERROR.tooManyRecipients);
  context.update((draft) => ({ ...draft, [line]: next }));
  return done();
}

function lineOf({ params }: CallContext): RecipientLine {
  return LINES[Number(params['recipientField'])] ?? 'to';
}

/** Undefined when names were given and not one is an address. */
function readRecipients({ params, user }: CallContext): readonly PlaygroundRecipient[] | undefined {
  const given = params['recipientArray'];
  if (!Array.isArray(given)) return undefined;
  const recipients = given.filter(isRecord).map(({ address, name }): PlaygroundRecipient => {
    const mail = typeof address === 'string' ? address.trim() : '';
    const shown = typeof name === 'string' && name !== '' ? name : mail;
    return { address: mail, name: shown, type: typeOf(mail, user.address), isResolved: isAddress(mail) };
  });
  return given.length > 0 && !recipients.some((each) => each.isResolved) ? undefined : recipients;
}

function typeOf(address: string, ownAddress: string): PlaygroundRecipientType {
  return domainOf(address) === domainOf(ownAddress) ? 'user' : 'externalUser';
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function isAddress(address: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(address);
}

function wireRecipient({ address, name, type }: PlaygroundRecipient): Readonly<Record<string, unknown>> {
  return { address, name, recipientType: WIRE_TYPES[type], appointmentResponse: 0 };
}
