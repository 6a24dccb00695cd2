import { digest } from './digest.ts';
import type { RecipientFacts } from './decision.ts';
import type { Finding, FindingSummary, FindingType } from './finding.ts';
import type { SendPolicy } from './policy.ts';

/** Why a finding is a false alarm (C4). A closed list, so that the audit trail cannot come to hold personal data. */
export const OVERRIDE_REASONS = ['other-number', 'made-up', 'nobody'] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** The sender says of one value in this draft that it is no personal data. `key`: `findingKey`. */
export interface Override {
  readonly key: string;
  readonly reason: OverrideReason;
}

/** More false alarms than this do not fit into the header of a draft. */
export const MOST_OVERRIDES = 30;

/** Kinds that stand for one living person; what is wrong about them cannot be made good. */
const IDENTITY_NUMBERS: readonly FindingType[] = [
  'dk_cpr',
  'se_personnummer',
  'no_fnr',
  'fi_hetu',
  'is_kennitala',
];

/**
 * Four signs (20 bits): too few to say which number it was, should a client that does not ask us send the draft's header
 * out (hundreds of CPR numbers share each key), and enough to tell the few values of one draft apart.
 */
const KEY_LENGTH = 4;

/** Names a value within one draft, however it is written; it stays in the draft and leaves with no mail. */
export function findingKey({ type, value }: Pick<Finding, 'type' | 'value'>): string {
  return digest(`${type}\n${value.replace(/[\s./-]/g, '').toLowerCase()}`).slice(-KEY_LENGTH);
}

/** The reason that the sender gave for this finding, if any. */
export function overrideOf(
  finding: Pick<Finding, 'type' | 'value'>,
  overrides: readonly Override[] = [],
): OverrideReason | undefined {
  const key = findingKey(finding);
  return overrides.find((override) => override.key === key)?.reason;
}

/**
 * Whether the sender's word is enough (C4): only if policy lets it, and never for an identity number that is certainly
 * one and goes to consumer mail in a form that the provider can read.
 */
export function mayOverride(
  { type, confidence }: Pick<FindingSummary, 'type' | 'confidence'>,
  {
    recipients,
    policy,
  }: { readonly recipients: readonly RecipientFacts[]; readonly policy: Pick<SendPolicy, 'detection'> },
): boolean {
  if (policy.detection.override === 'never') return false;
  if (confidence !== 'high' || !IDENTITY_NUMBERS.includes(type)) return true;
  return !recipients.some(
    ({ classification }) => classification.consumer && classification.transport !== 'certificate',
  );
}
