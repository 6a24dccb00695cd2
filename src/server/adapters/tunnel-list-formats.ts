import { AppError } from '../app-error.ts';
import { readCsv } from './csv.ts';
import type { CsvRow } from './csv.ts';

export type ListFormat = 'csv' | 'json' | 'text';

/** One entry as it was written; nothing is known about it yet. */
export interface ListRow {
  readonly domain: string;
  readonly name: string;
  readonly since: string;
  readonly subdomains: boolean;
  /** Where it stands: "line 3", "entry 3". */
  readonly place: string;
}

/** Words of the header line, in the languages of the Nordics. */
const COLUMNS = {
  domain: ['domain', 'domæne', 'domän', 'domene', 'verkkotunnus', 'lén'],
  name: ['name', 'navn', 'namn', 'nimi', 'nafn', 'organisation', 'organization'],
  since: ['since', 'siden', 'sedan', 'alkaen', 'síðan'],
  subdomains: ['subdomains', 'includessubdomains', 'underdomæner', 'underdomäner', 'underdomener'],
} as const;
const SEPARATORS = [';', ',', '\t'] as const;
const YES = ['yes', 'true', '1', 'ja', 'x', 'kyllä', 'já'];
const NO = ['', 'no', 'false', '0', 'nej', 'nei', 'ei'];
const HEADER_FIX = 'Begin it with a line such as "domain,name,since"';

/** The rows of a list; one that cannot be read refuses the list: half a list is worse than none. */
export function readRows(text: string, format: ListFormat, source: string): readonly ListRow[] {
  switch (format) {
    case 'csv':
      return csvRows(text, source);
    case 'json':
      return jsonRows(text, source);
    case 'text':
      return textRows(text);
  }
}

/** The format by content type, else by the ending of the path, else by how the text begins. */
export function formatOf(
  text: string,
  { path, contentType = '' }: { path: string; contentType?: string },
): ListFormat {
  if (/\bjson\b/i.test(contentType)) return 'json';
  if (/\bcsv\b/i.test(contentType)) return 'csv';
  const ending = /\.(csv|json|txt)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending !== undefined) return ending === 'txt' ? 'text' : ending === 'csv' ? 'csv' : 'json';
  if (/^\s*[[{]/.test(text)) return 'json';
  return separatorOf(text) === undefined ? 'text' : 'csv';
}

export function wrongList(source: string, what: string): AppError {
  return new AppError('tunnel-list.unreadable', `The tunnel list ${source} ${what}.`);
}

function csvRows(whole: string, source: string): readonly ListRow[] {
  const separator = separatorOf(whole);
  if (separator === undefined) throw wrongList(source, `lacks its header line. ${HEADER_FIX}`);
  const result = readCsv(whole, separator);
  if (!result.ok) throw wrongList(source, `has a mistake in line ${result.line}: a quote is left open`);
  const [header, ...rows] = result.rows[0]?.cells.join('').startsWith('sep=')
    ? result.rows.slice(1)
    : result.rows;
  const columns = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const [twice] = Object.entries(COLUMNS).filter(([, words]) => countOf(columns, words) > 1);
  if (twice !== undefined) {
    throw wrongList(source, `has two columns for "${twice[0]}" in its header line. Keep one`);
  }
  const places = columnsOf(columns);
  return rows.map((row) => csvRow(row, { places, width: columns.length, source }));
}

type Places = Readonly<Record<keyof typeof COLUMNS, number>>;

function columnsOf(columns: readonly string[]): Places {
  const at = (words: readonly string[]) => columns.findIndex((column) => words.includes(column));
  const { domain, name, since, subdomains } = COLUMNS;
  return { domain: at(domain), name: at(name), since: at(since), subdomains: at(subdomains) };
}

function countOf(columns: readonly string[], words: readonly string[]): number {
  return columns.filter((column) => words.includes(column)).length;
}

function csvRow(
  { cells, line }: CsvRow,
  { places, width, source }: { places: Places; width: number; source: string },
): ListRow {
  const place = `line ${line}`;
  if (cells.length !== width) {
    throw wrongList(source, `has ${cells.length} cells in ${place}, and ${width} in its header line`);
  }
  const cell = (column: keyof Places) => cells[places[column]]?.trim() ?? '';
  const word = cell('subdomains').toLowerCase();
  if (!YES.includes(word) && !NO.includes(word)) {
    throw wrongList(source, `says neither yes nor no of subdomains in ${place}`);
  }
  return {
    domain: cell('domain'),
    name: cell('name'),
    since: cell('since'),
    subdomains: YES.includes(word),
    place,
  };
}

/** The sign between the cells of the header line, which names a column of domains. */
function separatorOf(text: string): string | undefined {
  const lines = text.slice(0, 2000).split(/\r\n|\n|\r/);
  const header = lines.find((line) => line.trim() !== '' && !/^"?sep=.?"?$/i.test(line.trim())) ?? '';
  return SEPARATORS.find((separator) => {
    const cells = header.split(separator).map((cell) => cell.replaceAll('"', '').trim().toLowerCase());
    return columnsOf(cells).domain >= 0;
  });
}

/** One domain a line, its organisation's name behind it; lines that begin with # are remarks. */
function textRows(text: string): readonly ListRow[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const [, domain = '', name = ''] = /^(\S+)(?:\s+(.*))?$/.exec(line.trim()) ?? [];
    if (domain === '' || domain.startsWith('#')) return [];
    return { domain, name: name.trim(), since: '', subdomains: false, place: `line ${index + 1}` };
  });
}

function jsonRows(text: string, source: string): readonly ListRow[] {
  const value = parseJson(text, source);
  const entries = Array.isArray(value) ? value : fieldOf(value, 'organisations');
  if (!Array.isArray(entries)) {
    throw wrongList(source, 'is no list. Write it as [...] or as { "organisations": [...] }');
  }
  return entries.map((entry: unknown, index) => jsonRow(entry, `entry ${index + 1}`, source));
}

function jsonRow(entry: unknown, place: string, source: string): ListRow {
  if (typeof entry === 'string') return { domain: entry, name: '', since: '', subdomains: false, place };
  const text = (key: string) => {
    const value = fieldOf(entry, key) ?? '';
    if (typeof value !== 'string') throw wrongList(source, `has a "${key}" in ${place} that is no text`);
    return value.trim();
  };
  const subdomains = fieldOf(entry, 'includesSubdomains') ?? false;
  if (typeof subdomains !== 'boolean') {
    throw wrongList(source, `has an "includesSubdomains" in ${place} that is neither true nor false`);
  }
  return { domain: text('domain'), name: text('name'), since: text('since'), subdomains, place };
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `The tunnel list ${source} is not valid JSON. Look for a comma or quote too many or missing.`;
    throw new AppError('tunnel-list.unreadable', message, { cause });
  }
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
