import { mailboxClient } from '../outlook/mailbox-client.ts';
import type { MailboxClient } from '../outlook/mailbox-client.ts';
import { supportsMailbox } from '../outlook/requirement.ts';
import { createDraftClock, onDraftChanged, STATUS_DEADLINES } from './draft-status.ts';
import type { StatusRequest } from './draft-status.ts';
import { onMessageSend, SEND_DEADLINES } from './on-message-send.ts';
import { createPolicyMemory } from './policy-memory.ts';
import type { PolicyMemory } from './policy-memory.ts';
import { serviceAt } from './service.ts';

/** Filled in by the service when it serves this file: the event runtime of classic Outlook does not know its own address. */
const ORIGIN = '__SECURE_SEND_ORIGIN__';

const service = serviceAt(ORIGIN);
const clock = createDraftClock();
const now = (): number => Date.now();
let parts: { readonly client: MailboxClient; readonly policies: PolicyMemory } | undefined;

/** Made at the first event, when Office is ready, and kept while the runtime lives. */
function outlook(): { readonly client: MailboxClient; readonly policies: PolicyMemory } {
  if (parts === undefined) {
    const client = mailboxClient(SEND_DEADLINES.call);
    parts = { client, policies: createPolicyMemory({ service, client, now }) };
  }
  return parts;
}

function statusRequest(isNewWindow: boolean): StatusRequest {
  return {
    makeDeps: () => ({ ...outlook(), service, now, deadlines: STATUS_DEADLINES }),
    clock,
    isNewWindow,
  };
}

function onMessageSendHandler(event: Office.MailboxEvent): void {
  void onMessageSend(event, () => ({
    ...outlook(),
    service,
    supports: supportsMailbox,
    now,
    deadlines: SEND_DEADLINES,
  }));
}

function onMessageComposeHandler(event: Office.MailboxEvent): void {
  void onDraftChanged(event, statusRequest(true));
}

function onMessageRecipientsChangedHandler(event: Office.MailboxEvent): void {
  void onDraftChanged(event, statusRequest(false));
}

function onMessageFromChangedHandler(event: Office.MailboxEvent): void {
  void onDraftChanged(event, statusRequest(false));
}

// Without this registration Office dispatches no event to the page (QUIRKS.md).
void Office.onReady();
Office.actions.associate('onMessageSendHandler', onMessageSendHandler);
Office.actions.associate('onMessageComposeHandler', onMessageComposeHandler);
Office.actions.associate('onMessageRecipientsChangedHandler', onMessageRecipientsChangedHandler);
Office.actions.associate('onMessageFromChangedHandler', onMessageFromChangedHandler);
