import { isDate, isDayOfYear, weightedSum } from '../checksums.ts';
import type { Form, NumberKind, Reading } from '../number-kind.ts';
import { groupOf } from '../stretch.ts';
import type { Group, Stretch } from '../stretch.ts';
import { languageAround } from '../written-language.ts';
import { DK_CPR_LABEL } from '../words/number-labels.ts';
import type { FindingReason } from '../../finding.ts';

/** Written in pairs, with the same sign between all: other mixtures are dates in a row. */
const PAIRS = '2-2-2-2-2';
const YEAR_IN_FULL = '2-2-2-4';
/** Every digit by itself, as in the boxes of a form; only a label tells that from any row of digits. */
const IN_BOXES = '1-1-1-1-1-1-1-1-1-1';
const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/**
 * Danish CPR numbers (C2; cpr.dk "Personnummeret i CPR"). Modulus 11 raises the confidence and never filters:
 * numbers that fail it are issued since 2007.
 */
export const dkCpr: NumberKind = {
  type: 'dk_cpr',
  firsts: [1, 2, 6, 8, 10],
  label: DK_CPR_LABEL,
  weights: {
    labelled: { valid: 'high', fails: 'high' },
    alone: {
      joined: { valid: 'high', fails: 'low' },
      spaced: { valid: 'high', fails: 'low' },
      plain: { valid: 'medium', fails: 'low' },
      odd: { valid: 'medium' },
    },
    besideOther: { joined: { valid: 'low' }, spaced: { valid: 'low' } },
  },
  read: (stretch) => {
    const group = withYear(stretch) ?? groupOf(stretch, 10);
    const form = group === undefined ? undefined : formOf(group);
    return group === undefined || form === undefined ? undefined : readingOf(stretch, group, form);
  },
};

/** `25.12.1948-9996` as `25.12.48-9996`, where the century is the one that the number says. */
function withYear(stretch: Stretch): Group | undefined {
  const long = groupOf(stretch, 12);
  if (long === undefined || !/^(?:2-2-4|8)-4$/.test(long.shape)) return undefined;
  const digits = long.digits.slice(0, 4) + long.digits.slice(6);
  if (yearOf(digits) !== Number(long.digits.slice(4, 8))) return undefined;
  return { ...long, digits, shape: YEAR_IN_FULL, gaps: long.gaps };
}

/** Two lines are one number only if modulus 11 or a label says so (`odd`). */
export function formOf({ shape, gaps }: Group): Form | undefined {
  if (shape === IN_BOXES) return /^ {5}[ -] {3}$/.test(gaps) ? 'odd' : undefined;
  if (gaps.includes('+') || shape.length > PAIRS.length) return undefined;
  if (shape === PAIRS && !/^(.)\1*$/.test(gaps)) return undefined;
  if (shape === '10') return 'plain';
  if (shape === '2-2-2-4' && gaps.endsWith('-')) return 'plain';
  if (shape !== '6-4') return 'odd';
  if (gaps === '-') return 'joined';
  if (gaps === ' ') return 'spaced';
  return gaps === '\n' || gaps === '_' ? 'odd' : 'plain';
}

/** Day, month and century by the seventh digit; day + 60 is a replacement number. */
function readingOf(stretch: Stretch, { digits, shape, gaps, end }: Group, form: Form): Reading | undefined {
  const rawDay = Number(digits.slice(0, 2));
  const isReplacement = rawDay > 60;
  const day = isReplacement ? rawDay - 60 : rawDay;
  const month = Number(digits.slice(2, 4));
  if (!isDate(day, month, yearOf(digits))) return undefined;
  const isValid = weightedSum(digits, WEIGHTS) % 11 === 0;
  const isFirst = day === 1 && month === 1;
  const isDateAndYear = isDateWithYear(digits, shape);
  const traits: FindingReason[] = [];
  if (form === 'joined' || form === 'spaced') traits.push('separator');
  if (isReplacement) traits.push('replacement-number');
  if (isFirst) traits.push('first-of-january');
  return {
    start: stretch.start,
    end,
    form,
    check: isValid ? 'valid' : 'fails',
    traits,
    isLookAlike:
      isLookAlike({ digits, shape, gaps, isValid }) || (!isValid && isFinnishMobile(stretch, shape)),
    isDateAndYear,
    ...exception({ form, isValid, isReplacement, isFirst, isDateAndYear }),
  };
}

/**
 * Numbers that fail modulus 11 are known above all for 1 January; a replacement number without a dash is rare; a date with a
 * year behind it passes modulus 11 by chance.
 */
function exception(found: {
  readonly form: Form;
  readonly isValid: boolean;
  readonly isReplacement: boolean;
  readonly isFirst: boolean;
  readonly isDateAndYear: boolean;
}): Pick<Reading, 'alone'> {
  if (found.isDateAndYear) return { alone: 'low' };
  const isSeparated = found.form === 'joined' || found.form === 'spaced';
  if (!found.isValid && found.isFirst && isSeparated) return { alone: 'medium' };
  if (found.isValid && found.isReplacement && !isSeparated) return { alone: 'low' };
  return {};
}

function yearOf(digits: string): number {
  const year = Number(digits.slice(4, 6));
  const seventh = Number(digits.charAt(6));
  if (seventh <= 3) return 1900 + year;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 + year : 1900 + year;
  return year <= 57 ? 2000 + year : 1800 + year;
}

interface Written {
  readonly digits: string;
  readonly shape: string;
  readonly gaps: string;
  readonly isValid: boolean;
}

/** Dates with a time or a year, mobiles, Unix times, P-numbers. */
function isLookAlike({ digits, shape, gaps, isValid }: Written): boolean {
  if (shape === IN_BOXES) return true;
  if (shape === '2-2-2-4' && isTimeOfDay(digits.slice(6)) && (gaps.endsWith(' ') || !isValid)) return true;
  if (isValid) return false;
  if (isDateWithYear(digits, shape)) return true;
  return shape === '10' && /^(?:07[0236]|100|1[67])/.test(digits);
}

/** `010120-2021`: a period, whatever the check digits make of it. */
export function isDateWithYear(digits: string, shape: string): boolean {
  if (shape === '10' || !/^(?:19|20)/.test(digits.slice(6))) return false;
  return isDayOfYear(Number(digits.slice(0, 2)), Number(digits.slice(2, 4)));
}

/** 040 1234567: no Dane writes so, but the fourth of a month in Danish mail is just that. */
function isFinnishMobile({ text, start }: Stretch, shape: string): boolean {
  const isMobile = shape === '10' && /^0[45]0/.test(text.slice(start, start + 3));
  return isMobile && languageAround(text, { start, end: start + 10 }) === 'finnish';
}

export function isTimeOfDay(digits: string): boolean {
  return digits.slice(0, 2) < '24' && digits.slice(2, 4) < '60';
}
