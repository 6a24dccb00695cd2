import { UNREAD_REASONS } from './attachment.ts';
import type { FileResult, UnreadReason } from './attachment.ts';
import { CONFIDENCES, CONTEXT_CATEGORIES, FINDING_TYPES } from './finding.ts';
import type { ContextCategory, FindingSummary } from './finding.ts';
import { OVERRIDE_REASONS, overrideOf } from './override.ts';
import type { Override } from './override.ts';

/** Findings of one kind in one file: kind, confidence and count, never values (C1). */
export interface StampedFinding extends FindingSummary {
  readonly part: 'attachment';
  readonly category?: ContextCategory;
  readonly count: number;
}

/** What the pane saw in one file. It holds for as long as the file's `attachmentKey` is the same. */
export interface FileStamp {
  readonly key: string;
  /** The file was not, or not wholly, looked through. */
  readonly unread?: UnreadReason;
  readonly findings: readonly StampedFinding[];
}

/** More of one kind count as so many. */
const MOST_COUNTED = 999;
const NONE = '-';

/** The stamp of a file that was looked through; the sender's word on false alarms is in it, since the values are not. */
export function stampFile(
  key: string,
  { findings, unread }: FileResult,
  overrides: readonly Override[] = [],
): FileStamp {
  const groups = new Map<string, StampedFinding>();
  for (const finding of findings) {
    const { type, confidence, category } = finding;
    const override = overrideOf(finding, overrides);
    const group: StampedFinding = {
      type,
      confidence,
      part: 'attachment',
      count: 1,
      ...(category === undefined ? {} : { category }),
      ...(override === undefined ? {} : { override }),
    };
    const name = signsOf(group);
    const count = Math.min(MOST_COUNTED, (groups.get(name)?.count ?? 0) + 1);
    groups.set(name, { ...group, count });
  }
  const [first] = unread;
  return { key, findings: [...groups.values()], ...(first === undefined ? {} : { unread: first.reason }) };
}

/** `KEY:a2--3.j1f-1!0,KEY:` within so many characters; a file that does not fit counts as not looked through. */
export function formatStamps(stamps: readonly FileStamp[], longest: number): string {
  let text = '';
  for (const stamp of stamps) {
    const longer = text === '' ? formatStamp(stamp) : `${text},${formatStamp(stamp)}`;
    if (longer.length <= longest) text = longer;
  }
  return text;
}

/** What is not exactly as `formatStamps` writes it is left out, and so counts as not looked through. */
export function parseStamps(text = ''): readonly FileStamp[] {
  const stamps = text.split(',').flatMap(parseStamp);
  return stamps.filter(({ key }) => stamps.filter((other) => other.key === key).length === 1);
}

function formatStamp({ key, findings, unread }: FileStamp): string {
  const groups = findings.map((finding) => `${signsOf(finding)}${finding.count}`).join('.');
  return `${key}:${groups}${unread === undefined ? '' : `!${UNREAD_REASONS.indexOf(unread)}`}`;
}

/** Four signs: kind, confidence, category, reason of a false alarm. */
function signsOf({ type, confidence, category, override }: Omit<StampedFinding, 'count'>): string {
  return (
    letterOf(FINDING_TYPES.indexOf(type)) +
    String(CONFIDENCES.indexOf(confidence)) +
    (category === undefined ? NONE : letterOf(CONTEXT_CATEGORIES.indexOf(category))) +
    (override === undefined ? NONE : String(OVERRIDE_REASONS.indexOf(override)))
  );
}

function parseStamp(text: string): readonly FileStamp[] {
  const [, key, groups = '', unreadAt] = /^([0-9a-z]+):([^!]*)(?:!(\d+))?$/.exec(text) ?? [];
  if (key === undefined) return [];
  const unread = unreadAt === undefined ? undefined : UNREAD_REASONS[Number(unreadAt)];
  const parts = groups === '' ? [] : groups.split('.');
  const findings = parts.flatMap(parseFindings);
  if (findings.length !== parts.length || (unread === undefined) !== (unreadAt === undefined)) return [];
  return [{ key, findings, ...(unread === undefined ? {} : { unread }) }];
}

function parseFindings(text: string): readonly StampedFinding[] {
  const [, kind = '', sure, about = '', why = '', count] =
    /^([a-z])(\d)([a-z]|-)(\d|-)([1-9]\d{0,2})$/.exec(text) ?? [];
  const type = FINDING_TYPES[numberOf(kind)];
  const confidence = CONFIDENCES[Number(sure)];
  const category = CONTEXT_CATEGORIES[numberOf(about)];
  const override = OVERRIDE_REASONS[Number(why)];
  if (type === undefined || confidence === undefined) return [];
  if ((category === undefined) !== (about === NONE) || (override === undefined) !== (why === NONE)) return [];
  return [
    {
      type,
      confidence,
      part: 'attachment',
      count: Number(count),
      ...(category === undefined ? {} : { category }),
      ...(override === undefined ? {} : { override }),
    },
  ];
}

const FIRST_LETTER = 97;

function letterOf(index: number): string {
  return String.fromCharCode(FIRST_LETTER + index);
}

function numberOf(letter: string): number {
  return letter.charCodeAt(0) - FIRST_LETTER;
}
