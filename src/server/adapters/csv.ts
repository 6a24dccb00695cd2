export interface CsvRow {
  readonly cells: readonly string[];
  /** Of its first sign, counted from 1. */
  readonly line: number;
}

export type CsvResult =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  /** A quote that is left open, or signs behind a closing one, begin in this line. */
  | { readonly ok: false; readonly line: number };

const LINE_END = /\r\n|\n|\r/g;

/** Reads CSV (RFC 4180), with any one sign between cells and with any line ends; lines with nothing in them are left out. */
export function readCsv(text: string, separator: string): CsvResult {
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = readRow(text, at, separator);
    if (row === undefined) return { ok: false, line };
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push({ cells: row.cells, line });
    line += text.slice(at, row.end).match(LINE_END)?.length ?? 0;
    at = row.end;
  }
  return { ok: true, rows };
}

interface Part {
  readonly text: string;
  readonly end: number;
}

/** The cells from here to the end of the row; `end` is where the next row begins. */
function readRow(text: string, from: number, separator: string) {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = readCell(text, at, separator);
    if (cell === undefined) return undefined;
    cells.push(cell.text);
    at = cell.end;
    if (text[at] === separator) at++;
    else if (at >= text.length || isLineEnd(text[at])) return { cells, end: behindLineEnd(text, at) };
    else return undefined;
  }
}

function readCell(text: string, from: number, separator: string): Part | undefined {
  let start = from;
  while (text[start] === ' ') start++;
  if (text[start] === '"') return readQuoted(text, start + 1);
  let end = from;
  while (end < text.length && text[end] !== separator && !isLineEnd(text[end])) end++;
  const cell = text.slice(from, end);
  return cell.includes('"') ? undefined : { text: cell, end };
}

/** `from` is behind the opening quote; two quotes stand for one. */
function readQuoted(text: string, from: number): Part | undefined {
  let close = text.indexOf('"', from);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return undefined;
  let end = close + 1;
  while (text[end] === ' ') end++;
  return { text: text.slice(from, close).replaceAll('""', '"'), end };
}

function isLineEnd(sign: string | undefined): boolean {
  return sign === '\n' || sign === '\r';
}

function behindLineEnd(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}
