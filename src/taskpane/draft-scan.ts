import { scanText } from '../domain/detection/scan-text.ts';
import { createScanner } from '../domain/detection/scanner.ts';
import type { Scanned } from '../domain/detection/scanner.ts';
import type { Draft } from '../domain/draft.ts';
import { FINDING_TYPES } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';

/** What was found in one draft: of every kind, at every confidence; policy chooses among them later, as at Send. */
export interface Found {
  /** The body as a person reads it; the offsets of findings count in it. */
  readonly bodyText: string;
  readonly findings: readonly Finding[];
}

export type ScanDraft = (draft: Pick<Draft, 'subject' | 'bodyHtml' | 'attachments'>) => Promise<Found>;

/** Milliseconds of work between two pauses: whoever types in the pane or presses a button waits no longer. */
const SLICE_MS = 8;

/** Looks through a draft again and again while it is written: only what has changed, in slices. */
export function createDraftScan(now: () => number = () => performance.now()): ScanDraft {
  const scanner = createScanner({ part: 'body', types: FINDING_TYPES });
  let last: { readonly bodyHtml: string; readonly body: Scanned } | undefined;
  return async ({ subject, bodyHtml, attachments }) => {
    if (last?.bodyHtml !== bodyHtml)
      last = { bodyHtml, body: await inSlices(scanner.scanHtml(bodyHtml), now) };
    const { text, findings } = last.body;
    return {
      bodyText: text,
      findings: [
        ...scanText(subject, { part: 'subject', types: FINDING_TYPES }),
        ...findings,
        ...attachments.flatMap(({ name }) =>
          scanText(name, { part: `attachment:${name}`, types: FINDING_TYPES }),
        ),
      ],
    };
  };
}

/** An everyday mail is done within the first slice and never waits. */
async function inSlices<Result>(work: Generator<undefined, Result>, now: () => number): Promise<Result> {
  let until = now() + SLICE_MS;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    until = now() + SLICE_MS;
  }
}
