import { formatAddress } from '../../domain/address.ts';
import type { MailAddress } from '../../domain/address.ts';
import type { SourceAnswer } from '../../domain/transport.ts';
import { within } from '../adapters/within.ts';
import type { Clock } from '../clock.ts';
import type { ClockWatchOptions } from './clock-watch.ts';
import { endOf, lifetimeOf } from './lifetimes.ts';
import type { Lifetimes } from './lifetimes.ts';
import type { SecondLevel } from './second-level.ts';
import { createSharedWork } from './shared-work.ts';
import { followStanding } from './standing.ts';
import type { Standing } from './standing.ts';
import type { Asking, DatedAnswer, Keeping, TransportSource } from './transport-source.ts';

/** Where an answer comes from: found out just now; known to this process, or under way in it; kept in the database. */
export type AnswerOrigin = 'asked' | 'memory' | 'database';

export interface TimedAnswer {
  readonly answer: SourceAnswer;
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  readonly expiresAt: number;
  readonly origin: AnswerOrigin;
  /** Whether the source still says so; absent for what is asked for each time. */
  readonly standing?: Standing;
  /** There is no answer because there was no time or no room for it: worth asking for again at once. */
  readonly isCut?: boolean;
}

/** `signal`: nobody wants the answer any more. `deadline`: an answer after it comes too late for this question. */
export interface AskOptions extends Asking {
  readonly deadline: AbortSignal;
}

export interface KeptSource {
  readonly name: string;
  /**
   * Never rejects: a source that fails or is late is inconclusive. Work goes on behind a deadline, within the
   * source's own limits, so that whoever asks next finds its result.
   */
  ask(address: MailAddress, options: AskOptions): Promise<TimedAnswer>;
}

export interface KeepOptions {
  readonly clock: Clock;
  readonly elapsed?: ClockWatchOptions['elapsed'];
  readonly lifetimes: Lifetimes;
  readonly keeping: Keeping;
  /** Names what answers rest on besides the settings, such as files that may change: another version, other answers. */
  readonly version?: () => Promise<string>;
  /** Where answers outlive the process; without one they are kept in memory only. */
  readonly second?: SecondLevel;
  readonly limit?: <R>(work: () => Promise<R>) => Promise<R>;
}

const MOST_KEPT = 50_000;
/** Ten full requests. Who comes later is told at once that it could not be checked, so that nothing piles up. */
const MOST_WAITING = 5000;

/** Gives a source memory and manners: answers are kept by their kind, shared while under way, and never thrown. */
export function keepSource(source: TransportSource, options: KeepOptions): KeptSource {
  const { clock, keeping, second } = options;
  const shared = createSharedWork<TimedAnswer>({
    most: MOST_KEPT,
    mostWaiting: MOST_WAITING,
    now: () => clock().getTime(),
    elapsed: options.elapsed,
    keepMs: ({ expiresAt }) => expiresAt - clock().getTime(),
    isVoid: ({ answer }) => answer.kind === 'inconclusive',
    follow: followStanding,
    onForgotten: ({ standing }) => standing?.end(),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  const askNow = async (address: MailAddress, asking: Asking) =>
    timed(await source.ask(address, asking).catch(() => inconclusive('look-up-failed')), options);
  const askKept = async (address: MailAddress, { signal, ...how }: Asking): Promise<TimedAnswer> => {
    const version = (await options.version?.()) ?? '';
    const key = `${version} ${keeping === 'by-domain' ? address.domain : formatAddress(address)}`;
    let isOurs = false;
    const answer = await shared.run({ key, signal, ...how }, (inner) => {
      isOurs = true;
      const asking = { signal: inner, ...how };
      const lookUp = () => askNow(address, asking);
      return second === undefined ? lookUp() : second.find({ key, ...asking }, lookUp);
    });
    return isOurs ? answer : { ...answer, origin: 'memory' };
  };
  return {
    name: source.name,
    ask(address, { deadline, ...asking }) {
      const asked = keeping === 'local' ? askNow(address, asking) : askKept(address, asking);
      const cut = (reason: 'look-up-failed' | 'no-answer-in-time') => ({
        ...timed(inconclusive(reason), options),
        isCut: true,
      });
      const answer = asked.catch(() => cut('look-up-failed'));
      return within(answer, deadline).catch(() => cut('no-answer-in-time'));
    },
  };
}

function timed(dated: DatedAnswer, { clock, lifetimes, keeping }: KeepOptions): TimedAnswer {
  const { checkedAt, expiresAt, ...answer } = dated;
  const now = clock().getTime();
  const lifetime = keeping === 'local' ? lifetimes.positive : lifetimeOf(answer, lifetimes);
  return {
    answer,
    checkedAt: checkedAt ?? now,
    expiresAt: Math.min(now + lifetime, expiresAt ?? Infinity, endOf(answer)),
    origin: 'asked',
  };
}

function inconclusive(reason: 'look-up-failed' | 'no-answer-in-time'): SourceAnswer {
  return { kind: 'inconclusive', reasons: [reason], evidence: [] };
}
