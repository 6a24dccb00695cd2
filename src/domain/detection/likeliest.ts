import { CONFIDENCES } from '../finding.ts';
import type { Confidence, FindingType } from '../finding.ts';
import type { Weighed } from './number-kind.ts';
import { languageAround } from './written-language.ts';
import type { WrittenLanguage } from './written-language.ts';

/** A number that was found, and what else it may be. */
export interface Found extends Weighed {
  readonly otherTypes: readonly FindingType[];
}

const LANGUAGE_OF: Readonly<Partial<Record<FindingType, WrittenLanguage>>> = {
  dk_cpr: 'danish',
  se_personnummer: 'swedish',
  fi_hetu: 'finnish',
};

/**
 * One number is one finding, of the likeliest kind: a label decides, then the language around it between kinds that look
 * alike, then the check digit. The confidence is the highest that any reading has, but a kind of another language than the
 * one written here makes it medium at most. The other kinds are kept, so that a policy that asks only for one of those still
 * sees it.
 */
export function likeliest(possible: readonly Weighed[], text: string): Found | undefined {
  const ranked = possible.length > 1 ? [...possible].sort((a, b) => rank(b) - rank(a)) : possible;
  const [first] = ranked;
  if (first === undefined) return undefined;
  if (ranked.length === 1) return { ...first, otherTypes: [] };
  const language = languageAround(text, first);
  const isNative = ({ type }: Weighed): boolean => language !== undefined && LANGUAGE_OF[type] === language;
  const best = ranked.find((other) => isRival(other, first) && isNative(other)) ?? first;
  const others = ranked.filter((other) => other !== best);
  const confidence = others.reduce<Confidence>(
    (most, other) => higher(most, worthIn(language, other)),
    best.confidence,
  );
  return { ...best, confidence, otherTypes: others.map(({ type }) => type) };
}

function isRival(other: Weighed, first: Weighed): boolean {
  return other.isLabelled === first.isLabelled && other.end === first.end;
}

/** A label in a foreign text still names its number; a check digit alone may fit by chance. */
function worthIn(
  language: WrittenLanguage | undefined,
  { type, confidence, isLabelled }: Weighed,
): Confidence {
  const own = LANGUAGE_OF[type];
  if (isLabelled || language === undefined || own === undefined || own === language) return confidence;
  return confidence === 'high' ? 'medium' : confidence;
}

function higher(one: Confidence, other: Confidence): Confidence {
  return CONFIDENCES.indexOf(other) > CONFIDENCES.indexOf(one) ? other : one;
}

/** Among equals a number that stands in for another one is the rarer. */
function rank({ isLabelled, confidence, check, start, end, traits }: Weighed): number {
  const label = isLabelled ? 8 : 0;
  const checked = check === 'valid' ? 1 : 0;
  const usual = traits.includes('replacement-number') ? 0 : 1;
  return ((label + CONFIDENCES.indexOf(confidence) * 2 + checked) << 7) + (end - start) * 2 + usual;
}
