import { CONFIDENCES } from '../finding.ts';
import type { Confidence, FindingType } from '../finding.ts';
import type { Weighed } from './number-kind.ts';
import { languageAround } from './written-language.ts';
import type { WrittenLanguage } from './written-language.ts';

/** A number that was found, and what else it may be. */
export interface Found extends Weighed {
  readonly otherTypes: readonly FindingType[];
}

/** Signs and words of one language that outweigh a check digit. */
const PLAIN_LANGUAGE = 3;
const LANGUAGE_OF: Readonly<Partial<Record<FindingType, WrittenLanguage>>> = {
  dk_cpr: 'danish',
  se_personnummer: 'swedish',
  fi_hetu: 'finnish',
};

/**
 * One number is one finding, of the likeliest kind: a label decides, then the language around it between kinds that look
 * alike, then the check digit. The confidence is the highest that any reading has, and the other kinds are kept, so that
 * a policy that asks only for one of those still sees it.
 */
export function likeliest(possible: readonly Weighed[], text: string): Found | undefined {
  const ranked = possible.length > 1 ? [...possible].sort((a, b) => rank(b) - rank(a)) : possible;
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
  const around = languageAround(text, first);
  if (around === undefined) return first;
  const likely = rivals.find(({ type }) => LANGUAGE_OF[type] === around.language) ?? first;
  return likely.check === first.check || around.signs >= PLAIN_LANGUAGE ? likely : first;
}
