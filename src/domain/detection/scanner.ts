import type { Finding } from '../finding.ts';
import { inOrder } from './among-others.ts';
import { scanRange } from './scan-text.ts';
import type { ScanOptions } from './scan-text.ts';
import { MARGIN, sectionsOf } from './sections.ts';
import { textSteps } from './visible-text.ts';

/** Looks through one text again and again while it is written. */
export interface Scanner {
  /** Text of the HTML and findings in it, by steps of a few milliseconds: between two of them the caller may do other things. */
  readonly scanHtml: (html: string) => Generator<undefined, Scanned>;
}

export interface Scanned {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * A scanner that remembers what it found in each section of the last text, so that only what has changed is looked through
 * anew. Finds exactly what `scanText` finds.
 */
export function createScanner(options: ScanOptions): Scanner {
  let known: ReadonlyMap<string, readonly Finding[]> = new Map();
  return {
    scanHtml: function* scanHtml(html) {
      const text = yield* textSteps(html);
      // Joining a long text is work enough for one step.
      yield;
      const next = new Map<string, readonly Finding[]>();
      const findings: Finding[] = [];
      for (const { from, to } of sectionsOf(text)) {
        const start = Math.max(0, from - MARGIN);
        const piece = text.slice(start, to + MARGIN);
        const key = `${from - start} ${to - start} ${piece}`;
        const remembered = next.get(key) ?? known.get(key);
        const found = remembered ?? scanRange(piece, options, { from: from - start, to: to - start });
        next.set(key, found);
        for (const finding of found) findings.push(moved(finding, start));
        if (remembered === undefined) yield;
      }
      known = next;
      return { text, findings: inOrder(findings) };
    },
  };
}

function moved(finding: Finding, by: number): Finding {
  return { ...finding, start: finding.start + by, end: finding.end + by };
}
