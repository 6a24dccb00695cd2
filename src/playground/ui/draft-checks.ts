import type { PlaygroundDraft, PlaygroundRecipient } from '../model/types.ts';
import { shownName } from './recipients/resolve-recipients.ts';

export type SendProblem =
  { readonly kind: 'noRecipients' } | { readonly kind: 'unresolved'; readonly names: readonly string[] };

/** What Outlook itself objects to before any add-in is asked. */
export function sendProblem(draft: PlaygroundDraft): SendProblem | undefined {
  const everybody = recipientsOf(draft);
  const unresolved = everybody.filter((recipient) => !recipient.isResolved);
  if (unresolved.length > 0) return { kind: 'unresolved', names: unresolved.map(shownName) };
  return everybody.length === 0 ? { kind: 'noRecipients' } : undefined;
}

/** True when something would be lost with the draft. */
export function hasContent(draft: PlaygroundDraft): boolean {
  const hasBody = draft.bodyHtml.replace(/<[^>]*>|&nbsp;|\s/g, '') !== '';
  return hasBody || draft.subject !== '' || recipientsOf(draft).length > 0 || draft.attachments.length > 0;
}

export function recipientsOf({ to, cc, bcc }: PlaygroundDraft): readonly PlaygroundRecipient[] {
  return [...to, ...cc, ...bcc];
}

/** A draft that is opened again: session data and passing notices ended with the window that had them. */
export function withoutSession(draft: PlaygroundDraft): PlaygroundDraft {
  const notifications = draft.notifications.filter((notice) => notice.isPersistent);
  return { ...draft, sessionData: {}, notifications };
}
