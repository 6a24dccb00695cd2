import type { Verdict } from '../decision.ts';
import type { Language } from '../policy.ts';
import { textsFor } from './language.ts';
import { listNames } from './listing.ts';
import type { NamedRecipient } from './listing.ts';

/** Outlook's limit for a line in the notification bar, in UTF-16 units. */
export const LONGEST_NOTICE = 150;

export interface NoticeFacts {
  readonly verdict: Verdict;
  /** By the indexes that the verdict's problems use. */
  readonly recipients: readonly NamedRecipient[];
  readonly language: Language;
}

export interface NoticeLine {
  readonly kind: 'information' | 'error';
  readonly text: string;
  readonly openPaneLabel: string;
}

/** The one line for the notification bar; nothing while secure mode is off and nothing was found (A12). */
export function noticeFor(facts: NoticeFacts): NoticeLine | undefined {
  const { verdict, recipients, language } = facts;
  const { notice } = textsFor(language);
  const line = (kind: NoticeLine['kind'], text: string): NoticeLine => ({
    kind,
    text,
    openPaneLabel: notice.open,
  });
  const forbidden = verdict.problems.flatMap((problem) =>
    problem.kind === 'forbidden' ? [problem.recipient] : [],
  );
  if (verdict.problems.some(({ kind }) => kind === 'notChecked')) return line('error', notice.notChecked);
  if (forbidden.length > 0) return line('error', stopped(facts, forbidden));
  if (!verdict.isSecure) return undefined;
  if (recipients.length === 0) return line('information', notice.on);
  if (verdict.kind === 'activate') return line('information', notice.activate);
  if (verdict.kind === 'chooseMailbox') return line('information', notice.mailbox);
  if (verdict.problems.some(({ kind }) => kind === 'considerations'))
    return line('information', notice.decide);
  const insecure = verdict.insecureRecipients.length;
  if (insecure > 0) return line('information', notice.someNotSecure(insecure));
  return line('information', notice.allSecure);
}

/** For a draft of which a part could not be read: nothing may be said of it (C6). */
export function mailNotChecked(language: Language): NoticeLine {
  const { notice } = textsFor(language);
  return { kind: 'error', text: notice.mailNotChecked, openPaneLabel: notice.open };
}

function stopped({ recipients, language }: NoticeFacts, indexes: readonly number[]): string {
  const texts = textsFor(language);
  const names = indexes.flatMap((index) => recipients[index] ?? { address: '', displayName: '' });
  const all = texts.notice.stopped(listNames(names, texts));
  if (all.length <= LONGEST_NOTICE) return all;
  const first = listNames(names.slice(0, 1), texts);
  return texts.notice.stopped(`${first} ${texts.alert.andMore(names.length - 1)}`);
}
