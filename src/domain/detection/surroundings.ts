import { headsIn } from './head-cells.ts';
import type { HeadAbove } from './head-cells.ts';
import type { LabelPlace, NumberKind, Reading } from './number-kind.ts';
import { OTHER_BEFORE, PERIOD_BEFORE, SOME_NUMBER_BEFORE } from './words/number-labels.ts';

type Labelled = Pick<NumberKind, 'label' | 'noLabel' | 'labelReach' | 'isLabelNeeded'>;

/** What stands around a place, in lower case, for weighing it. */
export interface Surroundings {
  readonly beside: (start: number, end: number) => { readonly before: string; readonly after: string };
  readonly labelFor: (kind: Labelled, reading: Reading) => LabelPlace;
  readonly isInLink: (start: number) => boolean;
  /** `perioden …`, `fra … til …`: what looks like a date is one. */
  readonly isInPeriod: (start: number) => boolean;
  /** Many numbers of other lengths on the same line: a log, a list of measurements. */
  readonly isAmongNumbers: (start: number, end: number) => boolean;
}

/** Characters before a number in which its label may stand; nearer than `NEAR` is as good as certain. */
export const FARTHEST = 150;
const NEAR = 60;
/** So close that no other word comes between: `cpr-nummeret er:`. */
const BESIDE_IT = 14;
/** The end of the line above in which a label counts; further up only as a heading. */
const WRAPPED = 25;
const BEHIND = 24;
const BESIDE = 6;
/** A word for another number and the small words behind it. */
const LONGEST_OTHER = 32;
/** Written out with spaces. */
const LONGEST_NUMBER = 60;
/** So many other long numbers within `NEAR` make a number one of a crowd. */
const CROWD = 3;
const LONGEST_LINK = 200;

/** What every kind that looks at the same place asks for; what costs more is found out when it is asked for. */
interface View {
  readonly start: number;
  /** The line so far, and the end of the line above. */
  readonly context: string;
  /** Some kind's label stands around: one look that saves most places nine. */
  readonly isNamed: boolean;
  /** The end of the line so far. */
  readonly tail: string;
  isBehindOther?: boolean;
  head?: string;
}

/** Around the numbers of one text. `anyLabel` knows the labels of every kind. */
export function surroundingsIn(text: string, anyLabel: RegExp): Surroundings {
  const headAbove = headsIn(text, (cell) => isHeadCell(cell, anyLabel));
  const lower = (start: number, end: number): string => text.slice(Math.max(0, start), end).toLowerCase();
  let last: View = { start: -1, context: '', isNamed: false, tail: '' };
  const viewFrom = (start: number): View => {
    if (last.start === start) return last;
    const { ownLine, context } = linesBefore(lower(start - FARTHEST, start));
    const isNamed = anyLabel.test(context) || anyLabel.test(lower(start, start + LONGEST_NUMBER + BEHIND));
    last = { start, context, isNamed, tail: ownLine.slice(-LONGEST_OTHER) };
    return last;
  };
  return {
    beside: (start, end) => ({
      before: text.slice(Math.max(0, start - BESIDE), start),
      after: text.slice(end, end + BESIDE),
    }),
    isInLink: (start) => /\/\/|www\./i.test(wordBefore(text, start)),
    isInPeriod: (start) => PERIOD_BEFORE.test(viewFrom(start).context),
    isAmongNumbers: (start, end) => isAmongNumbers(text, start, end),
    labelFor: (kind, { start, end }) => {
      const view = viewFrom(start);
      const isOwnBehind = (): boolean => isBehind(kind.label, lower(end, end + BEHIND));
      return labelIn(view, kind, { isOwnBehind, headAbove });
    },
  };
}

/** Whether a cell names the numbers below it, of a kind that somebody looks for or of another. */
export function isHeadCell(cell: string, anyLabel: RegExp): boolean {
  return OTHER_BEFORE.test(cell) || anyLabel.test(cell);
}

function labelIn(
  view: View,
  { label, noLabel, labelReach = NEAR, isLabelNeeded = false }: Labelled,
  { isOwnBehind, headAbove }: { readonly isOwnBehind: () => boolean; readonly headAbove: HeadAbove },
): LabelPlace {
  if (isLabelNeeded && !view.isNamed) return has(label, headOf(view, headAbove)) ? 'above' : 'none';
  const context = noLabel === undefined ? view.context : view.context.replace(noLabel, '');
  const distance = view.isNamed ? distanceOf(label, context) : Infinity;
  if (isLabelNeeded && isOtherNearer(view.tail, distance)) return 'other';
  if (distance <= BESIDE_IT) return 'near';
  view.isBehindOther ??= OTHER_BEFORE.test(view.tail);
  if (view.isBehindOther) return 'other';
  if (distance <= labelReach || (view.isNamed && isOwnBehind())) return 'near';
  const head = headOf(view, headAbove);
  if (has(label, head)) return 'above';
  if (OTHER_BEFORE.test(head)) return 'other';
  if (SOME_NUMBER_BEFORE.test(view.tail)) return 'some-number';
  return distance <= FARTHEST ? 'far' : 'none';
}

/** `Husk pasnr. Tlf. 20304050`: between the label and the number stands another one's. */
function isOtherNearer(tail: string, distance: number): boolean {
  const other = OTHER_BEFORE.exec(tail);
  return other !== null && tail.length - other.index <= distance;
}

function headOf(view: View, headAbove: HeadAbove): string {
  view.head ??= headAbove(view.start);
  return view.head;
}

/** What stands before a place without white space between. */
function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > end - LONGEST_LINK && text.charCodeAt(start - 1) > 32) start--;
  return text.slice(start, end);
}

function isAmongNumbers(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - NEAR), start).replace(/^[^]*\n/, '');
  const after = text.slice(end, end + NEAR).replace(/\n[^]*$/, '');
  const runs = `${before} ${after}`.match(/\d{4,}/g) ?? [];
  return runs.filter(({ length }) => length !== 10).length >= CROWD;
}

/** The own line so far and, unless they are rows of a table, the end of the line above with it: a sentence may go on. */
function linesBefore(before: string): { readonly ownLine: string; readonly context: string } {
  const text = before.includes('\n') ? before.replace(/\n[ \n]*\n/g, '\n') : before;
  const own = text.lastIndexOf('\n') + 1;
  const above = own < 2 ? 0 : text.lastIndexOf('\n', own - 2) + 1;
  const ownLine = text.slice(own);
  const lineAbove = text.slice(above, own);
  const goesOn = !/\t/.test(lineAbove + ownLine) && !/[.!?]\s*$/.test(lineAbove);
  return { ownLine, context: goesOn ? lineAbove.slice(-WRAPPED) + ownLine : ownLine };
}

/** Characters from the end of the last label to the end of the text. */
function distanceOf(label: RegExp, before: string): number {
  let distance = Infinity;
  label.lastIndex = 0;
  for (let match = label.exec(before); match !== null; match = label.exec(before)) {
    distance = before.length - match.index - match[0].length;
  }
  return distance;
}

/** `251248-9996 (cpr)` */
function isBehind(label: RegExp, after: string): boolean {
  label.lastIndex = 0;
  const match = label.exec(after);
  return match !== null && /^\s?[,([]?\s?$/.test(after.slice(0, match.index));
}

function has(label: RegExp, text: string): boolean {
  label.lastIndex = 0;
  return label.test(text);
}
