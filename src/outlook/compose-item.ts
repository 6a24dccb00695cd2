import { createCaller } from './call.ts';
import type { Caller } from './call.ts';
import { readAttachmentContent } from './attachment-content.ts';
import { readAttachments, readBodyHtml, readRecipients, readSender, readSubject } from './draft-reading.ts';
import { clearNotice, showNotice } from './notice-bar.ts';
import type { ComposeItem } from './ports.ts';
import { createQueue } from './queue.ts';
import { addRecipients, removeRecipient } from './recipient-editing.ts';
import { sharedState } from './shared-state.ts';
import { createSubscriber } from './subscriptions.ts';

/** The pane can wait; the send-time handler gives its calls less. */
export const PANE_DEADLINE_MS = 5000;
/** A file of 25 MB on a slow line. */
const CONTENT_DEADLINE_MS = 60_000;

/** The draft behind Office's item, each call with `deadlineMs` to answer. */
export function composeItem(item: Office.MessageCompose, deadlineMs: number = PANE_DEADLINE_MS): ComposeItem {
  const call = createCaller(deadlineMs);
  const subscribe = createSubscriber(item, call);
  // One notice at a time: replacing and adding are two calls that must not mix with those of the next notice.
  const inTurn = createQueue(1);
  // Files one at a time: the other calls need their turns among the three that Outlook takes at once.
  const oneFile = createQueue(1);
  const callForContent = createCaller(CONTENT_DEADLINE_MS);
  return {
    ...reading(item, call),
    readAttachmentContent: (id) => oneFile(() => readAttachmentContent(item, id, callForContent)),
    ...sharedState(item, call),
    removeRecipient: (recipient) => removeRecipient(item, call, recipient),
    addRecipient: (field, recipient) => addRecipients(item, field, { added: [recipient], call }),
    showNotice: (notice) => inTurn(() => showNotice(item, call, notice)),
    clearNotice: () => inTurn(() => clearNotice(item, call)),
    onRecipientsChanged: (listener) =>
      subscribe({ type: 'olkRecipientsChanged', since: '1.7' }, () => listener()),
    onAttachmentsChanged: (listener) =>
      subscribe({ type: 'olkAttachmentsChanged', since: '1.8' }, () => listener()),
  };
}

type Reading =
  'readRecipients' | 'readSender' | 'readSubject' | 'readBodyHtml' | 'readAttachments' | 'readDraft';

function reading(item: Office.MessageCompose, call: Caller): Pick<ComposeItem, Reading> {
  const parts = {
    readRecipients: () => readRecipients(item, call),
    readSender: () => readSender(item, call),
    readSubject: () => readSubject(item, call),
    readBodyHtml: () => readBodyHtml(item, call),
    readAttachments: () => readAttachments(item, call),
  };
  return {
    ...parts,
    readDraft: async () => {
      const [recipients, sender, subject, bodyHtml, attachments] = await Promise.all([
        parts.readRecipients(),
        parts.readSender(),
        parts.readSubject(),
        parts.readBodyHtml(),
        parts.readAttachments(),
      ]);
      return { ...recipients, sender, subject, bodyHtml, attachments };
    },
  };
}
