/** A stretch of a text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Characters on either side of a section that can bear on what is found in it: labels stand within 150, the language shows
 * within 300, a sentence reaches 160.
 */
export const MARGIN = 400;
/** Characters that a section has at least; from then on it ends at a row that is marked, from `MOST` on at any. */
const SECTION = 16_000;
const MOST = 32_000;
const LONGEST = 64_000;
/** Signs that numbers or tables are made of, or that normal text has not at all; U+2000 and up holds both kinds. */
const NOT_PLAIN = /[0-9\t\r\u00ad\u00b2\u00b3\u00b9\u2000-\uffff]/;
/** Signs of a row that mark it, and one row of how many is marked. */
const MARK = 24;
const MARKED = 128;

/**
 * Splits a text at the begin of lines: where nothing before the cut can bear on what comes after, with a margin of plain lines
 * above; or else, as in a long table, between two rows. Which rows, their text decides, so that an edit moves the cuts nearby
 * and no others. A line without end is cut anywhere.
 */
export function sectionsOf(text: string): readonly Range[] {
  const sections: Range[] = [];
  let from = 0;
  for (let cut = cutAfter(text, 0); cut < text.length; cut = cutAfter(text, cut)) {
    sections.push({ from, to: cut });
    from = cut;
  }
  return [...sections, { from, to: text.length }];
}

/** Where the section that begins here ends. Looks no further than a section can reach. */
function cutAfter(text: string, from: number): number {
  const reach = text.slice(from, from + LONGEST);
  for (let length = reach.indexOf('\n', SECTION) + 1; length > 0; length = reach.indexOf('\n', length) + 1) {
    const cut = from + length;
    if (isEnough(text, cut, length) || isCut(text.slice(cut - MARGIN, cut))) return cut;
  }
  return from + LONGEST;
}

/** A section of that length may end at this row. */
function isEnough(text: string, cut: number, length: number): boolean {
  if (length >= MOST) return true;
  let mark = 0;
  for (let at = cut; at < cut + MARK && at < text.length; at++) mark = (mark * 31 + text.charCodeAt(at)) | 0;
  return (mark ^ (mark >> 11)) % MARKED === 0;
}

/** The margin is plain, and holds a whole line with something on it: heads of lists and columns are sought no further. */
function isCut(margin: string): boolean {
  if (NOT_PLAIN.test(margin)) return false;
  return /\n[^\n]*\S[^\n]*\n/.test(margin);
}
