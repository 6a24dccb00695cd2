import type { Assurance, SourceAnswer } from '../../domain/transport.ts';

/** How long answers hold, milliseconds. */
export interface Lifetimes {
  readonly positive: number;
  readonly negative: number;
  readonly failed: number;
}

/**
 * The longest that an answer holds, by what it says; the same for every policy. A source may say less (a certificate that
 * ends, a record's TTL), never more. What could not be found out is asked for again soon.
 */
export const LIFETIMES: Lifetimes = { positive: 3_600_000, negative: 600_000, failed: 30_000 };

/** Used in this last part of its life, an answer is looked up anew, so that what is used does not run out. */
const LAST_PART = 0.2;

/** The class of an answer among the lifetimes. */
export function lifetimeOf(answer: SourceAnswer, lifetimes: Lifetimes): number {
  if (answer.kind === 'inconclusive') return lifetimes.failed;
  const isPositive =
    answer.kind === 'match' && !['none', 'undeliverable', 'unknown'].includes(answer.transport);
  return isPositive ? lifetimes.positive : lifetimes.negative;
}

/** What holds whatever a certificate says of its own end (for DANE: RFC 7672 §3.1.1). */
const REGARDLESS_OF_DATES: readonly Assurance[] = [
  'authenticated-dane',
  'encrypted-only',
  'encrypted-unauthenticated',
];

/** When the first certificate ends of those that a positive answer rests on, milliseconds since 1970; one without date has ended. */
export function endOf(answer: SourceAnswer): number {
  if (answer.kind !== 'match' || answer.transport === 'none') return Infinity;
  if (REGARDLESS_OF_DATES.includes(answer.assurance)) return Infinity;
  const ends = answer.evidence.flatMap((evidence) =>
    'certificate' in evidence && evidence.certificate !== undefined
      ? [Date.parse(evidence.certificate.notAfter) || 0]
      : [],
  );
  return Math.min(Infinity, ...ends);
}

/** From when on the use of an answer brings the next one; milliseconds since 1970. */
export function renewalOf({ checkedAt, expiresAt }: { checkedAt: number; expiresAt: number }): number {
  return expiresAt - (expiresAt - checkedAt) * LAST_PART;
}
