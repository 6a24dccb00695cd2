import type { Draft, DraftAttachment } from '../draft.ts';
import type { Finding, FindingType, Part } from '../finding.ts';
import { raiseAmongOthers } from './among-others.ts';
import { findNumbers } from './find-numbers.ts';
import { normalText } from './normal-text.ts';
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

/** Personal data in one text; offsets count in that text, values come in normal form. */
export function scanText(
  original: string,
  { part, types }: { readonly part: Part; readonly types: readonly FindingType[] },
): readonly Finding[] {
  const { text, originalIndex } = normalText(original);
  const found = findNumbers(text, types, { from: 0, to: text.length }).map(
    ({ type, start, end, confidence, reasons, otherTypes }): Finding => ({
      type,
      value: text.slice(start, end),
      confidence,
      part,
      start: originalIndex(start),
      end: originalIndex(end - 1) + 1,
      reasons,
      ...(otherTypes.length === 0 ? {} : { otherTypes }),
    }),
  );
  return raiseAmongOthers(found);
}

const PICTURE = /\.(?:png|jpe?g|gif|bmp|svg|webp)$/i;
/** Bytes. Logos and smileys are smaller, photographs of papers larger. */
const LARGEST_ORNAMENT = 100 * 1024;

/** The attachments whose content was not read: all but small pictures inside the text, such as a signature's logo. */
export function unreadAttachments({ attachments }: Pick<Draft, 'attachments'>): readonly DraftAttachment[] {
  return attachments.filter(
    ({ isInline, name, size }) => !(isInline && PICTURE.test(name) && size <= LARGEST_ORNAMENT),
  );
}
