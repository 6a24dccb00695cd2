import { isPersonal } from '../domain/problems.ts';
import { mailboxChoices } from '../domain/decision.ts';
import type { ForbiddenCause, Problem, Remedy } from '../domain/decision.ts';
import { describeFindings, listNames, nameOf } from '../domain/text/listing.ts';
import { permissionFor } from '../domain/permission.ts';
import { countryName, joinNames } from './text/pane-text.ts';
import type { Wording } from './text/pane-text.ts';
import { namedRecipient } from './judge.ts';
import type { Judgement } from './judge.ts';
import { capitalised } from './view-findings.ts';
import { mainReason } from './view-rows.ts';
import type { CardAction, CardRecipient, CardView, Command, MailboxCard, ProblemCard } from './view-types.ts';

export interface CardContext {
  readonly judgement: Judgement;
  readonly wording: Wording;
  /** The functional mailbox this person chose last (A11). */
  readonly lastMailbox: string | undefined;
}

type ProblemOf<Kind extends Problem['kind']> = Extract<Problem, { readonly kind: Kind }>;

/** One card per thing that stands in the way, worst first; recipients forbidden for the same cause share one. */
export function cardViews(context: CardContext): readonly CardView[] {
  const { problems } = context.judgement.verdict;
  const forbidden = problems.filter((problem) => problem.kind === 'forbidden');
  const causes = [...new Set(forbidden.map(({ cause }) => cause))];
  const isMerged = areFilesAsked(context) && problems.some(({ kind }) => kind === 'unreadableAttachments');
  const hasWords = problems.some(({ kind }) => kind === 'sensitiveWords');
  const isUnchecked = problems.some(({ kind }) => kind === 'notChecked');
  return [
    ...causes.map((cause) => forbiddenCard(cause, forbidden, context)),
    ...problems
      // What could not be checked is stopped: a question about it would have no answer yet.
      .filter(({ kind }) => !isUnchecked || !ASKED.includes(kind))
      // One answer covers both questions, so they are asked as one: files and words are the wider ones.
      .filter(({ kind }) => !((isMerged || hasWords) && kind === 'notSecure'))
      .flatMap((problem) => otherCard(problem, context)),
  ];
}

const ASKED: readonly Problem['kind'][] = ['notSecure', 'unreadableAttachments', 'sensitiveWords'];

function otherCard(problem: Problem, context: CardContext): readonly CardView[] {
  switch (problem.kind) {
    case 'forbidden':
      return [];
    case 'notChecked':
      return [notCheckedCard(problem, context)];
    case 'mailboxNeeded':
      return [mailboxCard(problem, context)];
    case 'notSecure':
      return [notSecureCard(problem, context)];
    case 'considerations':
      return [considerationsCard(problem, context)];
    case 'unreadableAttachments':
      return [unreadableCard(problem, context)];
    case 'sensitiveWords':
      return [sensitiveCard(problem, context)];
    case 'activation':
      return [activationCard(problem, context)];
  }
}

function forbiddenCard(
  cause: ForbiddenCause,
  all: readonly ProblemOf<'forbidden'>[],
  context: CardContext,
): ProblemCard {
  const { judgement, wording } = context;
  const same = all.filter((problem) => problem.cause === cause);
  const indexes = same.map(({ recipient }) => recipient);
  const names = namesAt(indexes, context);
  const found = describeFindings(judgement.findings, wording.shared);
  const { card } = wording.pane;
  return {
    kind: 'forbidden',
    key: `forbidden:${cause}`,
    tone: cause === 'unknown' ? 'unknown' : 'bad',
    title: capitalised(found === '' ? card.declaredMustNotGo(names) : card.foundMustNotGo(found, names)),
    ...forbiddenBody(cause, cardRecipients(indexes, context), wording),
    points: [],
    ...(cause === 'consumer-mail' ? { why: card.whyConsumer } : {}),
    actions: [
      ...actionsFor(same[0]?.remedies ?? [], { indexes, context }),
      ...(isOnlyDeclared(context)
        ? [action(card.undeclare, { kind: 'declarePersonalData', isDeclared: false })]
        : []),
    ],
  };
}

/** Nothing but the sender's own word makes it personal data. */
function isOnlyDeclared({ judgement: { facts } }: CardContext): boolean {
  const { declaresPersonalData, ...others } = facts.choices;
  return declaresPersonalData === true && !isPersonal({ ...facts, choices: others });
}

/** One recipient stands in the title already: then only the reason is added, where it says more than the cause. */
function forbiddenBody(
  cause: ForbiddenCause,
  recipients: readonly CardRecipient[],
  { shared }: Wording,
): Pick<ProblemCard, 'body' | 'recipients'> {
  const [only, ...more] = recipients;
  const body = shared.forbidden[cause];
  if (only === undefined || more.length > 0) return { body, recipients };
  const saysMore = cause !== 'consumer-mail' && only.reason !== undefined;
  return { body: saysMore ? `${body} ${only.reason}` : body, recipients: [] };
}

function notCheckedCard(
  { recipients, remedies }: ProblemOf<'notChecked'>,
  context: CardContext,
): ProblemCard {
  const { headline, card } = context.wording.pane;
  return {
    kind: 'notChecked',
    key: 'notChecked',
    tone: 'unknown',
    title: card.notChecked,
    body: headline.notCheckedStops,
    points: [],
    recipients: cardRecipients(recipients, context),
    actions: actionsFor(remedies, { indexes: recipients, context }),
  };
}

function notSecureCard({ recipients, remedies }: ProblemOf<'notSecure'>, context: CardContext): ProblemCard {
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

function considerationsCard(
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
    recipients: cardRecipients(recipients, context),
    actions: [
      ...confirmAction(card.considered, context),
      ...actionsFor(remedies, { indexes: recipients, context }),
    ],
    ...(guidance === undefined ? {} : { link: { label: card.guidance, url: guidance } }),
  };
}

function unreadableCard(problem: ProblemOf<'unreadableAttachments'>, context: CardContext): ProblemCard {
  const { card } = context.wording.pane;
  const isAsked = areFilesAsked(context);
  return {
    kind: 'unreadable',
    key: 'unreadable',
    tone: isAsked ? 'ask' : 'bad',
    title: card.unreadable(problem.attachments.length),
    body: (isAsked ? card.unreadableBody : card.unreadableBlocked)(problem.attachments.length),
    points: [],
    recipients: cardRecipients(problem.recipients, context),
    actions: [
      ...(isAsked ? confirmAction(card.noPersonalData, context) : []),
      ...(isAsked ? [action(card.hasPersonalData, { kind: 'declarePersonalData', isDeclared: true })] : []),
      ...actionsFor(problem.remedies, { indexes: problem.recipients, context }),
    ],
  };
}

function sensitiveCard(
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
      ...confirmAction(card.noPersonalData, context),
      action(card.hasPersonalData, { kind: 'declarePersonalData', isDeclared: true }),
      // "No" says it of all words at once; of one of them it is said beside the finding.
      ...actionsFor(
        remedies.filter((remedy) => remedy !== 'overrideWithReason'),
        { indexes: recipients, context },
      ),
    ],
  };
}

function areFilesAsked({ judgement }: CardContext): boolean {
  return judgement.facts.policy.detection.unreadableAttachments === 'confirm';
}

function activationCard({ remedies }: ProblemOf<'activation'>, context: CardContext): ProblemCard {
  const { card } = context.wording.pane;
  return {
    kind: 'activation',
    key: 'activation',
    tone: 'ask',
    title: card.activation,
    body: card.activationBody,
    points: [],
    recipients: [],
    actions: [
      action(card.switchOn, { kind: 'switchSecureMode', isOn: true }),
      ...actionsFor(remedies, { indexes: [], context }),
    ],
  };
}

function mailboxCard(
  { recipients, remedies }: ProblemOf<'mailboxNeeded'>,
  context: CardContext,
): MailboxCard {
  const { judgement, wording, lastMailbox } = context;
  const options = mailboxChoices(judgement.facts.policy, judgement.facts.sender).map((mailbox) => ({
    address: mailbox.address,
    label: mailbox.label[wording.language],
  }));
  const last = options.find(({ address }) => address === lastMailbox);
  return {
    kind: 'mailbox',
    key: 'mailbox',
    body: wording.pane.mailbox.body(namesAt(recipients, context)),
    options,
    selected: (last ?? options[0])?.address ?? '',
    hasPersonalData: judgement.verdict.hasPersonalData,
    canSwitchOff: remedies.includes('switchSecureModeOff'),
  };
}

function confirmAction(label: string, { judgement }: CardContext): readonly CardAction[] {
  const { confirmation } = judgement.verdict;
  return confirmation === undefined ? [] : [action(label, { kind: 'confirm', confirmation })];
}

function action(label: string, command: Command): CardAction {
  return { label, command };
}

interface RemedyContext {
  readonly indexes: readonly number[];
  readonly context: CardContext;
}

function actionsFor(remedies: readonly Remedy[], about: RemedyContext): readonly CardAction[] {
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

function cardRecipients(
  indexes: readonly number[],
  { judgement, wording }: CardContext,
): readonly CardRecipient[] {
  return indexes.flatMap((index): CardRecipient[] => {
    const judged = judgement.judged[index];
    if (judged?.classification === undefined) return [];
    const { classification, recipient } = judged;
    const reason = mainReason(classification);
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

function namesAt(indexes: readonly number[], { judgement, wording }: CardContext): string {
  const unseen = wording.pane.recipients.unseen;
  const named = indexes.flatMap((index) => {
    const judged = judgement.judged[index];
    return judged === undefined ? [] : [namedRecipient(judged, unseen)];
  });
  return listNames(named, wording.shared);
}

function reversed(remedies: readonly Remedy[]): readonly Remedy[] {
  return [...remedies].reverse();
}
