import { CONFIDENCES } from '../finding.ts';
import type { Confidence, FindingType } from '../finding.ts';
import type { Weighed } from './number-kind.ts';

/** A number that was found, and what else it may be. */
export interface Found extends Weighed {
  readonly otherTypes: readonly FindingType[];
}

/** Characters on either side that show which language is written. */
const REACH = 300;
/** Signs and words of one language that outweigh a check digit. */
const PLAIN_LANGUAGE = 3;
/** Signs and small words that the neighbours do not have. */
const LANGUAGES: readonly (readonly [FindingType, RegExp])[] = [
  ['se_personnummer', /[äö]|\b(?:och|är|att|inte|från|för)\b/gi],
  ['fi_hetu', /aa|ii|uu|yy|ää|\b(?:ja|on|ei)\b/gi],
  ['dk_cpr', /[æø]|\b(?:og|er|ikke|fra|jeg|til|af|et)\b/gi],
];

/**
 * One number is one finding, of the likeliest kind: a label decides, then the language around it between kinds that look
 * alike, then the check digit. The confidence is the highest that any reading has, and the other kinds are kept, so that
 * a policy that asks only for one of those still sees it.
 */
export function likeliest(possible: readonly Weighed[], text: string): Found | undefined {
  const ranked = [...possible].sort((a, b) => rank(b) - rank(a));
  const [first] = ranked;
  if (first === undefined) return undefined;
  const rivals = ranked.filter((other) => other.isLabelled === first.isLabelled && other.end === first.end);
  const best = rivals.length === 1 ? first : byLanguage(first, rivals, text);
  const otherTypes = ranked.filter((other) => other !== best).map(({ type }) => type);
  return { ...best, confidence: surest(ranked), otherTypes };
}

function rank({ isLabelled, confidence, check, start, end }: Weighed): number {
  const label = isLabelled ? 8 : 0;
  const checked = check === 'valid' ? 1 : 0;
  return ((label + CONFIDENCES.indexOf(confidence) * 2 + checked) << 6) + (end - start);
}

function surest(possible: readonly Weighed[]): Confidence {
  return possible.reduce<Confidence>(
    (most, { confidence }) =>
      CONFIDENCES.indexOf(confidence) > CONFIDENCES.indexOf(most) ? confidence : most,
    'low',
  );
}

/** The rival whose language is plainly the one written here, else the one that ranks first. */
function byLanguage(first: Weighed, rivals: readonly Weighed[], text: string): Weighed {
  const around = text.slice(Math.max(0, first.start - REACH), first.end + REACH);
  const counted = LANGUAGES.map(([type, signs]) => ({ type, count: (around.match(signs) ?? []).length }));
  counted.sort((a, b) => b.count - a.count);
  const [top, next] = counted.map(({ count }) => count);
  const isPlain = top !== undefined && next !== undefined && top > next * 2;
  const likely = rivals.find(({ type }) => isPlain && type === counted[0]?.type) ?? first;
  const isTie = likely.check === first.check;
  return isTie || (top ?? 0) >= PLAIN_LANGUAGE ? likely : first;
}
