import { overrideOf } from './override.ts';
import type { Override, OverrideReason } from './override.ts';

/** The kinds of personal data a detector can report (C2). */
export const FINDING_TYPES = [
  'dk_cpr',
  'se_personnummer',
  'no_fnr',
  'fi_hetu',
  'is_kennitala',
  'iban',
  'card',
  'passport',
  'health_card',
  'context',
] as const;
export type FindingType = (typeof FINDING_TYPES)[number];

/** What a `context` finding is about: GDPR articles 9 and 10, and what else is confidential in public administration. */
export const CONTEXT_CATEGORIES = [
  'health',
  'union',
  'religion',
  'ethnicity',
  'politics',
  'sexuality',
  'biometric',
  'criminal',
  'social',
  'finances',
] as const;
export type ContextCategory = (typeof CONTEXT_CATEGORIES)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** `subject`, `body`, or the name of an attachment behind `attachment:`. */
export type Part = 'subject' | 'body' | `attachment:${string}`;

/** Why a confidence was given: what spoke for the finding and what against it. */
export type FindingReason =
  | 'checksum-valid'
  | 'checksum-fails'
  | 'label-near'
  | 'label-above'
  | 'label-far'
  | 'among-others'
  | 'checksum-wrong'
  | 'sensitive-word'
  | 'person-near'
  | 'other-label-near'
  | 'separator'
  | 'replacement-number'
  | 'first-of-january';

/** One piece of personal data. `start` and `end` count UTF-16 units in the part's visible text. */
export interface Finding {
  readonly type: FindingType;
  readonly value: string;
  readonly confidence: Confidence;
  readonly part: Part;
  readonly start: number;
  readonly end: number;
  readonly reasons: readonly FindingReason[];
  /** Of a `context` finding. */
  readonly category?: ContextCategory;
  /** What else the same number may be; `type` is the likeliest. */
  readonly otherTypes?: readonly FindingType[];
}

/** A finding as it may leave the sender's machine: kind, place and confidence, never the value (C1). */
export interface FindingSummary {
  readonly type: FindingType;
  /** The sender says that it is no personal data, and why (C4). */
  readonly override?: OverrideReason;
  readonly confidence: Confidence;
  readonly part: 'subject' | 'body' | 'attachment';
}

export function summariseFinding(finding: Finding, overrides?: readonly Override[]): FindingSummary {
  const { type, confidence, part } = finding;
  const override = overrideOf(finding, overrides);
  const place = part === 'subject' || part === 'body' ? part : 'attachment';
  return { type, confidence, part: place, ...(override === undefined ? {} : { override }) };
}

/** The findings that policy wants looked for; a number that may be of several kinds goes by the first one wanted. */
export function wantedBy<Found extends Finding>(
  { detection }: { readonly detection: { readonly types: readonly FindingType[] } },
  findings: readonly Found[],
): readonly Found[] {
  return findings.flatMap((finding) => {
    const type = [finding.type, ...(finding.otherTypes ?? [])].find((one) => detection.types.includes(one));
    return type === undefined ? [] : [{ ...finding, type }];
  });
}

export function isAtLeast(confidence: Confidence, minimum: Confidence): boolean {
  return CONFIDENCES.indexOf(confidence) >= CONFIDENCES.indexOf(minimum);
}

/** Keeps the first four digits and the separator; every other letter or digit becomes a dot: `0101••-••••`. */
export function maskValue(value: string): string {
  let kept = 0;
  return value.replace(/[0-9A-Za-z]/g, (sign) => (kept++ < 4 ? sign : '•'));
}
