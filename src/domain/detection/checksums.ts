/**
 * The arithmetic of check digits. Tests hold each against the npm package that is best known for it; those packages
 * read the clock, throw, or take several forms for one, so that nothing of theirs runs here (README, Decisions).
 */
const ZERO = 48;

/** Sum of the digits times their weights; digits beyond the weights do not count. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  weights.forEach((weight, index) => (sum += weight * (digits.charCodeAt(index) - ZERO)));
  return sum;
}

/** Luhn's formula (ISO/IEC 7812-1, annex B) over a string of digits, the last of which is the check digit. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, isDoubled = false; index >= 0; index--, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(index) - ZERO;
    sum += isDoubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

/** Modulus 97-10 (ISO 7064, ISO 13616) of an account number without spaces, in upper case. */
export function passesMod97(iban: string): boolean {
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const DAYS_IN_MONTH = '312931303130313130313031';

/** True when the day exists; 29 February counts without a year. */
export function isDayOfYear(day: number, month: number): boolean {
  if (month < 1 || month > 12) return false;
  return day >= 1 && day <= Number(DAYS_IN_MONTH.slice(month * 2 - 2, month * 2));
}

/** True when the day exists in that year of the Gregorian calendar. */
export function isDate(day: number, month: number, year: number): boolean {
  if (!isDayOfYear(day, month)) return false;
  return day !== 29 || month !== 2 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}
