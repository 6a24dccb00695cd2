import type { FileFinding, FileResult, Place } from '../domain/attachment.ts';
import { scanText } from '../domain/detection/scan-text.ts';
import { maskValue } from '../domain/finding.ts';
import type { Finding, FindingType } from '../domain/finding.ts';
import type { FileBytes, FileText } from './job.ts';
import { readFile } from './read-file.ts';
import type { ReadOptions } from './read-file.ts';

/** Findings of one kind and confidence in one file; the ones behind say nothing new. */
const MOST_OF_A_KIND = 200;
/** Characters on either side of a finding. */
const AROUND = 120;

/** Reads a file and looks for personal data in it. Rejects only with the reason of the aborted signal. */
export async function scanFile(
  file: FileBytes,
  { types, ...options }: ReadOptions & { readonly types: readonly FindingType[] },
): Promise<FileResult> {
  const { texts, unread } = await readFile(file, options);
  const counts = new Map<string, number>();
  const findings: FileFinding[] = [];
  for (const text of texts) {
    const found = scanText(text.text, { part: `attachment:${file.name}`, types });
    const masked = found.length === 0 ? '' : maskedText(text.text, found);
    const placeAt = placesIn(text);
    for (const finding of found) {
      const kind = `${finding.type} ${finding.confidence} ${finding.category ?? ''}`;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (count <= MOST_OF_A_KIND) findings.push(placed(finding, placeAt(finding.start), masked));
    }
    options.signal.throwIfAborted();
  }
  return { findings, unread };
}

function placed(finding: Finding, place: readonly Place[], masked: string): FileFinding {
  const { start, end } = finding;
  return {
    ...finding,
    place,
    before: masked.slice(Math.max(0, start - AROUND), start),
    after: masked.slice(end, end + AROUND),
  };
}

/** The text with the values masked, as long as before. */
function maskedText(text: string, findings: readonly Finding[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...findings].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    pieces.push(text.slice(at, from), maskValue(text.slice(start, end)).slice(from - start));
    at = end;
  }
  return [...pieces, text.slice(at)].join('');
}

/** Columns further to the right stand closer together in the text. */
const MOST_COLUMNS = 256;

/** Answers where an index lies, for indexes that grow: in a sheet the cell, such as `B12`. */
function placesIn({ place, text, rows }: FileText): (index: number) => readonly Place[] {
  const last = place[place.length - 1];
  if (rows === undefined || last?.kind !== 'sheet') return () => place;
  let line = 0;
  let start = 0;
  return (index) => {
    for (let end = text.indexOf('\n', start); end >= 0 && end < index; end = text.indexOf('\n', start)) {
      start = end + 1;
      line++;
    }
    const column = text.slice(start, index).split('\t').length - 1;
    const row = rows[line];
    if (row === undefined || column >= MOST_COLUMNS) return place;
    return [...place.slice(0, -1), { ...last, cell: `${letters(column)}${row}` }];
  };
}

function letters(column: number): string {
  const rest = column < 26 ? '' : letters(Math.floor(column / 26) - 1);
  return rest + String.fromCharCode(65 + (column % 26));
}
