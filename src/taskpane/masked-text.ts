import { maskValue } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';

/** One text of the draft with what was found in it. */
export interface PartText {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** The text of a stretch with every finding in it masked, also those that only reach into it (C3). */
export function maskedText(
  { text, findings }: PartText,
  { from, to }: { readonly from: number; readonly to: number },
): string {
  const inside = findings.filter(({ start, end }) => start < to && end > from);
  let result = '';
  let at = from;
  for (const { start, end } of [...inside].sort((a, b) => a.start - b.start)) {
    const first = Math.max(start, at);
    const last = Math.min(end, to);
    if (first >= last) continue;
    const value = maskValue(text.slice(start, end));
    result += text.slice(at, first) + value.slice(first - start, last - start);
    at = last;
  }
  return result + text.slice(at, to);
}
