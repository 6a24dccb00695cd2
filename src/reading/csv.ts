import type { FileText, Job } from './job.ts';
import { newTable, addRow, tableText } from './table.ts';
import type { PlainFile } from './plain-text.ts';

const DELIMITERS = [';', '\t', ',', '|'] as const;
/** Lines by which the delimiter is told. */
const SAMPLE = 10;
/** Rows per step. */
const ROWS = 2000;
const LONGEST_SAMPLE = 20_000;

/**
 * The rows of a file of separated values (RFC 4180, and the semicolons of Nordic Excel); undefined when it is none. A file
 * that does not call itself one must look like one all through its first lines.
 */
export async function csvText(
  file: Pick<PlainFile, 'name' | 'contentType' | 'text'>,
  job: Pick<Job, 'pause'>,
): Promise<Omit<FileText, 'place'> | undefined> {
  const { name, contentType = '', text } = file;
  const isNamed = /\.(?:csv|tsv|tab)$/i.test(name) || /^text\/(?:csv|tab-separated-values)/.test(contentType);
  const delimiter = delimiterOf(text, isNamed);
  if (delimiter === undefined) return undefined;
  const table = newTable();
  let row = 0;
  for (const cells of rowsOf(text, delimiter)) {
    row++;
    if (row % ROWS === 0) await job.pause();
    addRow(
      table,
      row,
      cells.map((cell, column) => ({ column, text: cell })),
    );
  }
  return tableText(table);
}

function delimiterOf(text: string, isNamed: boolean): string | undefined {
  const lines = text
    .slice(0, LONGEST_SAMPLE)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE);
  const count = (line: string, sign: string): number => line.split(sign).length - 1;
  const [head = ''] = lines;
  if (isNamed) {
    const [most] = [...DELIMITERS].sort((a, b) => count(head, b) - count(head, a));
    return most;
  }
  return [';', '\t'].find(
    (sign) =>
      lines.length > 2 &&
      count(head, sign) > 0 &&
      lines.slice(0, -1).every((line) => count(line, sign) === count(head, sign)),
  );
}

/** One row at a time; a quotation mark that is never closed ends with the text. */
function* rowsOf(text: string, delimiter: string): Generator<readonly string[]> {
  let cells: string[] = [];
  let cell = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"' && cell === '') {
      const end = endOfQuoted(text, at + 1);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end;
    } else if (sign === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      yield [...cells, cell];
      cells = [];
      cell = '';
    } else if (sign !== '\r') {
      const end = plainEnd(text, at, delimiter);
      cell += text.slice(at, end);
      at = end - 1;
    }
  }
  yield [...cells, cell];
}

function endOfQuoted(text: string, start: number): number {
  let end = text.indexOf('"', start);
  while (end >= 0 && text.charAt(end + 1) === '"') end = text.indexOf('"', end + 2);
  return end < 0 ? text.length : end;
}

function plainEnd(text: string, start: number, delimiter: string): number {
  let end = start + 1;
  while (end < text.length) {
    const sign = text.charAt(end);
    if (sign === delimiter || sign === '\n' || sign === '\r') break;
    end++;
  }
  return end;
}
