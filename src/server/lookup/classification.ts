import type { ClassifiedRecipient } from '../../contract/read-classification.ts';
import { permissionFor } from '../../domain/permission.ts';
import type { SendPolicy } from '../../domain/policy.ts';
import { chooseTransport } from '../../domain/transport.ts';
import type { ChosenTransport, Classification, SourceAnswer } from '../../domain/transport.ts';
import type { FindConsumerDomain } from '../adapters/consumer-domains.ts';
import type { TimedAnswer } from './kept-source.ts';
import { renewalOf } from './lifetimes.ts';
import type { Standing } from './standing.ts';

/** A classification with its JSON line in UTF-8, so that a kept answer is not written out again for each request. */
export interface Answered {
  readonly recipient: ClassifiedRecipient;
  readonly line: Buffer;
  /** Milliseconds since 1970: from `renewsAt` on its use brings the next one, from `endsAt` on it does not hold. */
  readonly renewsAt: number;
  readonly endsAt: number;
  /** Of the sources' answers that it rests on: over with the first of them, whoever learned better. */
  readonly standings: readonly Standing[];
}

export interface ClassificationParts {
  readonly address: string;
  readonly answers: readonly TimedAnswer[];
  readonly consumer: ReturnType<FindConsumerDomain>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long "could not check" holds, milliseconds. */
  readonly failedMs: number;
}

const OVER: SourceAnswer = { kind: 'inconclusive', reasons: ['look-up-failed'], evidence: [] };

/** The class that the sources' answers give. What has run out while others were waited for says nothing any more. */
export function chooseAmong(answers: readonly TimedAnswer[], now: number): ChosenTransport {
  return chooseTransport(answers.map((timed) => (isOver(timed, now) ? OVER : timed.answer)));
}

/** True for an answer that held once and does not now. */
export function isOver({ expiresAt, standing, isCut = false }: TimedAnswer, now: number): boolean {
  return !isCut && (expiresAt <= now || standing?.isOver() === true);
}

/** The answer about one recipient: as old as the oldest thing it rests on, and as lasting as the first that ends. */
export function classificationFrom(parts: ClassificationParts): Classification {
  const { address, answers, consumer, now, failedMs } = parts;
  const chosen = chooseAmong(answers, now);
  const isShort = chosen.transport === 'unknown' || answers.some((answer) => isOver(answer, now));
  const ends = answers.filter((answer) => !isOver(answer, now)).map(({ expiresAt }) => expiresAt);
  const expiresAt = Math.min(...ends, ...(isShort ? [now + failedMs] : []));
  return {
    address,
    transport: chosen.transport,
    consumer: consumer !== undefined,
    assurance: chosen.assurance,
    reasons: [
      ...new Set([...chosen.reasons, ...(consumer === undefined ? [] : (['consumer-mail'] as const))]),
    ],
    evidence: [
      ...chosen.evidence,
      ...(consumer === undefined ? [] : [{ kind: 'consumer-domain', ...consumer } as const]),
    ],
    checkedAt: new Date(Math.min(...answers.map((answer) => answer.checkedAt))).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/** The classification with the policy's answer to "personal data OK?", and as a line of JSON. */
export function answered(
  classification: Classification,
  policy: SendPolicy,
  standings: readonly Standing[] = [],
): Answered {
  const { address, transport, consumer, ...rest } = classification;
  const personalData = permissionFor(classification, policy);
  return { ...written({ address, transport, consumer, personalData, ...rest }), standings };
}

/** The answer names the address as it was asked for, however it was written when the answer was made. */
export function readdress(known: Answered, address: string): Answered {
  return known.recipient.address === address
    ? known
    : { ...known, ...written({ ...known.recipient, address }) };
}

function written(recipient: ClassifiedRecipient): Omit<Answered, 'standings'> {
  const [checkedAt, expiresAt] = [Date.parse(recipient.checkedAt), Date.parse(recipient.expiresAt)];
  return {
    recipient,
    line: Buffer.from(`${JSON.stringify(recipient)}\n`),
    renewsAt: renewalOf({ checkedAt, expiresAt }),
    endsAt: expiresAt,
  };
}
