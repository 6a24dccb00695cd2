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
/** Characters that a section has at least. */
const SECTION = 16_000;
/** Signs that numbers or tables are made of, or that normal text has not at all; U+2000 and up holds both kinds. */
const NOT_PLAIN = /[0-9\t\r\u00ad\u00b2\u00b3\u00b9\u2000-\uffff]/;

/**
 * Splits a text where nothing before the cut can bear on what comes after: at the begin of a line, with a margin of plain
 * lines above. A text without such places, such as one long table, is one section.
 */
export function sectionsOf(text: string): readonly Range[] {
  const sections: Range[] = [];
  let from = 0;
  for (let cut = text.indexOf('\n', SECTION) + 1; cut > 0; cut = text.indexOf('\n', cut) + 1) {
    if (cut - from < SECTION) {
      cut = from + SECTION - 1;
      continue;
    }
    if (!isCut(text.slice(cut - MARGIN, cut))) continue;
    sections.push({ from, to: cut });
    from = cut;
  }
  return [...sections, { from, to: text.length }];
}

/** The margin is plain, and holds a whole line with something on it: heads of lists and columns are sought no further. */
function isCut(margin: string): boolean {
  if (NOT_PLAIN.test(margin)) return false;
  return /\n[^\n]*\S[^\n]*\n/.test(margin);
}
