import type { ClassifiedRecipient } from '../../contract/read-classification.ts';
import type { MailAddress } from '../../domain/address.ts';
import type { TlsAssurance } from '../../domain/transport.ts';
import type { ChoiceRule, SourceAnswer } from '../../domain/transport.ts';
import { chooseAmong, isOver } from './classification.ts';
import type { AnswerOrigin, KeptSource, TimedAnswer } from './kept-source.ts';
import { answerFrom, askAll } from './one-look-up.ts';
import type { LookupDeps, LookupOptions } from './one-look-up.ts';

/** Everything that led to one answer, in the order in which it happened. Times are ISO 8601 in UTC. */
export interface Trail {
  /** As it was asked for. */
  readonly address: string;
  /** As it was read; absent where it is no address that can be looked up, which the reasons then say. */
  readonly read?: MailAddress;
  /** Every source in the order of preference, also those that were not asked since a better one knew. */
  readonly steps: readonly TrailStep[];
  readonly choice?: {
    readonly rule: ChoiceRule;
    /** The source whose answer decided. */
    readonly by?: string;
  };
  /** Where it stands that the domain is consumer mail. */
  readonly consumer?: { readonly domain: string; readonly source: string };
  /** What the policy asks of TLS, where that decides whether personal data may go there. */
  readonly tls?: { readonly personalData: string; readonly minimumAssurance: TlsAssurance };
  readonly classification: ClassifiedRecipient;
}

export type TrailStep = { readonly source: string; readonly isAsked: false } | AskedStep;

export interface AskedStep {
  readonly source: string;
  readonly isAsked: true;
  readonly answer: SourceAnswer;
  readonly origin: AnswerOrigin;
  readonly checkedAt: string;
  readonly expiresAt: string;
  /** From the question to the answer, milliseconds. */
  readonly ms: number;
  /** There was no time or no room for it. */
  readonly isCut: boolean;
  /** It ran out while others were waited for, and counts as "could not check". */
  readonly isOver: boolean;
}

interface Timing {
  readonly answer: TimedAnswer;
  readonly ms: number;
}

/** Looks one address up as every look-up does, and writes down each step. */
export async function explainLookUp(
  raw: string,
  address: MailAddress,
  { deps, options }: { readonly deps: LookupDeps; readonly options: LookupOptions },
): Promise<Trail> {
  const timings = new Map<string, Timing>();
  const sources = deps.sources.map((source) => timedSource(source, timings));
  const answers = await askAll(address, { deps: { ...deps, sources }, options });
  const now = deps.clock().getTime();
  const { rule, by } = chooseAmong(answers, now);
  const decisive = by === undefined ? undefined : sources[by]?.name;
  const consumer = deps.findConsumerDomain(address.domain);
  const { recipient } = answerFrom(raw, address, { deps, answers });
  return {
    address: raw,
    read: address,
    steps: sources.map(({ name }) => stepOf(name, timings.get(name), now)),
    choice: { rule, ...(decisive === undefined ? {} : { by: decisive }) },
    ...(consumer === undefined ? {} : { consumer }),
    ...(recipient.transport === 'tls' ? { tls: deps.policy.tls } : {}),
    classification: recipient,
  };
}

function timedSource(source: KeptSource, timings: Map<string, Timing>): KeptSource {
  return {
    name: source.name,
    async ask(address, options) {
      const start = performance.now();
      const answer = await source.ask(address, options);
      timings.set(source.name, { answer, ms: Math.round(performance.now() - start) });
      return answer;
    },
  };
}

function stepOf(source: string, timing: Timing | undefined, now: number): TrailStep {
  if (timing === undefined) return { source, isAsked: false };
  const { answer: timed, ms } = timing;
  return {
    source,
    isAsked: true,
    answer: timed.answer,
    origin: timed.origin,
    checkedAt: new Date(timed.checkedAt).toISOString(),
    expiresAt: new Date(timed.expiresAt).toISOString(),
    ms,
    isCut: timed.isCut === true,
    isOver: isOver(timed, now),
  };
}
