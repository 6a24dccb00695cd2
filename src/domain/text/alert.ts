import type { Problem, Verdict } from '../decision.ts';
import type { Language } from '../policy.ts';
import { textsFor } from './language.ts';
import { describeFindings, listNames } from './listing.ts';
import type { NamedFinding, NamedRecipient } from './listing.ts';
import type { Texts } from './texts.ts';

/** Outlook's limit for the message of a Smart Alert, in UTF-16 units. */
export const LONGEST_ALERT = 500;

export interface AlertFacts {
  readonly verdict: Verdict;
  /** By the indexes that the verdict's problems use. */
  readonly recipients: readonly NamedRecipient[];
  readonly findings: readonly NamedFinding[];
  readonly language: Language;
}

/** What is in the way, to whom, and what to do, in at most 500 characters; whole sentences, worst first (C3). */
export function alertMessage(facts: AlertFacts): string {
  const texts = textsFor(facts.language);
  const { problems } = facts.verdict;
  const forbidden = problems.filter((problem) => problem.kind === 'forbidden');
  const others = problems.filter((problem) => problem.kind !== 'forbidden');
  const sentences = [
    ...(forbidden.length > 0
      ? forbiddenSentences(
          facts,
          forbidden.map(({ recipient }) => recipient),
        )
      : []),
    ...others.flatMap((problem) => sentencesFor(problem, facts)),
  ];
  return fit(sentences.length === 0 ? [texts.alert.failed] : [...sentences, texts.alert.openPane]);
}

function forbiddenSentences(facts: AlertFacts, indexes: readonly number[]): readonly string[] {
  const { alert, forbidden } = textsFor(facts.language);
  const names = namesAt(facts, indexes);
  const found = describeFindings(facts.findings, textsFor(facts.language));
  const what = found === '' ? alert.declaredMustNotGo(names) : alert.foundMustNotGo(found, names);
  const causes = new Set(
    facts.verdict.problems.flatMap((problem) => (problem.kind === 'forbidden' ? [problem.cause] : [])),
  );
  const why = causes.size === 1 ? [...causes].map((cause) => forbidden[cause]) : [];
  return [what, ...why, alert.removeOrTakeOut];
}

function sentencesFor(
  problem: Exclude<Problem, { readonly kind: 'forbidden' }>,
  facts: AlertFacts,
): readonly string[] {
  const { alert, consideration }: Texts = textsFor(facts.language);
  const names = 'recipients' in problem ? namesAt(facts, problem.recipients) : '';
  switch (problem.kind) {
    case 'notChecked':
      return [alert.notChecked(names), alert.retry];
    case 'mailboxNeeded':
      return [alert.mailboxNeeded(names), alert.chooseMailbox];
    case 'notSecure':
      return [alert.notSecure(names), alert.notSecureConfirm];
    case 'considerations':
      return [
        [alert.considerations(names), ...problem.considerations.map((kind) => consideration[kind])].join(' '),
      ];
    case 'unreadableAttachments':
      return [
        alert.unreadable(problem.attachments.length, names),
        alert.unreadableConfirm(problem.attachments.length),
      ];
    case 'sensitiveWords':
      return [alert.sensitive(names), alert.sensitiveConfirm];
    case 'activation':
      return [alert.activation];
  }
}

function namesAt({ recipients, language }: AlertFacts, indexes: readonly number[]): string {
  const named = indexes.flatMap((index) => recipients[index] ?? { address: '', displayName: '' });
  return listNames(named, textsFor(language));
}

function fit(sentences: readonly string[]): string {
  let message = '';
  for (const sentence of sentences) {
    const longer = message === '' ? sentence : `${message} ${sentence}`;
    if (longer.length > LONGEST_ALERT) continue;
    message = longer;
  }
  return message;
}
