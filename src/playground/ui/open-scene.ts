import type { MailStore, PlaygroundAttachment, PlaygroundDraft, SentMail } from '../model/types.ts';
import { sampleFile } from '../sample-files.ts';
import type { SampleFileName } from '../sample-files.ts';
import type { Scene } from '../scenes.ts';
import { OWNER, sampleRecipient, sharedIdentity } from './people.ts';
import { escapeHtml } from './body/sanitise-html.ts';

export type OpenedScene =
  | { readonly kind: 'draft'; readonly draft: PlaygroundDraft }
  | { readonly kind: 'sent'; readonly mail: SentMail };

/** Writes the scene's mail into the mailbox. */
export function openScene(scene: Scene, store: MailStore): OpenedScene {
  const { to = [], cc = [], bcc = [] } = scene.recipients ?? {};
  const draft = store.createDraft({
    from: sharedIdentity(scene.from ?? '') ?? OWNER,
    to: to.map(sampleRecipient),
    cc: cc.map(sampleRecipient),
    bcc: bcc.map(sampleRecipient),
    subject: scene.subject ?? '',
    bodyHtml: (scene.paragraphs ?? []).map((line) => `<div>${escapeHtml(line)}</div>`).join(''),
    attachments: (scene.attachments ?? []).map(attached),
    internetHeaders: scene.internetHeaders ?? {},
    isSaved: scene.internetHeaders !== undefined,
  });
  const mail = scene.isSent === true ? store.send(draft.id) : undefined;
  return mail === undefined ? { kind: 'draft', draft } : { kind: 'sent', mail };
}

function attached(name: SampleFileName): PlaygroundAttachment {
  const bytes = sampleFile(name);
  const contentBase64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return {
    id: crypto.randomUUID(),
    name,
    size: bytes.length,
    isInline: false,
    type: 'file',
    contentBase64,
  };
}
