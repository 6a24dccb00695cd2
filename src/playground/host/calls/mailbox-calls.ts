import { ATTACHMENT_CALLS } from './attachment-calls.ts';
import { ITEM_CALLS } from './item-calls.ts';
import type { CallTable } from './mailbox-call.ts';
import { NOTIFICATION_CALLS } from './notification-calls.ts';
import { RECIPIENT_CALLS } from './recipient-calls.ts';
import { STORAGE_CALLS } from './storage-calls.ts';
import { TEXT_CALLS } from './text-calls.ts';

/** Every call of the mailbox API that this host answers, by dispatch id. */
export const MAILBOX_CALLS: CallTable = {
  ...RECIPIENT_CALLS,
  ...TEXT_CALLS,
  ...ATTACHMENT_CALLS,
  ...STORAGE_CALLS,
  ...NOTIFICATION_CALLS,
  ...ITEM_CALLS,
};
