import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { SourceAnswer } from '../../domain/transport.ts';
import { SourceAnswerSchema } from './answer-schema.ts';
import type { TimedAnswer } from './kept-source.ts';
import { endOf, lifetimeOf } from './lifetimes.ts';
import type { Lifetimes } from './lifetimes.ts';

/**
 * The first byte of a kept answer. Raised whenever answers are read otherwise than before: an older or newer process on
 * the same database then asks for itself.
 */
const FORMAT = 1;
/** Clocks of machines on one database may differ by this much, milliseconds. */
const SKEW_MS = 10_000;

const Time = Type.Integer({ minimum: 0 });
const Kept = Compile(Type.Object({ answer: SourceAnswerSchema, checkedAt: Time, expiresAt: Time }));

type Kept = Pick<TimedAnswer, 'answer' | 'checkedAt' | 'expiresAt'>;

/** An answer as bytes for the database. */
export function formatKeptAnswer({ answer, checkedAt, expiresAt }: Kept): Buffer {
  return Buffer.concat([Buffer.of(FORMAT), Buffer.from(JSON.stringify({ answer, checkedAt, expiresAt }))]);
}

/**
 * The answer in the bytes, or undefined where they hold none that can be trusted now: of another format, changed by
 * somebody, expired, made in the future, or said to hold longer than answers of its class do.
 */
export function parseKeptAnswer(
  bytes: Buffer,
  { now, lifetimes }: { readonly now: number; readonly lifetimes: Lifetimes },
): Kept | undefined {
  const kept = bytes[0] === FORMAT ? readJson(bytes.subarray(1)) : undefined;
  if (!Kept.Check(kept)) return undefined;
  const { checkedAt, expiresAt } = kept;
  const answer: SourceAnswer = kept.answer;
  const longest = Math.min(now + SKEW_MS + lifetimeOf(answer, lifetimes), endOf(answer));
  const isOurs = checkedAt <= now + SKEW_MS && now < expiresAt && expiresAt <= longest;
  return isOurs ? { answer, checkedAt, expiresAt } : undefined;
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
