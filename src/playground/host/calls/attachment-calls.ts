import type { PlaygroundAttachment, PlaygroundAttachmentType } from '../../model/types.ts';
import { OFFICE_ERROR, done, failed, textParam } from './mailbox-call.ts';
import type { CallTable } from './mailbox-call.ts';

const WIRE_TYPES: Readonly<Record<PlaygroundAttachmentType, number>> = { file: 0, item: 1, cloud: 2 };

export const ATTACHMENT_CALLS: CallTable = {
  // Cloud attachments are not told to add-ins.
  149: ({ draft }) => done(draft.attachments.filter(({ type }) => type !== 'cloud').map(wireAttachment)),
  150: ({ draft, params }) => {
    const attachment = draft.attachments.find(({ id }) => id === params['id']);
    if (attachment === undefined) return failed(OFFICE_ERROR.invalidAttachmentId);
    const format = attachment.type === 'item' ? 'eml' : 'base64';
    return done({ content: attachment.contentBase64, format });
  },
  148: ({ params, update, draft }) => {
    const added = newAttachment({
      name: textParam(params, 'name'),
      isInline: params['isInline'] === true,
      contentBase64: textParam(params, 'base64String'),
      taken: draft.attachments.map(({ id }) => id),
    });
    if (added === undefined) return failed(OFFICE_ERROR.attachmentUploadFailed);
    update((current) => ({ ...current, attachments: [...current.attachments, added] }));
    return done(added.id);
  },
  // Outlook's servers would fetch the address; the playground has none.
  16: () => failed(OFFICE_ERROR.attachmentUploadFailed),
  19: () => failed(OFFICE_ERROR.itemMissing),
  20: ({ draft, params, update }) => {
    const kept = draft.attachments.filter(({ id }) => id !== params['attachmentIndex']);
    if (kept.length === draft.attachments.length) return failed(OFFICE_ERROR.attachmentMissing);
    update((current) => ({ ...current, attachments: kept }));
    return done();
  },
};

/** As attachments travel in answers and in AttachmentsChanged. */
export function wireAttachment(attachment: PlaygroundAttachment): Readonly<Record<string, unknown>> {
  const { id, name, size, isInline, type } = attachment;
  return { id, name, size, isInline, attachmentType: WIRE_TYPES[type] };
}

function newAttachment(given: {
  readonly name: string;
  readonly isInline: boolean;
  readonly contentBase64: string;
  readonly taken: readonly string[];
}): PlaygroundAttachment | undefined {
  const { name, isInline, contentBase64, taken } = given;
  if (contentBase64 === '' || !/^[A-Za-z0-9+/]*={0,2}$/.test(contentBase64)) return undefined;
  const size = Math.floor((contentBase64.replace(/=+$/, '').length * 3) / 4);
  let number = taken.length + 1;
  while (taken.includes(`addin-attachment-${number}`)) number += 1;
  return { id: `addin-attachment-${number}`, name, size, isInline, type: 'file', contentBase64 };
}
