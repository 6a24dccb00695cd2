import { addressKey } from '../../src/domain/address.ts';
import type { FileState } from '../../src/domain/attachment.ts';
import { attachmentKey } from '../../src/domain/draft.ts';
import { attachmentsToRead, scanDraft } from '../../src/domain/detection/scan.ts';
import { visibleText } from '../../src/domain/detection/visible-text.ts';
import { judgeDraft } from '../../src/taskpane/judge.ts';
import type { KnownFacts } from '../../src/taskpane/judge.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { NOTHING_HELD, paneView } from '../../src/taskpane/view-model.ts';
import type { PaneFacts } from '../../src/taskpane/view-model.ts';
import type { MailboxCard, PaneView, ProblemCard, RowView } from '../../src/taskpane/view-types.ts';
import { aDraft, aPolicy } from '../support/builders.ts';
import { SCENES } from './scenes.ts';
import type { Scene, SceneName } from './scenes.ts';

const da = wordingFor('da');
const NOT_READ: FileState = {
  kind: 'read',
  findings: [],
  unread: [{ place: [], reason: 'unknown-kind' }],
};

export function knownIn(scene: Scene, change: Partial<KnownFacts> = {}): KnownFacts {
  const draft = aDraft(scene.draft);
  const policy = scene.api?.policy ?? aPolicy();
  const isAway = scene.api?.isAway === true;
  const answers = isAway ? [] : (scene.api?.answers ?? []);
  return {
    draft,
    choices: scene.choices,
    findings: scanDraft(draft, policy.detection.types),
    files: new Map(attachmentsToRead(draft).map((file) => [attachmentKey(file), NOT_READ])),
    policy,
    answers: new Map(answers.map((answer) => [addressKey(answer.address), answer])),
    pending: new Set(scene.api?.silentAbout ?? []),
    isServiceReachable: !isAway,
    ...change,
  };
}

export function viewOf(known: KnownFacts, change: Partial<PaneFacts> = {}): PaneView {
  const { draft } = known;
  return paneView({
    subject: draft.subject,
    bodyText: visibleText(draft.bodyHtml),
    judgement: judgeDraft(known),
    lastMailbox: undefined,
    held: NOTHING_HELD,
    wording: da,
    ...change,
  });
}

export const scene = (name: SceneName): PaneView => viewOf(knownIn(SCENES[name]));

export function rowsOf({ recipients }: PaneView): readonly RowView[] {
  return (recipients?.items ?? []).flatMap((item) => (item.kind === 'row' ? [item.row] : item.rows));
}

export function problem(view: PaneView, kind: ProblemCard['kind']): ProblemCard {
  const card = view.cards.find((one) => one.kind === kind);
  if (card === undefined || card.kind === 'mailbox') throw new Error(`no card ${kind}`);
  return card;
}

export function mailbox(view: PaneView): MailboxCard {
  const card = view.cards.find((one) => one.kind === 'mailbox');
  if (card?.kind !== 'mailbox') throw new Error('no mailbox card');
  return card;
}

export const labels = (card: ProblemCard): readonly string[] => card.actions.map(({ label }) => label);
