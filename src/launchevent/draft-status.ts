import { addressKey } from '../domain/address.ts';
import type { Draft } from '../domain/draft.ts';
import { addressesToLookUp } from '../domain/recipient-facts.ts';
import { languageOf } from '../domain/text/language.ts';
import { mailNotChecked, noticeFor } from '../domain/text/notice.ts';
import type { NoticeLine } from '../domain/text/notice.ts';
import type { Classification } from '../domain/transport.ts';
import type { ComposeItem, OutlookClient } from '../outlook/ports.ts';
import { answerOnce, settled } from './answer-once.ts';
import { completeEvent } from './completion.ts';
import { readDraftFacts } from './draft-facts.ts';
import type { DraftFacts } from './draft-facts.ts';
import { judge } from './judgement.ts';
import type { PolicyMemory } from './policy-memory.ts';
import type { Service } from './service.ts';
import { validityAt } from './validity.ts';

/** Milliseconds. */
export interface StatusDeadlines {
  readonly whole: number;
  readonly reading: number;
  readonly service: number;
}

export const STATUS_DEADLINES: StatusDeadlines = { whole: 20000, reading: 4000, service: 8000 };

export interface StatusDeps {
  readonly client: Pick<OutlookClient, 'currentItem' | 'displayLanguage'>;
  readonly service: Pick<Service, 'classify'>;
  readonly policies: PolicyMemory;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly deadlines: StatusDeadlines;
}

/** Counts the events of each draft, so that an answer for an outdated one is told from the newest. */
export interface DraftClock {
  /** Starts a new round for this draft; the returned question says whether it is still the newest. */
  readonly next: (item: ComposeItem) => () => boolean;
}

export function createDraftClock(): DraftClock {
  let last: { readonly item: ComposeItem; round: number } | undefined;
  return {
    next: (item) => {
      if (last?.item !== item) last = { item, round: 0 };
      const mine = last;
      const round = ++mine.round;
      return () => mine.round === round;
    },
  };
}

export interface StatusRequest {
  readonly makeDeps: () => StatusDeps;
  readonly clock: DraftClock;
  /** A window was opened: policy's default is set where the sender has not chosen. */
  readonly isNewWindow: boolean;
}

/** Keeps the notification bar true while the pane is closed; completes the event always, also when nothing works. */
export async function onDraftChanged(event: Office.MailboxEvent, request: StatusRequest): Promise<void> {
  try {
    const deps = request.makeDeps();
    await answerOnce<undefined>({
      deadlineMs: deps.deadlines.whole,
      otherwise: () => undefined,
      work: () => updateStatus(deps, request),
    });
  } catch {
    // The bar stays as it is; the check at Send does not rest on it.
  }
  completeEvent(event);
}

async function updateStatus(deps: StatusDeps, { clock, isNewWindow }: StatusRequest): Promise<undefined> {
  const item = deps.client.currentItem();
  if (item === undefined) return undefined;
  const isNewest = clock.next(item);
  const policyAsked = deps.policies.current(deps.deadlines.service);
  const facts = await readDraftFacts(item, deps.deadlines.reading);
  const answersAsked = facts === undefined ? undefined : classify(deps, facts);
  const policy = await policyAsked;
  if (isNewWindow && policy.secureMode.onByDefault) await switchOnByDefault(deps, item);
  const answers = await answersAsked;
  // The sender goes on writing, and choosing in the pane, while the service is asked.
  const latest = facts === undefined ? undefined : await withLatest(item, facts, deps);
  const isCurrent = isNewest() && latest !== 'changed';
  if (isCurrent) await showStatus(item, latest, { deps, policy, answers });
  await deps.policies.keep();
  return undefined;
}

/** The facts with the choices of now; `changed` when there are other recipients by now, so that another event comes. */
async function withLatest(
  item: ComposeItem,
  facts: DraftFacts,
  { deadlines }: StatusDeps,
): Promise<DraftFacts | 'changed'> {
  const [recipients, choices] = await Promise.all([
    settled(deadlines.reading, item.readRecipients),
    settled(deadlines.reading, item.readChoices),
  ]);
  if (!recipients.isRead || !isSameDraft(facts.draft, recipients.value)) return 'changed';
  return { ...facts, choices };
}

/** Undefined = the service could not be asked. A draft without anyone to look up needs no service. */
async function classify(
  deps: StatusDeps,
  { draft }: DraftFacts,
): Promise<readonly Classification[] | undefined> {
  const recipients = addressesToLookUp(draft).map((address) => ({ address }));
  if (recipients.length === 0) return [];
  return deps.service.classify({ recipients }, deps.deadlines.service);
}

/** Off is what an absent header means anyway: only a default of "on" is written. */
async function switchOnByDefault({ deadlines }: StatusDeps, item: ComposeItem): Promise<void> {
  // Read right before: since the draft was read first, the sender may have chosen in the pane.
  const choices = await settled(deadlines.reading, item.readChoices);
  if (!choices.isRead || choices.value !== undefined) return;
  // Where Outlook does not keep it, policy's default counts all the same at Send.
  await settled(deadlines.reading, () => item.writeChoices({ secureMode: true }));
}

interface StatusGrounds {
  readonly deps: StatusDeps;
  readonly policy: Parameters<typeof judge>[1]['policy'];
  readonly answers: readonly Classification[] | undefined;
}

/** `facts` undefined = the draft could not be read: then what the bar said before must not go on standing there. */
async function showStatus(
  item: ComposeItem,
  facts: DraftFacts | undefined,
  grounds: StatusGrounds,
): Promise<void> {
  const notice = statusNotice(facts, grounds);
  await (notice === undefined ? item.clearNotice() : item.showNotice(notice));
}

function statusNotice(
  facts: DraftFacts | undefined,
  { deps, policy, answers }: StatusGrounds,
): NoticeLine | undefined {
  const language = languageOf(deps.client.displayLanguage());
  if (facts === undefined || !facts.choices.isRead) return mailNotChecked(language);
  // Without the assumption about an unread text: the bar must not say that the mail holds personal data.
  const grounds = { policy, answers, when: validityAt(deps.now()) };
  const { verdict } = judge({ ...facts, isTextUnread: false }, grounds);
  const notice = noticeFor({ verdict, recipients: facts.draft.recipients, language });
  const mattersWhatIsWritten = verdict.isSecure || verdict.insecureRecipients.length > 0;
  return facts.isTextUnread && notice?.kind !== 'error' && mattersWhatIsWritten
    ? mailNotChecked(language)
    : notice;
}

type Recipients = Pick<Draft, 'recipients'>;

function isSameDraft(before: Recipients, after: Recipients): boolean {
  return recipientsKey(before) === recipientsKey(after);
}

function recipientsKey({ recipients }: Recipients): string {
  return JSON.stringify(recipients.map(({ field, address }) => [field, addressKey(address)]));
}
