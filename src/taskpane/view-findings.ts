import type { FileFinding } from '../domain/attachment.ts';
import type { DecisionFacts } from '../domain/decision.ts';
import { isAtLeast, maskValue, summariseFinding } from '../domain/finding.ts';
import type { Finding, Part } from '../domain/finding.ts';
import { findingKey, mayOverride, MOST_OVERRIDES, OVERRIDE_REASONS } from '../domain/override.ts';
import type { Override } from '../domain/override.ts';
import { isSure } from '../domain/problems.ts';
import { nameOfFinding } from '../domain/text/listing.ts';
import type { AnyFinding } from './judge.ts';
import type { Wording } from './text/pane-text.ts';
import { placeInFile } from './view-files.ts';
import type { PaneFacts } from './view-model.ts';
import type { FindingsView, FindingView, MarkedView, MarkingView } from './view-types.ts';
import { maskedText } from './masked-text.ts';
import type { PartText } from './masked-text.ts';

const WORDS_AROUND = 5;
const LONGEST_CONTEXT = 60;
/** Characters that are looked at on either side. */
const REACH = 240;
/** A list of people as long as this is not read line by line. */
const MOST_LISTED = 100;

interface Context {
  readonly facts: DecisionFacts;
  readonly wording: Wording;
  readonly textOf: (part: Part) => PartText;
  /** How often each value stands in the mail. */
  readonly counts: ReadonlyMap<string, number>;
}

interface Keyed {
  readonly finding: AnyFinding;
  readonly key: string;
}

/** What was found and where, values masked, neighbours too (C3); what the sender calls a false alarm apart (C4). */
export function findingsView(pane: PaneFacts): FindingsView {
  const { judgement, wording } = pane;
  const { facts } = judgement;
  const keyed = judgement.found.map((finding) => ({ finding, key: findingKey(finding) }));
  const isMarked = ({ finding }: Keyed): boolean => isMarkedIn(finding, facts);
  const open = keyed.filter((one) => !isMarked(one));
  const marked = keyed.filter(isMarked);
  const counts = new Map<string, number>();
  for (const { key } of keyed) counts.set(key, (counts.get(key) ?? 0) + 1);
  const context = { facts, wording, textOf: textsOf(pane), counts };
  return {
    count: open.length,
    items: open.slice(0, MOST_LISTED).map((one) => findingView(one, context)),
    unlisted: Math.max(0, open.length - MOST_LISTED),
    marked: markedViews(marked, context),
  };
}

/** The sender's word counts: it is no personal data any more. */
function isMarkedIn(finding: Finding, facts: DecisionFacts): boolean {
  const summary = summariseFinding(finding, facts.choices.overrides);
  return summary.override !== undefined && mayOverride(summary, facts);
}

function textsOf({ judgement, bodyText, subject }: PaneFacts): Context['textOf'] {
  const known = new Map<Part, PartText>();
  return (part) => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const text = part === 'body' ? bodyText : part === 'subject' ? subject : nameOfFile(part);
    const next = {
      text,
      findings: judgement.found.filter((finding) => finding.part === part && !isInFile(finding)),
    };
    known.set(part, next);
    return next;
  };
}

function isInFile(finding: AnyFinding): finding is FileFinding {
  return 'place' in finding;
}

function nameOfFile(part: Part): string {
  return part.slice('attachment:'.length);
}

function findingView(one: Keyed, context: Context): FindingView {
  const { finding } = one;
  const { wording } = context;
  const { part, start, type, value } = finding;
  const place = placeOf(finding, wording);
  return {
    id: `${place}:${part}:${start}:${type}`,
    type: capitalised(nameOfFinding(finding, wording.shared)),
    place,
    masked: maskValue(value),
    ...wordsAround(finding, context),
    certainty: certaintyOf(finding, context),
    marking: markingOf(one, context),
  };
}

/** Of a file only these words are known: its text was let go when it had been read. */
function wordsAround(finding: AnyFinding, { textOf }: Context): Pick<FindingView, 'before' | 'after'> {
  if (isInFile(finding)) return { before: lastWords(finding.before), after: firstWords(finding.after) };
  const text = textOf(finding.part);
  const { start, end } = finding;
  return {
    before: lastWords(maskedText(text, { from: Math.max(0, start - REACH), to: start })),
    after: firstWords(maskedText(text, { from: end, to: Math.min(text.text.length, end + REACH) })),
  };
}

function certaintyOf(
  { confidence, reasons }: Finding,
  { wording: { pane }, facts: { policy } }: Context,
): string {
  const { certainty, reason, doesNotCount } = pane.findings;
  const counts = isAtLeast(confidence, policy.detection.minimumConfidence);
  const why = reasons.map((one) => reason[one]).join(', ');
  const first = why === '' ? `${certainty[confidence]}.` : `${certainty[confidence]}: ${why}.`;
  return counts ? first : `${first} ${doesNotCount}`;
}

/** Offered where it would change anything; where the sender's word is not enough, it is said why. */
function markingOf({ finding, key }: Keyed, { facts, wording, counts }: Context): MarkingView {
  const { override } = wording.pane;
  const summary = summariseFinding(finding);
  const { policy, choices } = facts;
  if (policy.detection.override === 'never' || !isSure(summary, facts)) return { kind: 'withheld' };
  if (!mayOverride(summary, facts)) return { kind: 'withheld', why: override.notToConsumer };
  if ((choices.overrides ?? []).length >= MOST_OVERRIDES) {
    return { kind: 'withheld', why: override.full(MOST_OVERRIDES) };
  }
  // A word is no number of another kind.
  const reasons = OVERRIDE_REASONS.filter(
    (reason) => finding.type !== 'context' || reason !== 'other-number',
  ).map((reason) => ({ reason, label: override.reason[reason] }));
  const count = counts.get(key) ?? 1;
  return {
    kind: 'offered',
    key,
    reasons,
    ...(count > 1 ? { everywhere: override.everywhere(count) } : {}),
  };
}

/** One line for each value, in the order in which they stand in the mail. */
function markedViews(marked: readonly Keyed[], context: Context): readonly MarkedView[] {
  const { overrides = [] } = context.facts.choices;
  const keys = [...new Set(marked.map(({ key }) => key))];
  return keys.flatMap((key) => {
    const same = marked.filter((one) => one.key === key).map(({ finding }) => finding);
    const override = overrides.find((one) => one.key === key);
    const [first] = same;
    return first === undefined || override === undefined
      ? []
      : [markedView(same, { first, override, context })];
  });
}

function markedView(
  same: readonly AnyFinding[],
  about: { readonly first: AnyFinding; readonly override: Override; readonly context: Context },
): MarkedView {
  const { first, override, context } = about;
  const { shared, pane } = context.wording;
  return {
    key: override.key,
    type: capitalised(nameOfFinding(first, shared)),
    masked: maskValue(first.value),
    reason: pane.override.reason[override.reason],
    places: [...new Set(same.map((finding) => placeOf(finding, context.wording)))].join(' · '),
  };
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function placeOf(finding: AnyFinding, { pane }: Wording): string {
  const { part } = finding;
  const { place } = pane.findings;
  if (isInFile(finding)) {
    const inside = placeInFile(finding.place, pane.files);
    const file = pane.files.inFile(nameOfFile(part));
    return inside === '' ? file : `${file}, ${inside}`;
  }
  if (part === 'subject' || part === 'body') return place[part];
  return place.attachment(nameOfFile(part));
}

function lastWords(text: string): string {
  const words = wordsOf(text);
  const kept = words.slice(-WORDS_AROUND).join(' ').slice(-LONGEST_CONTEXT);
  const start = words.length > WORDS_AROUND ? '… ' : '';
  return `${start}${kept}${/\s$/.test(text) ? ' ' : ''}`;
}

function firstWords(text: string): string {
  const words = wordsOf(text);
  const kept = words.slice(0, WORDS_AROUND).join(' ').slice(0, LONGEST_CONTEXT);
  const end = words.length > WORDS_AROUND ? ' …' : '';
  return `${/^\s/.test(text) ? ' ' : ''}${kept}${end}`;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
