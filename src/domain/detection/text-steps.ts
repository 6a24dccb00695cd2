import type { Finding } from '../finding.ts';
import { inOrder } from './among-others.ts';
import { headsBelow } from './find-numbers.ts';
import { normalText } from './normal-text.ts';
import { scanRange } from './scan-text.ts';
import type { ScanOptions } from './scan-text.ts';
import { MARGIN, sectionsOf } from './sections.ts';
import type { Range } from './sections.ts';

/** What was found in one section (offsets count in its piece of text), and the heads that hold below it. */
interface Section {
  readonly findings: readonly Finding[];
  readonly heads: string;
}

/** Sections by their text and what stands around it. */
export type KnownSections = ReadonlyMap<string, Section>;

export interface ScannedSections {
  readonly findings: readonly Finding[];
  readonly known: KnownSections;
}

/**
 * What `scanText` finds, section by section: each step takes a few milliseconds, so that the caller can do other things
 * between two of them, or stop.
 */
export function* scanTextSteps(text: string, options: ScanOptions): Generator<undefined, readonly Finding[]> {
  return (yield* scanSections(text, { options, known: new Map() })).findings;
}

/** The same, where sections that are known from last time are not looked through again. */
export function* scanSections(
  text: string,
  { options, known }: { readonly options: ScanOptions; readonly known: KnownSections },
): Generator<undefined, ScannedSections> {
  const next = new Map<string, Section>();
  const findings: Finding[] = [];
  let heads = '';
  for (const range of sectionsOf(text)) {
    const { piece, from, to, shift } = pieceOf(text, range, heads);
    const key = `${from} ${to} ${piece}`;
    const remembered = next.get(key) ?? known.get(key);
    const section = remembered ?? {
      findings: scanRange(piece, options, { from, to }),
      heads: range.to === text.length ? '' : headsBelow(aboveLine(piece, to)),
    };
    next.set(key, section);
    for (const finding of section.findings) findings.push(moved(finding, shift));
    ({ heads } = section);
    if (remembered === undefined) yield;
  }
  return { findings: inOrder(findings), known: next };
}

/** The normal text of the lines above the one in which an index lies. */
function aboveLine(text: string, index: number): string {
  return normalText(text.slice(0, text.lastIndexOf('\n', index - 1) + 1)).text;
}

interface Piece extends Range {
  readonly piece: string;
  /** From an index in the piece to the one in the text. */
  readonly shift: number;
}

/** A section with its margins, the upper one from the begin of a line, below the heads of the columns that it goes on with. */
function pieceOf(text: string, { from, to }: Range, heads: string): Piece {
  const margin = Math.max(0, from - MARGIN);
  const line = text.lastIndexOf('\n', margin) + 1;
  const start = margin - line <= MARGIN ? line : margin;
  const head = heads === '' ? '' : `${heads}\n`;
  const shift = start - head.length;
  return { piece: head + text.slice(start, to + MARGIN), from: from - shift, to: to - shift, shift };
}

function moved(finding: Finding, by: number): Finding {
  return { ...finding, start: finding.start + by, end: finding.end + by };
}
