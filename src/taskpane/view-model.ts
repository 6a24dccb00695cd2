import { permissionFor } from '../domain/permission.ts';
import { mailboxChoices } from '../domain/decision.ts';
import type { Problem } from '../domain/decision.ts';
import type { Judgement } from './judge.ts';
import type { Wording } from './text/pane-text.ts';
import { cardViews } from './view-cards.ts';
import { filesView, readingLine } from './view-files.ts';
import { findingsView } from './view-findings.ts';
import { isNetworkBlocked, recipientsView } from './view-rows.ts';
import type { CardKind, CardView, HeadlineView, PaneView, SecureModeView } from './view-types.ts';

export interface PaneFacts {
  readonly subject: string;
  readonly judgement: Judgement;
  readonly bodyText: string;
  readonly lastMailbox: string | undefined;
  /** What was shown when the last look-up was done: nothing jumps while the next one runs. */
  readonly held: HeldView;
  readonly wording: Wording;
}

export interface HeldView {
  readonly order: readonly string[];
  readonly cards: readonly string[];
}

export const NOTHING_HELD: HeldView = { order: [], cards: [] };

/** Facts → everything the pane shows (spec 9-pane, table of situations). Pure. */
export function paneView(facts: PaneFacts): PaneView {
  const { judgement, wording } = facts;
  const { verdict } = judgement;
  const isLookedUp = judgement.running === 0;
  const files = filesView(judgement, wording);
  const isCalm = !verdict.isSecure && !verdict.hasPersonalData;
  const all = cardViews(facts);
  const cards = all
    .filter(({ key }) => isLookedUp || facts.held.cards.includes(key))
    // What is still being read is no question yet.
    .filter(({ kind }) => judgement.readingFiles === 0 || kind !== 'unreadable');
  const { policy, choices } = judgement.facts;
  const isDeclared = choices.declaresPersonalData === true;
  return {
    secureMode: secureModeView(judgement, wording),
    headline: headlineView(facts),
    isNetworkBlocked: judgement.recipients.some(
      ({ classification }) => classification !== undefined && isNetworkBlocked(classification),
    ),
    cards,
    isConfirmed: judgement.isConfirmed,
    ...mailboxLine(judgement, wording),
    ...(judgement.recipients.length === 0
      ? {}
      : {
          recipients: recipientsView(judgement, {
            wording,
            policy,
            isCalm,
            isFolded: isCalm && all.length === 0 && undeliverable(judgement) === 0,
            heldOrder: facts.held.order,
          }),
        }),
    findings: findingsView(facts),
    ...(files === undefined ? {} : { files }),
    canDeclare: judgement.recipients.length > 0 && (isDeclared || !verdict.hasPersonalData),
    isDeclared,
    isSettled: isLookedUp && judgement.readingFiles === 0,
  };
}

/** What to hold on to when look-ups start again. */
export function heldFrom(view: PaneView): HeldView {
  return { order: rowIds(view), cards: view.cards.map(({ key }) => key) };
}

function rowIds({ recipients }: PaneView): readonly string[] {
  return (recipients?.items ?? []).flatMap((item) =>
    item.kind === 'row' ? [item.row.id] : item.rows.map(({ id }) => id),
  );
}

function secureModeView({ facts, verdict }: Judgement, { pane }: Wording): SecureModeView {
  const { choices, policy } = facts;
  const { locked, autoActivate } = policy.secureMode;
  const isByItself = verdict.isActivated && autoActivate;
  const isOn = choices.secureMode || isByItself;
  const isNeeded = isOn && verdict.hasPersonalData && verdict.mode !== 'internal';
  if (isByItself) return { isOn, isChangeable: false, note: pane.secureMode.byItself };
  if (locked) return { isOn, isChangeable: false, note: pane.secureMode.locked };
  return isNeeded
    ? { isOn, isChangeable: false, note: pane.secureMode.needed }
    : { isOn, isChangeable: true };
}

function headlineView(facts: PaneFacts): HeadlineView {
  const { judgement, wording } = facts;
  const { headline } = wording.pane;
  const { recipients, running, verdict } = judgement;
  const say = (tone: HeadlineView['tone'], text: string): HeadlineView => ({ tone, text, canRetry: false });
  if (recipients.length === 0) return say('quiet', headline.empty);
  if (isUnchecked(facts)) return notChecked(facts);
  if (running > 0) return say('busy', headline.checking(running, recipients.length));
  const reading = readingLine(judgement, wording);
  const isStopped = verdict.problems.some(({ kind }) => kind === 'forbidden' || kind === 'notChecked');
  if (reading !== undefined && !isStopped) return say('busy', reading);
  switch (verdict.kind) {
    case 'block':
      return say('bad', headline.stopped);
    case 'chooseMailbox':
      return say('ask', headline.chooseMailbox);
    case 'confirm':
      return say('ask', headline.decide);
    case 'activate':
      return say('ask', headline.activate);
    case 'send':
      return ready(judgement, wording);
  }
}

function isUnchecked({ judgement: { facts } }: PaneFacts): boolean {
  return (
    !facts.isServiceReachable &&
    facts.recipients.some(({ classification }) => classification.transport === 'unknown')
  );
}

function notChecked({ judgement, wording }: PaneFacts): HeadlineView {
  const { headline } = wording.pane;
  const { kind, problems } = judgement.verdict;
  const isStopped = kind === 'block';
  // The card says the same with its remedies; said twice it would only be noise.
  const hasCard = problems.some((problem) => problem.kind === 'notChecked');
  return {
    tone: 'unknown',
    text: headline.notChecked,
    ...(hasCard ? {} : { detail: isStopped ? headline.notCheckedStops : headline.notCheckedSends }),
    canRetry: !hasCard,
  };
}

function ready(judgement: Judgement, wording: Wording): HeadlineView {
  const { headline } = wording.pane;
  const count = undeliverable(judgement);
  const detail = count === 0 ? {} : { detail: headline.undeliverable(count) };
  return { tone: 'good', text: readyText(judgement, wording), ...detail, canRetry: false };
}

/** What the sender had to decide is not told as if it had been safe all along. */
function readyText({ facts, verdict, isConfirmed }: Judgement, { pane: { headline } }: Wording): string {
  if (facts.recipients.every(({ classification }) => classification.transport === 'internal'))
    return headline.allInternal;
  if (!verdict.isSecure) return headline.ordinary;
  if (isConfirmed) return headline.asDecided;
  const canAll = facts.recipients.every(
    ({ classification }) => permissionFor(classification, facts.policy) !== 'no',
  );
  return canAll ? headline.allSecure : headline.asDecided;
}

function undeliverable({ recipients }: Judgement): number {
  return recipients.filter(({ classification }) => classification?.transport === 'undeliverable').length;
}

/** `Sendes fra Sikkerpost …`: only when a mailbox was chosen here, not when the sender already is one (A14). */
function mailboxLine({ facts, verdict }: Judgement, wording: Wording): Pick<PaneView, 'mailboxLine'> {
  const { mailbox, isSecure } = verdict;
  const isUsed = facts.recipients.some(({ classification }) => classification.transport === 'certificate');
  if (mailbox === undefined || !isSecure || !isUsed) return {};
  if (mailbox.toLowerCase() === facts.sender.trim().toLowerCase()) return {};
  const found = mailboxChoices(facts.policy, facts.sender).find(({ address }) => address === mailbox);
  const label = found?.label[wording.language] ?? mailbox;
  return { mailboxLine: wording.pane.mailbox.chosen(label) };
}

/** The card that "Take Action" of the send-time dialog meant, else the worst one. */
export function cardToOpenAt(
  cards: readonly CardView[],
  problem: Problem['kind'] | 'failed' | undefined,
): CardView | undefined {
  return cards.find(({ kind }) => problem !== undefined && CARD_OF[problem] === kind) ?? cards[0];
}

const CARD_OF: Readonly<Record<Problem['kind'] | 'failed', CardKind | undefined>> = {
  forbidden: 'forbidden',
  notChecked: 'notChecked',
  mailboxNeeded: 'mailbox',
  notSecure: 'notSecure',
  considerations: 'considerations',
  unreadableAttachments: 'unreadable',
  sensitiveWords: 'sensitive',
  activation: 'activation',
  failed: undefined,
};
