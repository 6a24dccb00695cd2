import { isDayOfYear, weightedSum } from '../checksums.ts';
import type { Form, NumberKind } from '../number-kind.ts';
import { groupOf } from '../stretch.ts';
import type { Group } from '../stretch.ts';
import { NO_LABEL } from '../words/number-labels.ts';

const K1 = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const K2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const FORMS: Readonly<Record<string, Form>> = { '11': 'plain', '6-5': 'joined', '6-3-2': 'spaced' };

/**
 * Norwegian national identity, D- and H-numbers (Skatteetaten, folkeregisteret): two check digits modulus 11. Test
 * numbers have month + 80 or + 40. From 2032 the first check digit may leave a remainder of 1–3: four times as many
 * numbers pass then, so that such a one counts for less where nothing names it.
 */
export const noFnr: NumberKind = {
  type: 'no_fnr',
  firsts: [2, 6, 11],
  label: NO_LABEL,
  weights: {
    labelled: { valid: 'high', fails: 'low' },
    alone: {
      joined: { valid: 'high' },
      spaced: { valid: 'high' },
      plain: { valid: 'medium' },
      odd: { valid: 'medium' },
    },
    besideOther: { joined: { valid: 'medium' }, spaced: { valid: 'medium' } },
  },
  read: (stretch) => {
    const group = groupOf(stretch, 11);
    if (group === undefined || !hasBirthDate(group.digits)) return undefined;
    const { digits, end } = group;
    const remainder = weightedSum(digits, K1) % 11;
    const isValid = remainder <= 3 && weightedSum(digits, K2) % 11 === 0;
    return {
      start: stretch.start,
      end,
      form: formOf(group),
      check: isValid ? 'valid' : 'fails',
      traits: digits.charAt(0) >= '4' ? ['replacement-number'] : [],
      isLookAlike: isValid && remainder > 0,
    };
  },
};

function formOf({ shape, gaps }: Group): Form {
  const form = FORMS[shape] ?? 'odd';
  return gaps.includes('\n') ? 'odd' : form;
}

/** Day + 40 is a D-number; month + 40, + 80 are H-numbers and test numbers. */
function hasBirthDate(digits: string): boolean {
  const day = Number(digits.slice(0, 2)) % 40;
  const month = Number(digits.slice(2, 4)) % 40;
  return digits < '8' && isDayOfYear(day, month);
}
