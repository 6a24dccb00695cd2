import { mailboxChoices } from '../domain/decision.ts';
import type { ForbiddenCause, Problem } from '../domain/decision.ts';
import { isPersonal } from '../domain/problems.ts';
import { describeFindings } from '../domain/text/listing.ts';
import { action, actionsFor, cardRecipients, namesAt } from './card-parts.ts';
import type { CardContext, ProblemOf } from './card-parts.ts';
import type { Wording } from './text/pane-text.ts';
import {
  areFilesAsked,
  considerationsCard,
  notSecureCard,
  sensitiveCard,
  unreadableCard,
} from './view-asked-cards.ts';
import { capitalised } from './view-findings.ts';
import type { CardRecipient, CardView, MailboxCard, ProblemCard } from './view-types.ts';

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
