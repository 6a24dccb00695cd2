import { permissionFor } from '../domain/permission.ts';
import { action, actionsFor, cardRecipients, confirmAction, reversed } from './card-parts.ts';
import type { CardContext, ProblemOf } from './card-parts.ts';
import type { JudgedFile } from './judge.ts';
import { countryName, joinNames } from './text/pane-text.ts';
import type { Wording } from './text/pane-text.ts';
import { unreadLines } from './view-files.ts';
import type { CardAction, ProblemCard } from './view-types.ts';

export function notSecureCard(
  { recipients, remedies }: ProblemOf<'notSecure'>,
  context: CardContext,
): ProblemCard {
  const { card } = context.wording.pane;
  return {
    kind: 'notSecure',
    key: 'notSecure',
    tone: 'ask',
    title: card.notSecure,
    body: card.notSecureBody,
    points: [],
    recipients: cardRecipients(recipients, context),
    actions: [
      ...confirmAction(card.sendOrdinary, context),
      ...actionsFor(reversed(remedies), { indexes: recipients, context }),
    ],
  };
}

export function considerationsCard(
  { recipients, considerations, countries, remedies }: ProblemOf<'considerations'>,
  context: CardContext,
): ProblemCard {
  const { card } = context.wording.pane;
  const { facts, judged } = context.judgement;
  const { guidance } = facts.policy.organisation;
  const isDepending = recipients.some((index) => {
    const classification = judged[index]?.classification;
    return classification !== undefined && permissionFor(classification, facts.policy) === 'depends';
  });
  const abroad = countries.map((country) => countryName(country, context.wording.language));
  const body = [
    ...(isDepending ? [card.considerationsBody] : []),
    ...(abroad.length > 0 ? [card.considerationsAbroad(joinNames(abroad, context.wording.language))] : []),
  ];
  return {
    kind: 'considerations',
    key: 'considerations',
    tone: 'ask',
    title: card.considerations,
    body: body.join(' '),
    points: considerations.map((consideration) => context.wording.shared.consideration[consideration]),
    // Why they get mail as they do is not what is asked here; it stands in their rows.
    recipients: cardRecipients(recipients, context, () => undefined),
    actions: [
      ...confirmAction(card.considered, context),
      ...actionsFor(remedies, { indexes: recipients, context }),
    ],
    ...(guidance === undefined ? {} : { link: { label: card.guidance, url: guidance } }),
  };
}

export function unreadableCard(
  problem: ProblemOf<'unreadableAttachments'>,
  context: CardContext,
): ProblemCard {
  const { card } = context.wording.pane;
  const isAsked = areFilesAsked(context);
  const files = context.judgement.files.filter(({ key }) => problem.attachments.includes(key));
  return {
    kind: 'unreadable',
    key: 'unreadable',
    tone: isAsked ? 'ask' : 'bad',
    title: card.unreadable(problem.attachments.length),
    body: (isAsked ? card.unreadableBody : card.unreadableBlocked)(problem.attachments.length),
    points: files.flatMap((file) => fileLines(file, context.wording)),
    recipients: cardRecipients(problem.recipients, context),
    actions: [
      ...(isAsked ? personalDataAnswers(context) : []),
      ...(files.some(isNotHandedOver) ? [action(card.retry, { kind: 'retry' })] : []),
      ...actionsFor(problem.remedies, { indexes: problem.recipients, context }),
    ],
  };
}

/** The answer that protects comes first: it is the one that is pressed without much thought. */
function personalDataAnswers(context: CardContext): readonly CardAction[] {
  const { card } = context.wording.pane;
  return [
    action(card.hasPersonalData, { kind: 'declarePersonalData', isDeclared: true }),
    ...confirmAction(card.noPersonalData, context),
  ];
}

/** One that is still being read has no reason yet. */
function fileLines({ name, state }: JudgedFile, wording: Wording): readonly string[] {
  return state.kind === 'read' ? unreadLines(state.unread, wording, name) : [name];
}

function isNotHandedOver({ state }: JudgedFile): boolean {
  return state.kind === 'read' && state.unread.some(({ reason }) => reason === 'not-downloaded');
}

export function sensitiveCard(
  { recipients, remedies }: ProblemOf<'sensitiveWords'>,
  context: CardContext,
): ProblemCard {
  const { card } = context.wording.pane;
  return {
    kind: 'sensitive',
    key: 'sensitive',
    tone: 'ask',
    title: card.sensitive,
    body: card.sensitiveBody,
    points: [],
    recipients: cardRecipients(recipients, context),
    actions: [
      ...personalDataAnswers(context),
      // "No" says it of all words at once; of one of them it is said beside the finding.
      ...actionsFor(
        remedies.filter((remedy) => remedy !== 'overrideWithReason'),
        { indexes: recipients, context },
      ),
    ],
  };
}

export function areFilesAsked({ judgement }: CardContext): boolean {
  return judgement.facts.policy.detection.unreadableAttachments === 'confirm';
}
