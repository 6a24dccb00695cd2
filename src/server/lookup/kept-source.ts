import { formatAddress } from '../../domain/address.ts';
import type { MailAddress } from '../../domain/address.ts';
import type { Assurance, SourceAnswer } from '../../domain/transport.ts';
import type { Clock } from '../clock.ts';
import { createSharedWork } from './shared-work.ts';
import type { Asking, DatedAnswer, Keeping, TransportSource } from './transport-source.ts';

/** How long answers hold, milliseconds. */
export interface Lifetimes {
  readonly positive: number;
  readonly negative: number;
  readonly failed: number;
}

export const LIFETIMES: Lifetimes = { positive: 3_600_000, negative: 600_000, failed: 30_000 };

export interface TimedAnswer {
  readonly answer: SourceAnswer;
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  readonly expiresAt: number;
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
  readonly lifetimes: Lifetimes;
  readonly keeping: Keeping;
  readonly limit?: <R>(work: () => Promise<R>) => Promise<R>;
}

const MOST_KEPT = 50_000;
/** Ten full requests. Who comes later is told at once that it could not be checked, so that nothing piles up. */
const MOST_WAITING = 5000;

/** Gives a source memory and manners: answers are kept by their kind, shared while under way, and never thrown. */
export function keepSource(source: TransportSource, options: KeepOptions): KeptSource {
  const shared = createSharedWork<TimedAnswer>({
    most: MOST_KEPT,
    mostWaiting: MOST_WAITING,
    now: () => options.clock().getTime(),
    keepMs: ({ expiresAt }) => expiresAt - options.clock().getTime(),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  const askNow = async (address: MailAddress, asking: Asking) =>
    timed(await source.ask(address, asking).catch(() => inconclusive('look-up-failed')), options);
  return {
    name: source.name,
    ask(address, { signal, deadline, refresh }) {
      const key = options.keeping === 'by-domain' ? address.domain : formatAddress(address);
      const asked =
        options.keeping === 'local'
          ? askNow(address, { signal, refresh })
          : shared.run({ key, signal, refresh }, (inner) => askNow(address, { signal: inner, refresh }));
      const cut = (reason: 'look-up-failed' | 'no-answer-in-time') => ({
        ...timed(inconclusive(reason), options),
        isCut: true,
      });
      return untilDeadline(
        asked.catch(() => cut('look-up-failed')),
        deadline,
        () => cut('no-answer-in-time'),
      );
    },
  };
}

function untilDeadline<T>(work: Promise<T>, deadline: AbortSignal, late: () => T): Promise<T> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(late());
    deadline.addEventListener('abort', giveUp, { once: true });
    void work.then((value) => {
      deadline.removeEventListener('abort', giveUp);
      resolve(value);
    });
    if (deadline.aborted) giveUp();
  });
}

function timed(dated: DatedAnswer, { clock, lifetimes, keeping }: KeepOptions): TimedAnswer {
  const { checkedAt, expiresAt, ...answer } = dated;
  const now = clock().getTime();
  const lifetime = keeping === 'local' ? lifetimes.positive : lifetimeOf(answer, lifetimes);
  return {
    answer,
    checkedAt: checkedAt ?? now,
    expiresAt: Math.min(now + lifetime, expiresAt ?? Infinity, ...endsOf(answer)),
  };
}

function lifetimeOf(answer: SourceAnswer, lifetimes: Lifetimes): number {
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

/** A positive answer holds no longer than the certificates that it rests on. */
function endsOf(answer: SourceAnswer): readonly number[] {
  if (answer.kind !== 'match' || answer.transport === 'none') return [];
  if (REGARDLESS_OF_DATES.includes(answer.assurance)) return [];
  return answer.evidence.flatMap((evidence) =>
    'certificate' in evidence && evidence.certificate !== undefined
      ? [Date.parse(evidence.certificate.notAfter)]
      : [],
  );
}

function inconclusive(reason: 'look-up-failed' | 'no-answer-in-time'): SourceAnswer {
  return { kind: 'inconclusive', reasons: [reason], evidence: [] };
}
