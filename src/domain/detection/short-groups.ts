import { gapEnd, runEnd } from './stretch.ts';

/** Digits of a group that is short: a day, a byte, a digit in its box. */
const SHORT = 2;
/** Characters at either end of a row that are read group by group: a dozen numbers with all their gaps. */
const ENDS = 240;

/**
 * Answers where to read on in a long row of short groups on one line, `01 01 01 …`: in its middle nothing begins that anybody
 * would write as a number, and asking every kind at every group costs a hundred times as much as the text is worth. Takes
 * indexes that grow, each the begin of a run of digits; the answer is the same index where it must be read.
 */
export function shortGroupsIn(text: string): (index: number) => number {
  let from = 0;
  let end = 0;
  return (index) => {
    if (index >= end) {
      from = index;
      end = rowEnd(text, index);
    }
    return index - from > ENDS ? Math.max(index, end - ENDS) : index;
  };
}

function rowEnd(text: string, start: number): number {
  let end = start;
  for (let next = start; ;) {
    const run = runEnd(text, next);
    if (run - next > SHORT) return end;
    end = run;
    next = gapEnd(text, run);
    if (next === run || text.slice(run, next).includes('\n')) return end;
  }
}
