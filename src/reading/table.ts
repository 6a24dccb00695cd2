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
  let beside: Digits | undefined;
  for (const { column, text } of cells) {
    const place = Math.min(column, MOST_COLUMNS);
    const gap = Math.max(line === '' ? 0 : 1, place - reached);
    reached = Math.max(reached, place);
    const head = digitsOf(text);
    if (head !== undefined) digits.set(column, head);
    line += '\t'.repeat(gap) + cellText(withZeros(text, digits.get(column) ?? beside));
    beside = head;
  }
  lines.push(line);
  rows.push(row);
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
