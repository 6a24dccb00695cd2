import { digest } from './digest.ts';
import type { RawAddress } from './address.ts';

export type RecipientField = 'to' | 'cc' | 'bcc';

/** One recipient as Outlook gives it. The address is blank for a personal contact list. */
export interface DraftRecipient {
  readonly field: RecipientField;
  readonly address: RawAddress;
  readonly displayName: string;
  readonly isDistributionList: boolean;
}

/** Attachment as Outlook lists it; size in bytes. */
export interface DraftAttachment {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly isInline: boolean;
}

/** What is read of one draft at one moment. `isTruncated`: Outlook gave as many recipients as it can, maybe not all. */
export interface Draft {
  readonly sender: RawAddress;
  readonly recipients: readonly DraftRecipient[];
  readonly isTruncated: boolean;
  readonly subject: string;
  readonly bodyHtml: string;
  readonly attachments: readonly DraftAttachment[];
}

/** Tells attachments apart without telling their names: Outlook's own id in it is known to nobody else. */
export function attachmentKey({ id, name, size }: Pick<DraftAttachment, 'id' | 'name' | 'size'>): string {
  return digest(`${id}\n${name}\n${size}`);
}
