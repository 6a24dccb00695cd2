import { headsIn } from './head-cells.ts';
import type { LabelPlace, NumberKind, Reading } from './number-kind.ts';
import { OTHER_ANYWHERE, OTHER_BEFORE } from './words/number-labels.ts';

/** What stands around a place, in lower case, for weighing it. */
export interface Surroundings {
  readonly beside: (start: number, end: number) => { readonly before: string; readonly after: string };
  readonly labelFor: (kind: Pick<NumberKind, 'label' | 'labelReach'>, reading: Reading) => LabelPlace;
  readonly isInLink: (start: number) => boolean;
}

/** Characters before a number in which its label may stand; nearer than `NEAR` is as good as certain. */
export const FARTHEST = 150;
const NEAR = 60;
const BEHIND = 24;
const LONGEST_LINK = 200;

/** Around the numbers of one text. `labels` are those of every kind, so that heads of columns can be told from data. */
export function surroundingsIn(text: string, labels: readonly RegExp[]): Surroundings {
  const isHead = (cell: string): boolean =>
    OTHER_ANYWHERE.test(cell) || labels.some((label) => has(label, cell));
  const headAbove = headsIn(text, isHead);
  const lower = (start: number, end: number): string => text.slice(Math.max(0, start), end).toLowerCase();
  return {
    beside: (start, end) => ({ before: lower(start - BEHIND, start), after: lower(end, end + BEHIND) }),
    isInLink: (start) => /(?:\/\/|www\.)\S*$/.test(lower(start - LONGEST_LINK, start)),
    labelFor: ({ label, labelReach = NEAR }, { start, end }) => {
      const { ownLine, context } = linesBefore(lower(start - FARTHEST, start));
      if (OTHER_BEFORE.test(ownLine)) return 'other';
      const distance = distanceOf(label, context);
      if (distance <= labelReach || isBehind(label, lower(end, end + BEHIND))) return 'near';
      const head = headAbove(start);
      if (head !== '' && has(label, head)) return 'above';
      if (head !== '' && OTHER_ANYWHERE.test(head)) return 'other';
      return distance <= FARTHEST ? 'far' : 'none';
    },
  };
}

/** The own line so far and, unless they are rows of a table, the line above with it. */
function linesBefore(before: string): { readonly ownLine: string; readonly context: string } {
  const text = before.replace(/\n[ \n]*\n/g, '\n');
  const own = text.lastIndexOf('\n') + 1;
  const above = own < 2 ? 0 : text.lastIndexOf('\n', own - 2) + 1;
  const ownLine = text.slice(own);
  const both = text.slice(above);
  return { ownLine, context: both.includes('\t') ? ownLine : both };
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
