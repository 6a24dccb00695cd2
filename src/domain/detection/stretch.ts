/** The first digits of a stretch taken as one number, up to the end of one of its runs. */
export interface Group {
  readonly digits: string;
  /** Lengths of the runs: `6-4`. */
  readonly shape: string;
  /** What stands in each gap: one of `-./+_`, or white space: ` `, `\n` (line break). */
  readonly gaps: string;
  readonly end: number;
}

/** A place where digits begin, with what they may be joined to. Offsets are UTF-16 units of `text`. */
export interface Stretch {
  readonly text: string;
  readonly start: number;
  /** Digits of the first run. */
  readonly first: number;
  readonly groups: readonly Group[];
}

/** The longest number that anybody looks for: a European health insurance card. */
export const MOST_DIGITS = 20;

const UNDERSCORE = 95;

/** Reads what begins at `start`, which must be the first digit of a run. Looks at a bounded piece of text. */
export function stretchAt(text: string, start: number): Stretch {
  const groups: Group[] = [];
  let end = runEnd(text, start);
  const first = end - start;
  let digits = text.slice(start, end);
  let shape = String(first);
  let gaps = '';
  while (digits.length <= MOST_DIGITS) {
    groups.push({ digits, shape, gaps, end });
    const next = gapEnd(text, end);
    if (next === end) break;
    gaps += signOf(text.slice(end, next));
    end = runEnd(text, next);
    shape += `-${end - next}`;
    digits += text.slice(next, end);
  }
  return { text, start, first, groups };
}

/** Digits that a stretch would have, up to the first count above `MOST_DIGITS`; costs next to nothing. */
export function digitsFrom(text: string, start: number): number {
  let end = runEnd(text, start);
  let count = end - start;
  for (let next = gapEnd(text, end); next > end && count <= MOST_DIGITS; next = gapEnd(text, end)) {
    end = runEnd(text, next);
    count += end - next;
  }
  return count;
}

/** The group with that many digits, if a run ends there. */
export function groupOf({ groups }: Stretch, length: number): Group | undefined {
  return groups.find(({ digits }) => digits.length === length);
}

export function isDigitAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

/** A letter of ASCII. */
export function isLetterAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index) | 32;
  return code >= 97 && code <= 122;
}

/** End of a run, never more than one digit further than anything can be long. */
export function runEnd(text: string, start: number): number {
  let end = start + 1;
  while (end - start <= MOST_DIGITS && isDigitAt(text, end)) end++;
  return end;
}

/** Where the next run begins when it belongs to this one: up to two spaces, one sign, up to two spaces. */
export function gapEnd(text: string, end: number): number {
  const afterSpaces = skipSpaces(text, end);
  const sign = text.charCodeAt(afterSpaces);
  const isSign = (sign >= 43 && sign <= 47 && sign !== 44) || sign === UNDERSCORE;
  const next = isSign ? skipSpaces(text, afterSpaces + 1) : afterSpaces;
  return isDigitAt(text, next) ? next : end;
}

function skipSpaces(text: string, index: number): number {
  if (!isSpaceAt(text, index)) return index;
  return isSpaceAt(text, index + 1) ? index + 2 : index + 1;
}

function isSpaceAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 32 || code === 10;
}

function signOf(gap: string): string {
  const sign = gap.trim();
  if (sign !== '') return sign;
  return gap.includes('\n') ? '\n' : ' ';
}
