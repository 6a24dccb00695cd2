import type { FileText, Job } from '../job.ts';
import { addRow, newTable, tableText } from '../table.ts';
import type { Cell } from '../table.ts';
import { withMask } from './number-format.ts';
import type { DigitMask } from './number-format.ts';
import { readXml } from './read-xml.ts';
import type { Attributes } from './read-xml.ts';

export interface SheetContext {
  readonly strings: readonly string[];
  readonly masks: readonly DigitMask[];
  /** Strings that a cell points to. */
  readonly used: Set<number>;
}

interface Open {
  row: number;
  cells: Cell[];
  column: number;
  kind: string;
  style: number;
  value: string;
  /** Which text comes next: of the cell, of its formula, none, or of something else on the sheet. */
  taking: 'value' | 'formula' | 'nothing' | 'other';
  phonetic: number;
  isInCell: boolean;
}

/** A formula that holds a number as long as a date is worth looking at. */
const LONG_NUMBER = /\d{6}/;

/** The rows of a sheet as they are shown (ECMA-376 part 1 §18.3), and behind them its headers, footers and the like. */
export async function sheetText(
  xml: string,
  context: SheetContext,
  job: Job,
): Promise<readonly Omit<FileText, 'place'>[]> {
  const table = newTable();
  const others: string[] = [];
  const open: Open = {
    row: 0,
    cells: [],
    column: -1,
    kind: '',
    style: 0,
    value: '',
    taking: 'other',
    phonetic: 0,
    isInCell: false,
  };
  await readXml(
    xml,
    {
      open: (name, attributes) => openElement(open, name, attributes),
      text: (text) => {
        if (open.taking === 'value') open.value += text;
        else if (open.taking === 'other' || (open.taking === 'formula' && LONG_NUMBER.test(text)))
          others.push(text);
      },
      close: (name) => {
        open.taking = open.isInCell ? 'nothing' : 'other';
        if (name === 'rPh') open.phonetic--;
        if (name === 'c') closeCell(open, context);
        if (name === 'row') addRow(table, open.row, open.cells);
      },
    },
    job,
  );
  return [tableText(table), { text: others.join('\n') }];
}

function openElement(open: Open, name: string, attributes: Attributes): void {
  if (name === 'row') {
    open.row = Number(attributes.get('r') ?? open.row + 1);
    open.cells = [];
    open.column = -1;
  }
  if (name === 'c') {
    open.column = columnOf(attributes.get('r')) ?? open.column + 1;
    open.kind = attributes.get('t') ?? 'n';
    open.style = Number(attributes.get('s') ?? 0);
    open.value = '';
    open.isInCell = true;
  }
  if (name === 'rPh') open.phonetic++;
  if (!open.isInCell) return;
  if (name === 'v' || name === 't') open.taking = open.phonetic > 0 ? 'nothing' : 'value';
  else open.taking = name === 'f' ? 'formula' : 'nothing';
}

function closeCell(open: Open, context: SheetContext): void {
  open.isInCell = false;
  open.taking = 'other';
  const text = cellText(open, context);
  if (text !== '') open.cells.push({ column: open.column, text });
}

function cellText({ kind, value, style }: Open, { strings, masks, used }: SheetContext): string {
  if (kind === 's') {
    used.add(Number(value));
    return strings[Number(value)] ?? '';
  }
  if (kind !== 'n') return value;
  const number = Number(value);
  const digits = Number.isSafeInteger(number) && value !== '' ? String(number) : value;
  return withMask(digits, masks[style]);
}

/** `B12` is column 1. */
function columnOf(reference: string | undefined): number | undefined {
  const [letters] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? [];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
