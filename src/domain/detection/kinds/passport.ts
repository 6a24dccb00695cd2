import type { NumberKind } from '../number-kind.ts';
import { isLetterAt } from '../stretch.ts';
import { NO_PASSPORT, PASSPORT_LABEL } from '../words/number-labels.ts';

const LETTERS_BEFORE = /(?:^|[^a-z0-9])([a-z]{1,3})$/i;
/** Letters and digits: DK 9 digits, SE and NO 8, newer ones and FI with one to three letters in front (ICAO 9303 allows 9). */
const LONGEST = 9;
const SHORTEST = 8;

function lettersBefore(text: string, start: number): string {
  const [, letters = ''] = LETTERS_BEFORE.exec(text.slice(Math.max(0, start - 4), start)) ?? [];
  return letters;
}

/** Passport numbers have no check digit outside the machine-readable line: only a label right before tells. */
export const passport: NumberKind = {
  type: 'passport',
  firsts: [5, 6, 7, 8, 9],
  label: PASSPORT_LABEL,
  noLabel: NO_PASSPORT,
  labelReach: 30,
  isLabelNeeded: true,
  weights: { labelled: { none: 'high' }, alone: {}, besideOther: {} },
  read: ({ text, start, first }) => {
    const letters = isLetterAt(text, start - 1) ? lettersBefore(text, start) : '';
    const length = letters.length + first;
    const end = start + first;
    if (length < SHORTEST || length > LONGEST) return undefined;
    return { start: start - letters.length, end, form: 'plain', check: 'none', traits: [] };
  },
};
