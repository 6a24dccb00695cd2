import { isDate, isDayOfYear, passesLuhn } from '../checksums.ts';
import type { Form, NumberKind, Reading } from '../number-kind.ts';
import { groupOf } from '../stretch.ts';
import type { Group, Stretch } from '../stretch.ts';
import { SE_LABEL } from '../words/number-labels.ts';
import { isDateWithYear, isTimeOfDay } from './dk-cpr.ts';

/**
 * Swedish personal and coordination numbers (Skatteverket, SKV 704 and 707): Luhn over ten digits. A coordination number
 * has day + 60, and month 00 or day 60 where the birth date is not wholly known.
 */
export const sePersonnummer: NumberKind = {
  type: 'se_personnummer',
  firsts: [2, 4, 6, 8, 10, 12],
  label: SE_LABEL,
  weights: {
    labelled: { valid: 'high', fails: 'low' },
    alone: { joined: { valid: 'high' }, spaced: { valid: 'medium' }, plain: { valid: 'medium' } },
    besideOther: { joined: { valid: 'low' } },
  },
  read: (stretch) => longReading(stretch) ?? shortReading(stretch),
};

const SHORT: Readonly<Record<string, Form>> = { '10': 'plain', '6-4': 'joined', '2-2-2-4': 'odd' };
const LONG: Readonly<Record<string, Form>> = { '12': 'plain', '8-4': 'joined', '4-2-2-4': 'odd' };

function longReading(stretch: Stretch): Reading | undefined {
  const group = groupOf(stretch, 12);
  const form = group === undefined ? undefined : formOf(group, LONG[group.shape]);
  if (group === undefined || form === undefined) return undefined;
  if (!/^(?:18|19|20)/.test(group.digits)) return undefined;
  const year = Number(group.digits.slice(0, 4));
  const digits = group.digits.slice(2);
  return hasBirthDate(digits, year) ? readingOf({ stretch, group, form, digits }) : undefined;
}

function shortReading(stretch: Stretch): Reading | undefined {
  const group = groupOf(stretch, 10);
  const form = group === undefined ? undefined : formOf(group, SHORT[group.shape]);
  if (group === undefined || form === undefined) return undefined;
  return hasBirthDate(group.digits) ? readingOf({ stretch, group, form, digits: group.digits }) : undefined;
}

function formOf({ gaps }: Group, form: Form | undefined): Form | undefined {
  if (form !== 'joined' || gaps === '-' || gaps === '+') return form;
  return gaps === ' ' ? 'spaced' : 'odd';
}

/** Without a century 29 February counts: one of the two possible years has it, or nearly so. */
function hasBirthDate(digits: string, year?: number): boolean {
  const month = Number(digits.slice(2, 4));
  const rawDay = Number(digits.slice(4, 6));
  const day = rawDay >= 60 ? rawDay - 60 : rawDay;
  if (digits.slice(6, 9) === '000') return false;
  if (rawDay >= 60 && month <= 12 && (month === 0 || day === 0)) return day <= 31;
  return year === undefined ? isDayOfYear(day, month) : isDate(day, month, year);
}

interface Written {
  readonly stretch: Stretch;
  readonly group: Group;
  readonly form: Form;
  readonly digits: string;
}

function readingOf({ stretch, group, form, digits }: Written): Reading {
  const isCoordination = digits.charAt(4) >= '6';
  const isValid = passesLuhn(digits);
  const isDateAndYear = isDateWithYear(group.digits, group.shape);
  return {
    start: stretch.start,
    end: group.end,
    form,
    check: isValid ? 'valid' : 'fails',
    traits: [
      ...(form === 'joined' ? (['separator'] as const) : []),
      ...(isCoordination ? (['replacement-number'] as const) : []),
    ],
    isLookAlike: isLookAlike(group),
    isDateAndYear,
    ...(isValid && (isDateAndYear || (isCoordination && form !== 'joined')) ? { alone: 'low' } : {}),
  };
}

/** Mobiles (07…), Unix times, and points in time of this century: 202611261430. */
function isLookAlike({ digits, shape }: Group): boolean {
  if (shape === '10') return /^(?:07[02369]|1[67])/.test(digits);
  return digits.length === 12 && /^20[12]/.test(digits) && isTimeOfDay(digits.slice(8));
}
