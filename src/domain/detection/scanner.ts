import type { Finding } from '../finding.ts';
import type { ScanOptions } from './scan-text.ts';
import { scanSections } from './text-steps.ts';
import type { KnownSections } from './text-steps.ts';
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
  let known: KnownSections = new Map();
  return {
    scanHtml: function* scanHtml(html) {
      const text = yield* textSteps(html);
      // Joining a long text is work enough for one step.
      yield;
      const { findings, known: next } = yield* scanSections(text, { options, known });
      known = next;
      return { text, findings };
    },
  };
}
