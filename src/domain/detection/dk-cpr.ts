import type { Confidence, FindingReason } from '../finding.ts';
import type { Detector, Judgement, Surroundings } from './detector.ts';

const LABEL = /cpr|personnummer|person-?nr|fødselsnummer|fødselsnr/g;
const OTHER_LABEL =
  /ordre|order|faktura|invoice|\bp-?nr|p-?nummer|produktionsenhed|\bean|\bgln|sags?nr|sags?nummer|journalnr|\btlf|telefon|mobil|phone|\bsms|konto|kunde|\bcvr|varenr|\bref|serienr|rekvisition|tracking|pakke|løbenr|bilag|\bse-?nr/g;
const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Danish CPR numbers (C2; cpr.dk "Personnummeret i CPR"). Modulus 11 raises the confidence and never filters:
 * numbers that fail it are issued since 2007.
 */
export const dkCpr: Detector = {
  type: 'dk_cpr',
  pattern: /\d\d[-./ ]?\d\d[-./ ]?\d\d(?:[ \t]?[-./][ \t]?|[ \t\n]{1,2})?\d{4}/g,
  judge: (candidate, surroundings) => {
    const digits = candidate.replace(/\D/g, '');
    const birth = birthOf(digits);
    if (birth === undefined || isInsideLongerNumber(candidate, surroundings)) return undefined;
    return weigh({ candidate, digits, birth }, surroundings);
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

/** A letter, digit or joined number on either side makes it a part of something else, unless the letters are the label. */
function isInsideLongerNumber(candidate: string, { before, after }: Surroundings): boolean {
  const isSpaced = /^\d+[ \t\n]+\d+$/.test(candidate);
  if (/\d[-./+,]?$/.test(before) || /^(?:[-./+]?\d|,\d)/.test(after)) return true;
  if (isSpaced && (/\d $/.test(before) || /^ \d/.test(after))) return true;
  return (/[a-zæøåäö_]$/.test(before) && !/(?:cpr|cprnr|nummer|nr)$/.test(before)) || /^[a-z_@]/.test(after);
}

interface Read {
  readonly candidate: string;
  readonly digits: string;
  readonly birth: Birth;
}

function weigh(read: Read, surroundings: Surroundings): Judgement | undefined {
  const isValid = hasValidChecksum(read.digits);
  const isSeparated = /^\d{6}(?:[ \t]?-[ \t]?|[ \t\n])\d{4}$/.test(read.candidate);
  const label = nearestLabel(surroundings);
  const reasons: FindingReason[] = [isValid ? 'checksum-valid' : 'checksum-fails'];
  if (isSeparated) reasons.push('separator');
  if (read.birth.isReplacement) reasons.push('replacement-number');
  if (read.birth.isFirstOfJanuary) reasons.push('first-of-january');
  if (label === 'own') return { confidence: 'high', reasons: [...reasons, 'label-near'] };
  if (label === 'other')
    return isValid && isSeparated
      ? { confidence: 'low', reasons: [...reasons, 'other-label-near'] }
      : undefined;
  if (isLookAlike(read, { isValid, isSeparated })) return undefined;
  return { confidence: unlabelledConfidence(read, { isValid, isSeparated }), reasons };
}

type Form = { readonly isValid: boolean; readonly isSeparated: boolean };

function unlabelledConfidence({ birth }: Read, { isValid, isSeparated }: Form): Confidence {
  if (isValid && isSeparated) return 'high';
  if (isValid && !birth.isReplacement) return 'medium';
  return isSeparated && birth.isFirstOfJanuary ? 'medium' : 'low';
}

/** Numbers that only look like it when nothing speaks for it: a span of dates, mobiles, Unix times, P-numbers. */
function isLookAlike({ candidate, digits }: Read, { isValid, isSeparated }: Form): boolean {
  if (isValid) return false;
  if (isSeparated) return /-\s?(?:19|20)\d\d$/.test(candidate);
  if (!/^\d{10}$/.test(candidate)) return true;
  return /^(?:07[0236]|100|1[67])/.test(digits);
}

function hasValidChecksum(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return sum % 11 === 0;
}

/** The label that stands nearest before the number on its line or the line above, else right behind it. */
function nearestLabel({ before, after }: Surroundings): 'own' | 'other' | undefined {
  const twoLines = before.replace(/^[^]*\n(?=[^\n]*\n)/, '');
  const oneLine = before.replace(/^[^]*\n/, '');
  const own = distanceOf(LABEL, twoLines);
  const other = distanceOf(OTHER_LABEL, oneLine);
  if (own < Infinity || other < Infinity) return own <= other ? 'own' : 'other';
  return /^\s?[,(]?\s?cpr/.test(after) ? 'own' : undefined;
}

/** How far before the end of the text the last label ends. */
function distanceOf(label: RegExp, text: string): number {
  let distance = Infinity;
  label.lastIndex = 0;
  for (let match = label.exec(text); match !== null; match = label.exec(text)) {
    distance = text.length - match.index - match[0].length;
  }
  return distance;
}
