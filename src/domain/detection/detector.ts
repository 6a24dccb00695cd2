import type { Confidence, FindingReason, FindingType } from '../finding.ts';

/** What stands around a match, in lower case, for weighing it. */
export interface Surroundings {
  /** Up to 60 characters before and 24 after. */
  readonly before: string;
  readonly after: string;
}

export interface Judgement {
  readonly confidence: Confidence;
  readonly reasons: readonly FindingReason[];
}

/**
 * One kind of personal data: `pattern` (global, linear, no look-behind) finds candidates, `judge` validates and weighs
 * one and answers undefined when it is none.
 */
export interface Detector {
  readonly type: FindingType;
  readonly pattern: RegExp;
  readonly judge: (candidate: string, surroundings: Surroundings) => Judgement | undefined;
}

export interface Candidate extends Judgement {
  readonly start: number;
  readonly end: number;
}

const BEFORE = 60;
const AFTER = 24;
const NOT_A_DIGIT = /\D/g;

/** All that one detector finds in one text. */
export function detect({ pattern, judge }: Detector, text: string): readonly Candidate[] {
  const found: Candidate[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    const judgement = judge(match[0], {
      before: text.slice(Math.max(0, start - BEFORE), start).toLowerCase(),
      after: text.slice(end, end + AFTER).toLowerCase(),
    });
    if (judgement === undefined) pattern.lastIndex = nextStart(text, start);
    else found.push({ ...judgement, start, end });
  }
  return found;
}

/** Where the next candidate may begin: behind the run of digits that was refused, so that no number is read from its middle. */
function nextStart(text: string, start: number): number {
  NOT_A_DIGIT.lastIndex = start + 1;
  return NOT_A_DIGIT.exec(text)?.index ?? text.length;
}
