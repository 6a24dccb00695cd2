import { inOrder } from '../domain/detection/among-others.ts';
import { scanRange } from '../domain/detection/scan-text.ts';
import type { ScanOptions } from '../domain/detection/scan-text.ts';
import { MARGIN, sectionsOf } from '../domain/detection/sections.ts';
import type { Range } from '../domain/detection/sections.ts';
import type { Finding } from '../domain/finding.ts';

/** Characters that are looked through without a pause: some hundredths of a second. */
const LONGEST = 64 * 1024;
/** Characters at the begin of a long table that go with every piece of it: the heads of its columns. */
const HEAD = 4000;

/**
 * Personal data in a text of any length, piece by piece, with a pause between two. A table that is longer than a piece is
 * cut at the end of a row, and its first rows stand above each piece, so that the heads of its columns count.
 */
export async function scanPieces(
  text: string,
  options: ScanOptions,
  pause: () => Promise<void>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const section of sectionsOf(text)) {
    for (const range of cutUp(text, section)) {
      await pause();
      for (const finding of scanPiece(text, { section, range }, options)) findings.push(finding);
    }
  }
  return inOrder(findings);
}

function scanPiece(
  text: string,
  { section, range: { from, to } }: { readonly section: Range; readonly range: Range },
  options: ScanOptions,
): readonly Finding[] {
  const start = startBefore(text, from);
  const head = headOf(text, section, start);
  const piece = head + text.slice(start, to + MARGIN);
  const by = start - head.length;
  return scanRange(piece, options, { from: from - by, to: to - by }).map((finding) => ({
    ...finding,
    start: finding.start + by,
    end: finding.end + by,
  }));
}

/** A margin above, from the begin of a line where one is near: half a row would shift its cells. */
function startBefore(text: string, from: number): number {
  const start = Math.max(0, from - MARGIN);
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return start - line < HEAD ? line : start;
}

function headOf(text: string, { from }: Range, start: number): string {
  const begin = startBefore(text, from);
  if (start <= begin) return '';
  const end = text.lastIndexOf('\n', Math.min(begin + HEAD, start) - 1) + 1;
  return text.slice(begin, Math.max(begin, end));
}

function* cutUp(text: string, { from, to }: Range): Generator<Range> {
  let start = from;
  while (to - start > LONGEST) {
    const row = text.lastIndexOf('\n', start + LONGEST) + 1;
    const end = row > start ? row : start + LONGEST;
    yield { from: start, to: end };
    start = end;
  }
  yield { from: start, to };
}
