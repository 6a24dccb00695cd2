import type { Finding, FindingType, Part } from '../finding.ts';
import { inOrder } from './among-others.ts';
import { findContext } from './find-context.ts';
import { findNumbers } from './find-numbers.ts';
import { normalText } from './normal-text.ts';
import type { Range } from './sections.ts';

export interface ScanOptions {
  readonly part: Part;
  readonly types: readonly FindingType[];
}

/** Personal data in one text; offsets count in that text, values come in normal form. */
export function scanText(original: string, options: ScanOptions): readonly Finding[] {
  return inOrder(scanRange(original, options, { from: 0, to: original.length }));
}

/** What begins within a range of the text (offsets of the text as it stands), in order; neighbours not yet weighed. */
export function scanRange(original: string, { part, types }: ScanOptions, range: Range): readonly Finding[] {
  const { text, originalIndex } = normalText(original);
  const numbers = findNumbers(text, types);
  const placed = <Found extends { readonly start: number; readonly end: number }>({
    start,
    end,
    ...found
  }: Found) => ({
    ...found,
    value: text.slice(start, end),
    part,
    start: originalIndex(start),
    end: originalIndex(end - 1) + 1,
  });
  const context = types.includes('context') ? findContext(text, numbers) : [];
  const findings: Finding[] = [
    ...numbers.map(({ type, start, end, confidence, reasons, otherTypes }) =>
      placed({ type, start, end, confidence, reasons, ...(otherTypes.length === 0 ? {} : { otherTypes }) }),
    ),
    ...context.map(({ category, reasons, start, end }) =>
      placed({ type: 'context' as const, category, confidence: 'medium' as const, reasons, start, end }),
    ),
  ];
  return findings.filter(({ start }) => start >= range.from && start < range.to);
}
