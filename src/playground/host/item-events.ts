import type { PlaygroundAttachment, PlaygroundDraft, RecipientLine } from '../model/types.ts';
import { wireAttachment } from './calls/attachment-calls.ts';
import { visibleRecipients } from './calls/recipient-calls.ts';
import type { LaunchEventName, OfficeThemeColours } from './types.ts';

/** One thing that happened to a draft: how a pane hears of it, and how an event handler does. */
export interface ItemEvent {
  /** Absent where panes have no such event (FromChanged). */
  readonly pane?: { readonly name: string; readonly data: unknown };
  readonly launch: { readonly name: LaunchEventName; readonly payload: Readonly<Record<string, unknown>> };
}

export const RECIPIENTS_CHANGED = 'olkRecipientsChanged';
export const ATTACHMENTS_CHANGED = 'olkAttachmentsChanged';
export const INFOBAR_CLICKED = 'olkInfobarClicked';
export const ITEM_CHANGED = 'olkItemSelectedChanged';
export const THEME_CHANGED = 'officeThemeChanged';
export const COMMAND_INVOKED = 'appCommandInvoked';
export const DIALOG_MESSAGE = 'dialogMessageReceived';
export const DIALOG_PARENT_MESSAGE = 'dialogParentMessageReceived';

/** Events of the wire that a frame may register. */
export const KNOWN_EVENTS: readonly string[] = [
  RECIPIENTS_CHANGED,
  ATTACHMENTS_CHANGED,
  INFOBAR_CLICKED,
  ITEM_CHANGED,
  THEME_CHANGED,
  COMMAND_INVOKED,
  DIALOG_MESSAGE,
  DIALOG_PARENT_MESSAGE,
];

/** Whoever changed the draft, add-ins are told: Outlook raises these for an add-in's own changes too. */
export function itemEvents(previous: PlaygroundDraft, next: PlaygroundDraft): readonly ItemEvent[] {
  return [
    ...recipientEvents(previous, next),
    ...attachmentEvents(previous, next),
    ...(previous.from.address === next.from.address
      ? []
      : [{ launch: { name: 'OnMessageFromChanged' as const, payload: {} } }]),
  ];
}

function recipientEvents(previous: PlaygroundDraft, next: PlaygroundDraft): readonly ItemEvent[] {
  const isChanged = (line: RecipientLine): boolean =>
    recipientsText(previous, line) !== recipientsText(next, line);
  const changed = { to: isChanged('to'), cc: isChanged('cc'), bcc: isChanged('bcc') };
  if (!changed.to && !changed.cc && !changed.bcc) return [];
  const fields = { ...changed, requiredAttendees: false, optionalAttendees: false, resources: false };
  return [
    {
      pane: { name: RECIPIENTS_CHANGED, data: [JSON.stringify(fields)] },
      launch: { name: 'OnMessageRecipientsChanged', payload: { changedRecipientFields: changed } },
    },
  ];
}

function recipientsText(draft: PlaygroundDraft, line: RecipientLine): string {
  return JSON.stringify(visibleRecipients(draft[line]));
}

function attachmentEvents(previous: PlaygroundDraft, next: PlaygroundDraft): readonly ItemEvent[] {
  const added = missingFrom(previous, next).map((each) => attachmentEvent('added', each));
  const removed = missingFrom(next, previous).map((each) => attachmentEvent('removed', each));
  return [...removed, ...added];
}

function missingFrom(one: PlaygroundDraft, other: PlaygroundDraft): readonly PlaygroundAttachment[] {
  const ids = new Set(one.attachments.map(({ id }) => id));
  return other.attachments.filter(({ id }) => !ids.has(id));
}

function attachmentEvent(attachmentStatus: 'added' | 'removed', attachment: PlaygroundAttachment): ItemEvent {
  const wire = { attachmentStatus, attachmentDetails: wireAttachment(attachment) };
  const attachmentDetails = { ...wireAttachment(attachment), attachmentType: attachment.type };
  return {
    pane: { name: ATTACHMENTS_CHANGED, data: [JSON.stringify(wire)] },
    launch: { name: 'OnMessageAttachmentsChanged', payload: { attachmentStatus, attachmentDetails } },
  };
}

/** Colours travel as integers. */
export function themeData(theme: OfficeThemeColours): readonly string[] {
  const integers = Object.entries(theme).map(([name, colour]) => [
    name,
    Number.parseInt(colour.slice(1), 16),
  ]);
  return [JSON.stringify(Object.fromEntries(integers))];
}
