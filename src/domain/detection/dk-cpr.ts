import type { Confidence, FindingReason } from '../finding.ts';
import type { Detector, Judgement, Surroundings } from './detector.ts';

const LABEL = /cpr|personnummer|pers(?:on|\.)[-\s]?nr|fødselsnummer|fødselsnr/;
/** A word that names another number counts only right before it: "kunde" somewhere in the sentence says nothing. */
const OTHER_LABEL_BEFORE =
  /(?:ordre|order|faktura|invoice|\bp-?nr|p-?nummer|produktionsenhed|\bean|\bgln|sags?nr|sags?nummer|journalnr|\btlf|telefon|mobil|phone|\bsms|konto|kunde|\bcvr|varenr|\bref(?:erence)?\b|serienr|rekvisition|tracking|pakke|løbenr|bilag|\bse-?nr)(?:[\s.:#=-]|nr|nummer|number|no|id|er|is)*$/;
/** Digits with one dash between birth date and serial number: hardly anything else is written so. */
const DASHED = /^\d{6}\s{0,2}-\s{0,2}\d{4}$/;
const SPACED = /^\d{6}\s{1,2}\d{4}$/;
const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Danish CPR numbers (C2; cpr.dk "Personnummeret i CPR"). Modulus 11 raises the confidence and never filters:
 * numbers that fail it are issued since 2007.
 */
export const dkCpr: Detector = {
  type: 'dk_cpr',
  pattern: /\d\d[-./ ]?\d\d[-./ ]?\d\d(?:\s{0,2}[-./]\s{0,2}|\s{1,2})?\d{4}/g,
  judge: (candidate, surroundings) => {
    const digits = candidate.replace(/\D/g, '');
    const birth = birthOf(digits);
    return birth === undefined ? undefined : weigh({ candidate, digits, birth }, surroundings);
  },
};

interface Birth {
  readonly isReplacement: boolean;
  readonly isFirstOfJanuary: boolean;
}

/** Day, month and century by the seventh digit; day + 60 is a replacement number. */
function birthOf(digits: string): Birth | undefined {
  const rawDay = Number(digits.slice(0, 2));
  const isReplacement = rawDay > 60;
  const day = isReplacement ? rawDay - 60 : rawDay;
  const month = Number(digits.slice(2, 4));
  const days = DAYS_IN_MONTH[month - 1];
  if (days === undefined || day < 1 || day > days) return undefined;
  if (day === 29 && month === 2 && !isLeapYear(yearOf(digits))) return undefined;
  return { isReplacement, isFirstOfJanuary: day === 1 && month === 1 };
}

function yearOf(digits: string): number {
  const year = Number(digits.slice(4, 6));
  const seventh = Number(digits[6]);
  if (seventh <= 3) return 1900 + year;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 + year : 1900 + year;
  return year <= 57 ? 2000 + year : 1800 + year;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

interface Read {
  readonly candidate: string;
  readonly digits: string;
  readonly birth: Birth;
}

type Form = { readonly isValid: boolean; readonly isSeparated: boolean };

function weigh(read: Read, surroundings: Surroundings): Judgement | undefined {
  const { candidate, birth } = read;
  const form = {
    isValid: hasValidChecksum(read.digits),
    isSeparated: DASHED.test(candidate) || SPACED.test(candidate),
  };
  const label = labelNear(surroundings);
  const isLabelled = label === 'own';
  if (isInsideLongerNumber(candidate, surroundings, isLabelled)) return undefined;
  const confidence = isLabelled ? 'high' : unlabelledConfidence(read, form, label === 'other');
  if (confidence === undefined) return undefined;
  const reasons: FindingReason[] = [form.isValid ? 'checksum-valid' : 'checksum-fails'];
  if (form.isSeparated) reasons.push('separator');
  if (birth.isReplacement) reasons.push('replacement-number');
  if (birth.isFirstOfJanuary) reasons.push('first-of-january');
  if (isLabelled) reasons.push('label-near');
  if (label === 'other') reasons.push('other-label-near');
  return { confidence, reasons };
}

/** Digits that go on, an address, or a number joined to others; a label of its own outweighs all but the first two. */
function isInsideLongerNumber(
  candidate: string,
  { before, after }: Surroundings,
  isLabelled: boolean,
): boolean {
  if (/\d$/.test(before) || /^(?:\d|@)/.test(after)) return true;
  if (isLabelled) return false;
  if (/\d[-.+]$/.test(before) || /^[-.+]\d/.test(after)) return true;
  if (SPACED.test(candidate) && (/\d $/.test(before) || /^ \d/.test(after))) return true;
  return (
    !DASHED.test(candidate) && (/(?:\d[/,]|[a-zæøåäö])$/.test(before) || /^(?:[/,]\d|[a-z])/.test(after))
  );
}

function unlabelledConfidence(read: Read, form: Form, hasOtherLabel: boolean): Confidence | undefined {
  const { isValid, isSeparated } = form;
  if (hasOtherLabel) return isValid ? (isSeparated ? 'medium' : 'low') : undefined;
  if (isValid && isSeparated) return 'high';
  if (isValid && !read.birth.isReplacement) return 'medium';
  if (isLookAlike(read, form)) return undefined;
  return isSeparated && read.birth.isFirstOfJanuary ? 'medium' : 'low';
}

/** Numbers that only look like it when nothing speaks for it: dates with a time or a year, mobiles, Unix times, P-numbers. */
function isLookAlike({ candidate, digits }: Read, { isValid }: Form): boolean {
  if (isValid) return false;
  if (!/^\d{6}\D*\d{4}$/.test(candidate)) return true;
  if (/\D(?:19|20)\d\d$/.test(candidate)) return true;
  return /^\d{10}$/.test(candidate) && /^(?:07[0236]|100|1[67])/.test(digits);
}

function hasValidChecksum(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return sum % 11 === 0;
}

/** The number's own label on its line, the line above, or right behind it; another number's label only right before it. */
function labelNear({ before, after }: Surroundings): 'own' | 'other' | undefined {
  const twoLines = before.replace(/^[^]*\n(?=[^\n]*\n)/, '');
  const isOther = OTHER_LABEL_BEFORE.test(twoLines.replace(/^[^]*\n/, ''));
  if (isOther) return 'other';
  return LABEL.test(twoLines) || /^\s?[,(]?\s?cpr/.test(after) ? 'own' : undefined;
}
