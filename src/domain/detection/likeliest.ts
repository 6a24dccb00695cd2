import { CONFIDENCES } from '../finding.ts';
import type { FindingType } from '../finding.ts';
import type { Weighed } from './number-kind.ts';

/** A number that was found, and what else it may be. */
export interface Found extends Weighed {
  readonly otherTypes: readonly FindingType[];
}

/** Characters on either side that show which language is written. */
const REACH = 300;
/** Signs and small words that the neighbours do not have. */
const LANGUAGES: readonly (readonly [FindingType, RegExp])[] = [
  ['se_personnummer', /[äö]|\b(?:och|är|att|inte|från)\b/gi],
  ['dk_cpr', /[æø]|\b(?:og|er|at|ikke|fra)\b/gi],
];

/**
 * One number is one finding, of the likeliest kind: labelled, then surer, then longer, then by the language around it.
 * The other kinds it may be are kept, so that a policy that asks only for one of those still sees it.
 */
export function likeliest(possible: readonly Weighed[], text: string): Found | undefined {
  const [first, ...rest] = [...possible].sort((a, b) => rank(b) - rank(a));
  if (first === undefined) return undefined;
  const rivals = rest.filter((other) => rank(other) === rank(first));
  const best = rivals.length === 0 ? first : byLanguage([first, ...rivals], text);
  const otherTypes = possible.filter((other) => other !== best).map(({ type }) => type);
  return { ...best, otherTypes };
}

function rank({ isLabelled, confidence, check, start, end }: Weighed): number {
  const label = isLabelled ? 8 : 0;
  const checked = check === 'valid' ? 1 : 0;
  return ((label + CONFIDENCES.indexOf(confidence) * 2 + checked) << 6) + (end - start);
}

function byLanguage(rivals: readonly [Weighed, ...Weighed[]], text: string): Weighed {
  const [first] = rivals;
  const around = text.slice(Math.max(0, first.start - REACH), first.end + REACH);
  const counts = LANGUAGES.map(([type, signs]) => ({ type, count: (around.match(signs) ?? []).length }));
  const [top] = counts.sort((a, b) => b.count - a.count);
  return rivals.find(({ type }) => type === top?.type) ?? first;
}
