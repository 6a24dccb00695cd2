import type { MailAddress } from '../../domain/address.ts';
import type { SendPolicy } from '../../domain/policy.ts';
import type { FindConsumerDomain } from '../adapters/consumer-domains.ts';
import type { Clock } from '../clock.ts';
import { askSources } from './ask-sources.ts';
import { answered, classificationFrom, isOver } from './classification.ts';
import type { Answered } from './classification.ts';
import type { ClockWatchOptions } from './clock-watch.ts';
import type { KeptSource, TimedAnswer } from './kept-source.ts';
import type { Lifetimes } from './lifetimes.ts';

export interface LookupRecipient {
  readonly address: string;
  readonly isDistributionList?: boolean;
}

export interface LookupOptions {
  readonly signal: AbortSignal;
  /** Asks the sources again instead of using what is kept. */
  readonly refresh?: boolean;
  /** Milliseconds for this recipient; default: the service's. */
  readonly deadlineMs?: number;
  /** Asks again what does not hold beyond this moment, milliseconds since 1970. */
  readonly outlasting?: number;
}

export interface LookupDeps {
  /** In their order of preference. */
  readonly sources: readonly KeptSource[];
  readonly findConsumerDomain: FindConsumerDomain;
  readonly policy: SendPolicy;
  readonly clock: Clock;
  readonly elapsed?: ClockWatchOptions['elapsed'];
  readonly lifetimes: Lifetimes;
  readonly deadlineMs: number;
  /** Changes when the lists behind local sources change; kept answers made from the old ones are forgotten then. */
  readonly listVersion: () => Promise<string>;
}

interface Context {
  readonly deps: LookupDeps;
  readonly options: LookupOptions;
}

/** Asks the sources, and once again those whose answer has run out while others were waited for. */
export async function askAll(
  address: MailAddress,
  { deps, options }: Context,
): Promise<readonly TimedAnswer[]> {
  const { signal, refresh = false, outlasting, deadlineMs = deps.deadlineMs } = options;
  const deadline = AbortSignal.timeout(deadlineMs);
  const answers = await askSources(deps.sources, address, { signal, deadline, refresh, outlasting });
  const now = deps.clock().getTime();
  if (!answers.some((answer) => isOver(answer, now))) return answers;
  return askSources(deps.sources, address, { signal, deadline, refresh: false, outlasting: now });
}

/** What the answers of the sources say about one recipient, by the policy. */
export function answerFrom(
  raw: string,
  { domain }: MailAddress,
  { deps, answers }: { readonly deps: LookupDeps; readonly answers: readonly TimedAnswer[] },
): Answered {
  const consumer = deps.findConsumerDomain(domain);
  const now = deps.clock().getTime();
  const parts = { address: raw, answers, consumer, now, failedMs: deps.lifetimes.failed };
  const standings = answers.flatMap(({ standing }) => standing ?? []);
  return answered(classificationFrom(parts), deps.policy, standings);
}
