import type { FileText } from './job.ts';

export interface Cell {
  /** From 0. */
  readonly column: number;
  readonly text: string;
}

/** Rows of cells on their way to text. */
export interface Table {
  readonly lines: string[];
  readonly rows: number[];
  /** How many digits the numbers of a column have, where its head says so. */
  readonly digits: Map<number, Digits>;
}

interface Digits {
  readonly least: number;
  readonly full: number;
}

/** Cells further to the right come closer together: an empty sheet 16,384 columns wide must stay small. */
const MOST_COLUMNS = 256;
/** Programs that take an identity number for an amount drop its leading zeros. */
const HEADS: readonly (readonly [RegExp, Digits])[] = [
  [/cpr/i, { least: 9, full: 10 }],
  [/kennit[aö]l/i, { least: 9, full: 10 }],
  [/f(?:ø|oe?)dsels(?:nummer|nr)|^fnr\.?$/i, { least: 10, full: 11 }],
  [/person(?:nummer|\.?\s?nr|-?id)/i, { least: 7, full: 10 }],
];
const LONGEST_HEAD = 60;

export function newTable(): Table {
  return { lines: [], rows: [], digits: new Map() };
}

/** Adds a row with its cells in order; numbers below a head such as "CPR", or beside it, get their zeros back. */
export function addRow({ lines, rows, digits }: Table, row: number, cells: readonly Cell[]): void {
  let line = '';
  let reached = 0;
  for (const { column, text } of restoredRow(digits, cells)) {
    const place = Math.min(column, MOST_COLUMNS);
    const gap = Math.max(line === '' ? 0 : 1, place - reached);
    reached = Math.max(reached, place);
    line += '\t'.repeat(gap) + cellText(text);
  }
  lines.push(line);
  rows.push(row);
}

/** Text in which rows are lines with tabs between their cells: zeros come back, and numbers in two cells are whole. */
export function restored(text: string): string {
  const digits: Table['digits'] = new Map();
  return text
    .split('\n')
    .map((line) => {
      const cells = line.split('\t').map((one, column) => ({ column, text: one }));
      // Behind the end of a table its heads say nothing.
      if (cells.length === 1 && !/^\s*\d+\s*$/.test(line)) digits.clear();
      return restoredRow(digits, cells)
        .map((cell) => cell.text)
        .join('\t');
    })
    .join('\n');
}

function restoredRow(digits: Table['digits'], cells: readonly Cell[]): readonly Cell[] {
  let beside: Digits | undefined;
  return cells.map(({ column, text }, index) => {
    const head = digitsOf(text);
    if (head !== undefined) digits.set(column, head);
    const next = cells[index + 1];
    const known = digits.get(column) ?? beside;
    beside = head;
    const isNext = next !== undefined && next.column === column + 1;
    const whole = isNext ? inTwoCells(text, next.text, known ?? digits.get(next.column)) : undefined;
    return { column, text: whole ?? withZeros(text, known) };
  });
}

/** A date of birth, and in the cell beside it the last four digits; programs drop the zeros of both. */
function inTwoCells(date: string, serial: string, digits: Digits | undefined): string | undefined {
  if (digits === undefined || digits.full !== 10) return undefined;
  if (!/^\s*\d{5,6}\s*$/.test(date) || !/^\s*\d{1,4}\s*$/.test(serial)) return undefined;
  return `${date.trim().padStart(6, '0')}-${serial.trim().padStart(4, '0')}`;
}

export function tableText({ lines, rows }: Table): Omit<FileText, 'place'> {
  return { text: lines.join('\n'), rows };
}

/** A cell's own tabs and line breaks would be taken for other cells. */
function cellText(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}

function digitsOf(text: string): Digits | undefined {
  if (text.length > LONGEST_HEAD) return undefined;
  return HEADS.find(([head]) => head.test(text))?.[1];
}

function withZeros(text: string, digits: Digits | undefined): string {
  const bare = text.trim();
  if (digits === undefined || bare.length < digits.least || !/^\d+$/.test(bare)) return text;
  return bare.padStart(digits.full, '0');
}
