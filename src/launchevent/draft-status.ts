import { addressKey } from '../domain/address.ts';
import type { Draft } from '../domain/draft.ts';
import { addressesToLookUp } from '../domain/recipient-facts.ts';
import { languageOf } from '../domain/text/language.ts';
import { noticeFor } from '../domain/text/notice.ts';
import type { Classification } from '../domain/transport.ts';
import type { ComposeItem, OutlookClient } from '../outlook/ports.ts';
import { answerOnce } from './answer-once.ts';
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
  readonly service: number;
}

export const STATUS_DEADLINES: StatusDeadlines = { whole: 20000, service: 8000 };

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
  const facts = await readDraftFacts(item);
  if (facts === undefined) return undefined;
  const answersAsked = classify(deps, facts);
  const policy = await policyAsked;
  if (isNewWindow) await setDefault(item, facts, policy.secureMode.onByDefault);
  const answers = await answersAsked;
  const isCurrent = isNewest() && isSameDraft(facts.draft, await item.readRecipients()) && isNewest();
  if (isCurrent) await showStatus(item, { ...facts, isTextUnread: false }, { deps, policy, answers });
  await deps.policies.keep();
  return undefined;
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

async function setDefault(item: ComposeItem, { choices }: DraftFacts, onByDefault: boolean): Promise<void> {
  // Off is what an absent header means anyway: no header is put on every mail that is begun.
  if (!onByDefault || !choices.isRead || choices.value !== undefined) return;
  await item.writeChoices({ secureMode: true });
}

interface StatusGrounds {
  readonly deps: StatusDeps;
  readonly policy: Parameters<typeof judge>[1]['policy'];
  readonly answers: readonly Classification[] | undefined;
}

async function showStatus(item: ComposeItem, facts: DraftFacts, grounds: StatusGrounds): Promise<void> {
  const { deps, policy, answers } = grounds;
  const notice = noticeFor({
    verdict: judge(facts, { policy, answers, when: validityAt(deps.now()) }),
    recipients: facts.draft.recipients,
    language: languageOf(deps.client.displayLanguage()),
  });
  await (notice === undefined ? item.clearNotice() : item.showNotice(notice));
}

type Recipients = Pick<Draft, 'recipients'>;

function isSameDraft(before: Recipients, after: Recipients): boolean {
  return recipientsKey(before) === recipientsKey(after);
}

function recipientsKey({ recipients }: Recipients): string {
  return JSON.stringify(recipients.map(({ field, address }) => [field, addressKey(address)]));
}
