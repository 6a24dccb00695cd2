import { textsFor, languageOf } from '../domain/text/language.ts';
import type { ComposeItem, OutlookClient } from '../outlook/ports.ts';
import { answerOnce } from './answer-once.ts';
import { completeSend, completionOptions } from './completion.ts';
import { readDraftFacts } from './draft-facts.ts';
import type { DraftFacts } from './draft-facts.ts';
import { judge, sendRequest, stricter } from './judgement.ts';
import type { PolicyMemory } from './policy-memory.ts';
import {
  answerWithHeader,
  answerWithoutHeader,
  couldNotCheck,
  headerFor,
  isAskedInDialog,
} from './send-answer.ts';
import type { JudgedSend, SendAnswer } from './send-answer.ts';
import type { Service } from './service.ts';
import { validityAt } from './validity.ts';

/**
 * Milliseconds. Reading, service and header follow one another within the whole; the policy is asked while reading. The
 * service gets its share, or what reading and header leave of the whole: after the slowest reading that is 2.3 s, and it
 * answers within 2.0.
 */
export interface SendDeadlines {
  /** Ends everything with the safe answer, also a header whose writing takes longer than was kept back for it. */
  readonly whole: number;
  /** For one Office call: when three hang, as many as Outlook takes at a time, the others still get their turn. */
  readonly call: number;
  /** For all parts of the draft together; what is not there by then counts as unread. */
  readonly reading: number;
  readonly policy: number;
  readonly service: number;
  /** Kept back for writing the header. */
  readonly header: number;
}

export const SEND_DEADLINES: SendDeadlines = {
  whole: 4000,
  call: 1000,
  reading: 1200,
  policy: 1000,
  service: 2500,
  header: 500,
};

export interface SendDeps {
  readonly client: Pick<OutlookClient, 'currentItem' | 'displayLanguage'>;
  readonly service: Pick<Service, 'judgeSend'>;
  readonly policies: Pick<PolicyMemory, 'current' | 'lastSeen'>;
  /** True when Outlook has this Mailbox requirement set. */
  readonly supports: (version: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly deadlines: SendDeadlines;
}

/** The send-time check: completes the event exactly once, with the safe answer where anything fails. */
export async function onMessageSend(event: Office.MailboxEvent, makeDeps: () => SendDeps): Promise<void> {
  completeSend(event, await options(makeDeps));
}

async function options(makeDeps: () => SendDeps): Promise<ReturnType<typeof completionOptions>> {
  try {
    const deps = makeDeps();
    const locale = deps.client.displayLanguage();
    const answer = await answerSend(deps, locale);
    const actionLabel = textsFor(languageOf(locale)).alert.change;
    return completionOptions(answer, { supports: deps.supports, actionLabel });
  } catch {
    return { allowEvent: false, errorMessage: textsFor('en').alert.failed };
  }
}

function answerSend(deps: SendDeps, locale: string): Promise<SendAnswer> {
  // Known by now, in this order: nothing, what this machine sees, what the service says.
  let safe: SendAnswer = couldNotCheck(locale);
  const endsAt = deps.now() + deps.deadlines.whole;
  return answerOnce<SendAnswer>({
    deadlineMs: deps.deadlines.whole,
    otherwise: () => safe,
    work: async () => {
      const item = deps.client.currentItem();
      if (item === undefined) return safe;
      const policyAsked = deps.policies.current(deps.deadlines.policy);
      const facts = await readDraftFacts(item, deps.deadlines.reading);
      if (facts === undefined) return safe;
      safe = answerWithoutHeader(judgeAlone(facts, { deps, locale }));
      const { send, header } = await judgeWithService(facts, { deps, locale, endsAt, policyAsked });
      safe = answerWithoutHeader(send);
      return (await isLeaving(item, send, header)) ? answerWithHeader(send) : safe;
    },
  });
}

interface Circumstances {
  readonly deps: SendDeps;
  readonly locale: string;
}

function judgeAlone(facts: DraftFacts, { deps, locale }: Circumstances): JudgedSend {
  const policy = deps.policies.lastSeen();
  const judged = judge(facts, { policy, answers: undefined, when: validityAt(deps.now()) });
  return { facts, policy, ...judged, locale, canAsk: deps.supports('1.14') };
}

async function judgeWithService(
  facts: DraftFacts,
  {
    deps,
    locale,
    endsAt,
    policyAsked,
  }: Circumstances & {
    readonly endsAt: number;
    readonly policyAsked: ReturnType<PolicyMemory['current']>;
  },
): Promise<{ readonly send: JudgedSend; readonly header: string }> {
  const policy = await policyAsked;
  const left = endsAt - deps.now() - deps.deadlines.header;
  const reply = await deps.service.judgeSend(
    sendRequest(facts, policy),
    Math.min(deps.deadlines.service, left),
  );
  const own = judge(facts, { policy, answers: reply?.classifications, when: validityAt(deps.now()) });
  const verdict = stricter(own.verdict, reply);
  const send = { facts, policy, verdict, findings: own.findings, locale, canAsk: deps.supports('1.14') };
  return { send, header: headerFor(send, reply?.header) };
}

/** Writes the header of what may leave; false when Outlook did not keep it, or when nothing leaves. */
async function isLeaving(item: ComposeItem, send: JudgedSend, header: string): Promise<boolean> {
  if (send.verdict.kind !== 'send' && !isAskedInDialog(send)) {
    // A mode that an earlier send left there may not be true of this mail any more.
    if (send.facts.isLeaving) await item.reopenDraft().catch(() => undefined);
    return false;
  }
  try {
    await item.writeSentHeader(header);
    return true;
  } catch {
    return false;
  }
}
