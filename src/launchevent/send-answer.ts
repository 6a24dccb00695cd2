import type { Verdict } from '../domain/decision.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { formatSentHeader, parseChoices } from '../domain/state-header.ts';
import { alertMessage } from '../domain/text/alert.ts';
import type { NamedFinding } from '../domain/text/listing.ts';
import { languageOf, textsFor } from '../domain/text/language.ts';
import type { OpeningContext } from '../outlook/opening-context.ts';
import { isUncertain } from './draft-facts.ts';
import type { DraftFacts } from './draft-facts.ts';
import { madeChoices } from './judgement.ts';

/** What becomes of one send. */
export type SendAnswer =
  | { readonly kind: 'send' }
  | {
      readonly kind: 'stop';
      readonly message: string;
      readonly context: OpeningContext;
      /** Outlook's own dialog offers "Send Anyway". */
      readonly mayBeSentAnyway: boolean;
    };

/** One send, judged. `locale` is Office's display language. */
export interface JudgedSend {
  readonly facts: DraftFacts;
  readonly policy: SendPolicy;
  readonly verdict: Verdict;
  /** Those that count; what the sender calls a false alarm with good right is not among them (C4). */
  readonly findings: readonly NamedFinding[];
  readonly locale: string;
  /** False where Outlook has no dialog with "Send Anyway" for us (before Mailbox 1.14). */
  readonly canAsk: boolean;
}

/** The answer when the header is not, or not yet, written: a mail that needs it stays. */
export function answerWithoutHeader(send: JudgedSend): SendAnswer {
  if (needsHeader(send.verdict)) {
    return send.verdict.kind === 'send' ? couldNotCheck(send.locale) : stopped(send, false);
  }
  return send.verdict.kind === 'send' ? { kind: 'send' } : stopped(send, isAskedInDialog(send));
}

export function answerWithHeader(send: JudgedSend): SendAnswer {
  return send.verdict.kind === 'send' ? { kind: 'send' } : stopped(send, isAskedInDialog(send));
}

/** "The mail could not be checked and has not been sent." */
export function couldNotCheck(locale: string): SendAnswer {
  const message = textsFor(languageOf(locale)).alert.failed;
  return { kind: 'stop', message, context: { problem: 'failed' }, mayBeSentAnyway: false };
}

/** True when Outlook's own dialog may ask: only a yes is missing. */
export function isAskedInDialog({ verdict, facts, canAsk }: JudgedSend): boolean {
  if (!canAsk || verdict.kind !== 'confirm' || isUncertain(facts)) return false;
  return !verdict.problems.some(({ kind }) => kind === 'activation');
}

/**
 * What is written before the answer: the mode of the mail that leaves, since after "Send Anyway" nobody asks us again, and
 * the sender's switch, declaration and mailbox, since after "Don't Send" it is a draft as before. False alarms are not in it
 * (`writeSentHeader` keeps them beside the draft), nor is what was assumed or activated.
 */
export function headerFor({ verdict, facts, policy }: JudgedSend, fromService: string | undefined): string {
  const own = formatSentHeader(verdict, madeChoices(policy, facts));
  return fromService !== undefined && saysTheSame(fromService, own) ? fromService : own;
}

/** The service may say more (a ticket), but nothing else. */
function saysTheSame(header: string, own: string): boolean {
  const said = (value: string): string => JSON.stringify([value.split(';')[0]?.trim(), parseChoices(value)]);
  return said(header) === said(own);
}

/** The modes that mail-flow rules must be able to act on: without its header such a mail would leave unprotected. */
function needsHeader({ mode }: Verdict): boolean {
  return mode !== 'ordinary' && mode !== 'internal';
}

function stopped(send: JudgedSend, mayBeSentAnyway: boolean): SendAnswer {
  const { verdict, facts, locale } = send;
  // What could not be read was only taken to hold personal data: it must not be said that it does.
  if (isUncertain(facts) && !isMailboxAlone(send)) return couldNotCheck(locale);
  const message = alertMessage({
    verdict,
    recipients: facts.draft.recipients,
    findings: send.findings,
    language: languageOf(locale),
  });
  return { kind: 'stop', message, context: contextFor(verdict), mayBeSentAnyway };
}

/** To ask for the mailbox claims nothing about the text; but whoever's choices were not read may have chosen one. */
function isMailboxAlone({ verdict, facts }: JudgedSend): boolean {
  return facts.choices.isRead && verdict.problems.every(({ kind }) => kind === 'mailboxNeeded');
}

/** The place in the pane where the worst problem is solved. */
function contextFor({ problems }: Verdict): OpeningContext {
  const [worst] = problems;
  if (worst === undefined) return { problem: 'failed' };
  const { kind } = worst;
  if ('recipient' in worst) return { problem: kind, recipient: worst.recipient };
  const first = 'recipients' in worst ? worst.recipients[0] : undefined;
  return first === undefined ? { problem: kind } : { problem: kind, recipient: first };
}
