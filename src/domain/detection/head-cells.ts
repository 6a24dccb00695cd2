/** Characters of the heading of a list, with a colon and without. */
const LONGEST_HEADING = 80;
const LONGEST_TITLE = 40;
/** Columns further to the right count as one. */
const MOST_COLUMNS = 256;
/** Characters of a cell that can be a head. */
const LONGEST_CELL = 400;
/** Four digits, also written in pairs or one by one. */
const LONG_NUMBER = /\d(?: ?\d){3}/;

/** A line of a text and a column in it: how many cells lie to the left. */
interface Place {
  readonly start: number;
  readonly column: number;
}

/** Answers what stands above a place: the head of its column, or the heading of the list it is in; lower case, or ''. */
export type HeadAbove = (index: number) => string;

/**
 * Reads upwards through rows (lines with cells or long numbers) to the first cell without a number that `isHead` knows.
 * Each line is read once for all who ask, so that a long table costs no more than its length.
 */
export function headsIn(text: string, isHead: (cell: string) => boolean): HeadAbove {
  const known = new Map<number, string>();
  const placeOf = placesIn(text);
  return (index) => {
    const { start, column } = placeOf(index);
    const visited: number[] = [];
    let found: string | undefined;
    for (let line = start; line > 0 && found === undefined;) {
      const key = line * MOST_COLUMNS + Math.min(column, MOST_COLUMNS - 1);
      found = known.get(key);
      if (found !== undefined) break;
      visited.push(key);
      const above = line < 2 ? 0 : text.lastIndexOf('\n', line - 2) + 1;
      found = headIn(text.slice(above, line - 1), column, isHead);
      line = above;
    }
    for (const key of visited) known.set(key, found ?? '');
    return found ?? '';
  };
}

/**
 * The heads that hold below a text of whole lines, as a row of cells; '' where none does. Above what comes next it stands
 * for all that was above.
 */
export function headRow(text: string, isHead: (cell: string) => boolean): string {
  const heads: string[] = [];
  let isTable = true;
  for (let end = text.length - 1; end > 0 && isTable;) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    line.split('\t', MOST_COLUMNS).forEach((_cell, column) => {
      const head = heads[column] === undefined ? headIn(line, column, isHead) : '';
      if (head !== undefined && head !== '') heads[column] = head;
    });
    isTable = line.trim() === '' || line.includes('\t') || LONG_NUMBER.test(line);
    end = start - 1;
  }
  return heads.length === 0 ? '' : `${heads.join('\t')}\t`;
}

/** The head that this line holds, '' where none can be, undefined when the line above may hold it. */
function headIn(line: string, column: number, isHead: (cell: string) => boolean): string | undefined {
  if (line.trim() === '') return undefined;
  const cell = cellAt(line, column).toLowerCase();
  const isRow = line.includes('\t');
  const isShort = cell.length <= LONGEST_CELL && !LONG_NUMBER.test(cell);
  if (isShort && (isRow || isHeading(cell)) && isHead(cell)) return cell;
  return isRow || LONG_NUMBER.test(line) ? undefined : '';
}

/** `CPR-numre:` or a few words; a sentence that happens to speak of it is none. */
function isHeading(line: string): boolean {
  return line.length <= (/:\s*$/.test(line) ? LONGEST_HEADING : LONGEST_TITLE) && !/[.!?]\s*$/.test(line);
}

function cellAt(line: string, column: number): string {
  let start = 0;
  for (let skipped = 0; skipped < column; skipped++) {
    const tab = line.indexOf('\t', start);
    if (tab < 0) return '';
    start = tab + 1;
  }
  const end = line.indexOf('\t', start);
  return line.slice(start, end < 0 ? line.length : end);
}

/** Places for indexes that grow (or step back within a number), reading every sign once. */
function placesIn(text: string): (index: number) => Place {
  let start = 0;
  let column = 0;
  let seen = 0;
  return (index) => {
    for (; seen < index; seen++) {
      const code = text.charCodeAt(seen);
      if (code === 9) column++;
      if (code !== 10) continue;
      start = seen + 1;
      column = 0;
    }
    return { start, column };
  };
}
