import type { Problem, Remedy } from '../domain/decision.ts';
import { listNames, nameOf } from '../domain/text/listing.ts';
import { namedRecipient } from './judge.ts';
import type { Judgement } from './judge.ts';
import type { Wording } from './text/pane-text.ts';
import { mainReason } from './view-rows.ts';
import type { CardAction, CardRecipient, Command } from './view-types.ts';

export interface CardContext {
  readonly judgement: Judgement;
  readonly wording: Wording;
  /** The functional mailbox this person chose last (A11). */
  readonly lastMailbox: string | undefined;
}

export type ProblemOf<Kind extends Problem['kind']> = Extract<Problem, { readonly kind: Kind }>;

export function confirmAction(label: string, { judgement }: CardContext): readonly CardAction[] {
  const { confirmation } = judgement.verdict;
  return confirmation === undefined ? [] : [action(label, { kind: 'confirm', confirmation })];
}

export function action(label: string, command: Command): CardAction {
  return { label, command };
}

interface RemedyContext {
  readonly indexes: readonly number[];
  readonly context: CardContext;
}

export function actionsFor(remedies: readonly Remedy[], about: RemedyContext): readonly CardAction[] {
  return remedies.flatMap((remedy) => remedyAction(remedy, about));
}

function remedyAction(remedy: Remedy, { indexes, context }: RemedyContext): readonly CardAction[] {
  const { judgement, wording } = context;
  const { card } = wording.pane;
  switch (remedy) {
    case 'removeRecipient':
      return removeAction(indexes, context);
    case 'removeFinding':
      return judgement.findings.length === 0 ? [] : [action(card.showFinding, { kind: 'showFindings' })];
    case 'retryLookup':
      return [action(card.retry, { kind: 'retry' })];
    case 'switchSecureModeOff':
      return [action(card.switchOff, { kind: 'switchSecureMode', isOn: false })];
    case 'overrideWithReason':
      return [action(card.notPersonalData, { kind: 'showFindings', isToMark: true })];
    case 'chooseMailbox':
      return [];
  }
}

function removeAction(indexes: readonly number[], context: CardContext): readonly CardAction[] {
  const { card } = context.wording.pane;
  const recipients = indexes.flatMap((index) => context.judgement.judged[index]?.recipient ?? []);
  if (recipients.length === 0) return [];
  const label = recipients.length === 1 ? card.removeOne : card.removeAll(recipients.length);
  return [action(label, { kind: 'removeRecipients', recipients })];
}

export function cardRecipients(
  indexes: readonly number[],
  { judgement, wording }: CardContext,
  reasonOf: typeof mainReason = mainReason,
): readonly CardRecipient[] {
  return indexes.flatMap((index): CardRecipient[] => {
    const judged = judgement.judged[index];
    if (judged?.classification === undefined) return [];
    const { classification, recipient } = judged;
    const reason = reasonOf(classification);
    return [
      {
        id: judged.id,
        name: nameOf(namedRecipient(judged, wording.pane.recipients.unseen), wording.shared),
        ...(reason === undefined ? {} : { reason: wording.shared.reason[reason] }),
        ...(recipient === undefined ? {} : { recipient }),
      },
    ];
  });
}

export function namesAt(indexes: readonly number[], { judgement, wording }: CardContext): string {
  const unseen = wording.pane.recipients.unseen;
  const named = indexes.flatMap((index) => {
    const judged = judgement.judged[index];
    return judged === undefined ? [] : [namedRecipient(judged, unseen)];
  });
  return listNames(named, wording.shared);
}

export function reversed(remedies: readonly Remedy[]): readonly Remedy[] {
  return [...remedies].reverse();
}
