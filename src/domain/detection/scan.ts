import type { Draft, DraftAttachment } from '../draft.ts';
import type { Finding, FindingType } from '../finding.ts';
import { scanText } from './scan-text.ts';
import { visibleText } from './visible-text.ts';

/** Personal data in the subject, the body's visible text and the attachments' names. Nothing leaves this machine (C1). */
export function scanDraft(
  draft: Pick<Draft, 'subject' | 'bodyHtml' | 'attachments'>,
  types: readonly FindingType[],
): readonly Finding[] {
  return [
    ...scanText(draft.subject, { part: 'subject', types }),
    ...scanText(visibleText(draft.bodyHtml), { part: 'body', types }),
    ...draft.attachments.flatMap(({ name }) => scanText(name, { part: `attachment:${name}`, types })),
  ];
}

const PICTURE = /\.(?:png|jpe?g|gif|bmp|webp)$/i;
/** Bytes. Most logos are smaller, screenshots of records larger; a larger logo is told by its pixels when it has been read. */
const LARGEST_ORNAMENT = 20 * 1024;

/** The attachments whose content must be looked through: all but small pictures inside the text, such as a signature's logo. */
export function attachmentsToRead({ attachments }: Pick<Draft, 'attachments'>): readonly DraftAttachment[] {
  return attachments.filter(
    ({ isInline, name, size }) => !(isInline && PICTURE.test(name) && size <= LARGEST_ORNAMENT),
  );
}
