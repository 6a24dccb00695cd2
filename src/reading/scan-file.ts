import type { FileFinding, FileResult, Place } from '../domain/attachment.ts';
import { scanText } from '../domain/detection/scan-text.ts';
import type { ScanOptions } from '../domain/detection/scan-text.ts';
import { scanTextSteps } from '../domain/detection/text-steps.ts';
import { maskValue } from '../domain/finding.ts';
import type { Finding, FindingType } from '../domain/finding.ts';
import type { FileBytes, FileText } from './job.ts';
import { LIMITS } from './limits.ts';
import { readFile } from './read-file.ts';
import type { ReadOptions } from './read-file.ts';
import { ReadingError } from './reading-error.ts';
import { takingTurns } from './turns.ts';

/** Findings of one kind and confidence in one file; the ones behind say nothing new. */
const MOST_OF_A_KIND = 200;
/** Where reading has taken all the time, what was read is looked through in this part of it once more. */
const SCANNING = 0.4;
/** Characters on either side of a finding. */
const AROUND = 120;

interface ScanFileOptions extends ReadOptions {
  readonly types: readonly FindingType[];
  /** The file's own name, too; where it is attached to a draft, its name is looked through with the draft. */
  readonly isNameScanned?: boolean;
}

/**
 * Reads a file and looks for personal data in it, and in the names of what is in it; in places, numbers in names are masked.
 * What there was no time for is told. Rejects only with the reason of the aborted signal.
 */
export async function scanFile(
  file: FileBytes,
  { types, isNameScanned = false, ...options }: ScanFileOptions,
): Promise<FileResult> {
  const { milliseconds } = options.limits ?? LIMITS;
  const endsAt = Date.now() + milliseconds;
  const reading = await readFile(file, options);
  const scanningEnds = Math.max(endsAt, Date.now() + milliseconds * SCANNING);
  const pause = takingTurns(options.signal, scanningEnds);
  const own: readonly Place[] = [{ kind: 'entry', name: file.name }];
  const names = [...(isNameScanned ? [own] : []), ...reading.names].map((place) => ({
    place,
    text: nameOf(place),
  }));
  const found: Found = { counts: new Map(), findings: [] };
  const unread = [...reading.unread];
  const masks = new Map<string, string>();
  try {
    for (const text of [...names, ...reading.texts]) {
      const findings = await scanInTurns(text.text, { part: `attachment:${file.name}`, types }, pause);
      if (names.includes(text)) masks.set(text.text, maskedText(text.text, findings.filter(isNumber)));
      keep(found, text, findings);
    }
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    unread.push({ place: [], reason: error.code });
  }
  const shown = <Placed extends { readonly place: readonly Place[] }>(one: Placed): Placed => ({
    ...one,
    place: one.place.map((step) => masked(step, masks)),
  });
  return { findings: found.findings.map(shown), unread: unread.map(shown) };
}

async function scanInTurns(
  text: string,
  options: ScanOptions,
  pause: () => Promise<void>,
): Promise<readonly Finding[]> {
  const steps = scanTextSteps(text, options);
  for (;;) {
    await pause();
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

interface Found {
  readonly counts: Map<string, number>;
  readonly findings: FileFinding[];
}

function keep({ counts, findings }: Found, text: FileText, found: readonly Finding[]): void {
  const around = found.length === 0 ? '' : maskedText(text.text, found);
  const placeAt = placesIn(text);
  for (const finding of found) {
    const kind = `${finding.type} ${finding.confidence} ${finding.category ?? ''}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count <= MOST_OF_A_KIND) findings.push(placed(finding, placeAt(finding.start), around));
  }
}

/** A word in a name stays, so that the sender knows the file again. */
function isNumber({ type }: Finding): boolean {
  return type !== 'context';
}

function nameOf(place: readonly Place[]): string {
  const last = place[place.length - 1];
  return last !== undefined && 'name' in last ? last.name : '';
}

function masked(step: Place, masks: ReadonlyMap<string, string>): Place {
  if (step.kind !== 'entry' && step.kind !== 'sheet') return step;
  return { ...step, name: masks.get(step.name) ?? step.name };
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

/** A file's name as it may be shown: numbers masked. */
export function maskedName(name: string, types: readonly FindingType[]): string {
  return maskedText(name, scanText(name, { part: `attachment:${name}`, types }).filter(isNumber));
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
