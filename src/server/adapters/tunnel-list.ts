import { createHash } from 'node:crypto';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import type { Keep } from './keep.ts';
import { keepList, restoreList } from './tunnel-list-keep.ts';
import type { KeptList } from './tunnel-list-keep.ts';
import type { ListFormat } from './tunnel-list-formats.ts';
import type { FetchedList, ListOrigin } from './tunnel-list-origin.ts';
import { takeIn } from './tunnel-list-state.ts';
import type { ListState } from './tunnel-list-state.ts';
import type { Listed, TunnelOrganisation } from './tunnel-organisations.ts';

/** The list that counts now. It does not change: a newer one is another. */
export interface TunnelList {
  readonly source: string;
  /** Differs whenever an answer that rests on the list could differ. */
  readonly version: string;
  readonly listedAt: Date;
  /** Older than the policy allows. */
  readonly isStale: boolean;
  readonly organisations: readonly TunnelOrganisation[];
  /** The entry that stands for a domain today. */
  readonly find: (domain: string) => Listed | undefined;
  /** Domains that a newer list lacks, which was refused for lacking too many: those on the old one only are in doubt. */
  readonly doubtful: ReadonlySet<string>;
}

/** Gives the last good list; rejects with `tunnel-list.unreadable` while there never was one. */
export type ReadTunnelList = () => Promise<TunnelList>;

/** For those who run the service. Times are ISO 8601 in UTC. */
export interface TunnelListStatus {
  readonly source: string;
  readonly entries?: number;
  readonly listedAt?: string;
  readonly dateOf?: string;
  readonly isStale?: boolean;
  readonly lastTriedAt?: string;
  /** Why the newest state of the list is not used. */
  readonly problem?: string;
  /** Entries left out, since their domains give mailboxes to private persons. */
  readonly ignored?: string;
  readonly encoding?: string;
  /** Whether it will be there at the next start if it cannot be had then. */
  readonly isKept?: boolean;
}

export interface TunnelListOptions {
  readonly origin: ListOrigin;
  readonly format?: ListFormat | undefined;
  readonly maximumAgeDays: number;
  /** A list that lacks more of the last one is refused. */
  readonly maximumShrinkPercent: number;
  readonly keep: Keep;
  readonly clock: Clock;
  readonly isConsumer: (domain: string) => boolean;
}

export interface TunnelListReader {
  readonly read: ReadTunnelList;
  status(): TunnelListStatus;
  close(): void;
}

const DAY_MS = 86_400_000;
const FIRST_RETRY_MS = 60_000;
const REACH_FIX = 'See to it that "tunnelList" names a list that can be had from here.';
/** So that services that were started together do not ask together: ±10 %. */
const JITTER = 0.2;

/**
 * Follows a list: takes in what is new, holds on to the last good one when the new one cannot be had, cannot be read or
 * has shrunk suspiciously, also over restarts, and tells of it. One look at a time.
 */
export function createTunnelList(options: TunnelListOptions): TunnelListReader {
  const { origin } = options;
  const stop = new AbortController();
  let state: ListState = { doubtful: new Set() };
  let failures = 0;
  let lookedAt = -Infinity;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const restored = restoreList(options).then((found) => {
    state = { ...state, ...found };
  });
  const look = async () => {
    await restored;
    const before = state;
    state = await nextState(before, options, stop.signal);
    failures = state.problem === undefined ? 0 : failures + 1;
    lookedAt = performance.now();
    const isAsBefore = state.list === before.list && state.doubtful === before.doubtful;
    if (state.list !== undefined && !isAsBefore) void keepNow({ list: state.list, doubtful: state.doubtful });
    if (!origin.isNear && !stop.signal.aborted) timer = setTimeout(lookOnce, delay(origin, failures)).unref();
  };
  const keepNow = async (kept: KeptList) => {
    const isNotKept = !(await keepList(kept, options));
    state = { ...state, isNotKept };
  };
  const lookOnce = () => {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  };
  if (!origin.isNear) void lookOnce();
  return {
    async read() {
      await restored;
      const isDue = origin.isNear && performance.now() - lookedAt >= origin.lookAgainMs;
      if (isDue || state.list === undefined) await (isDue ? lookOnce() : running);
      return listNow(state, options);
    },
    status: () => statusOf(state, options),
    close() {
      clearTimeout(timer);
      stop.abort();
    },
  };
}

/** Never rejects: what went wrong is part of the state. */
async function nextState(
  before: ListState,
  options: TunnelListOptions,
  signal: AbortSignal,
): Promise<ListState> {
  const lastTriedAt = options.clock();
  try {
    const fetched = await options.origin.fetch(before.seen, lastTriedAt, signal);
    return {
      ...(fetched === undefined ? confirmed(before, lastTriedAt) : take(before, fetched, options)),
      lastTriedAt,
    };
  } catch (error) {
    return { ...before, lastTriedAt, problem: messageOf(error) };
  }
}

/** What was seen before is there still, and so is what was wrong with it. */
function confirmed(before: ListState, now: Date): ListState {
  const { list, refusal: problem } = before;
  const isToday = list?.dateOf === 'fetch' && problem === undefined;
  return { ...before, problem, ...(isToday ? { list: { ...list, listedAt: now } } : {}) };
}

function take(before: ListState, fetched: FetchedList, options: TunnelListOptions): ListState {
  const hash = createHash('sha256').update(fetched.bytes).digest('hex');
  return takeIn(before, { ...fetched, hash }, options);
}

function listNow(state: ListState, { origin, clock, maximumAgeDays }: TunnelListOptions): TunnelList {
  const { list, doubtful, problem, seen } = state;
  if (list === undefined) {
    throw new AppError(
      'tunnel-list.unreadable',
      problem ?? `The tunnel list ${origin.source} has not come yet. Wait a moment.`,
    );
  }
  const now = clock();
  const isStale = now.getTime() - list.listedAt.getTime() > maximumAgeDays * DAY_MS;
  const { hash, listedAt, organisations } = list;
  // The day in UTC: entries begin to count with it.
  const today = now.toISOString().slice(0, 10);
  const version = [hash, today, isStale, doubtful.size, doubtful.size === 0 ? '' : seen].join(' ');
  const find = (domain: string) => list.find(domain, today);
  return { source: origin.source, version, listedAt, isStale, organisations, find, doubtful };
}

function statusOf(state: ListState, options: TunnelListOptions): TunnelListStatus {
  const { list, lastTriedAt, problem } = state;
  const tried = lastTriedAt === undefined ? {} : { lastTriedAt: lastTriedAt.toISOString() };
  const wrong = problem === undefined ? {} : { problem };
  if (list === undefined) return { source: options.origin.source, ...tried, ...wrong };
  return {
    source: options.origin.source,
    entries: list.organisations.length,
    listedAt: list.listedAt.toISOString(),
    dateOf: list.dateOf,
    isStale: listNow(state, options).isStale,
    ...tried,
    ...wrong,
    ...(list.ignored.length === 0 ? {} : { ignored: list.ignored.slice(0, 20).join(', ') }),
    ...(list.encoding === undefined ? {} : { encoding: list.encoding }),
    ...(state.isNotKept === true ? { isKept: false } : {}),
  };
}

/** Milliseconds to the next look: sooner after a failure, twice as late after each further one. */
function delay({ lookAgainMs }: ListOrigin, failures: number): number {
  const wait = failures === 0 ? lookAgainMs : Math.min(lookAgainMs, FIRST_RETRY_MS * 2 ** (failures - 1));
  return wait * (1 - JITTER / 2 + Math.random() * JITTER);
}

function messageOf(error: unknown): string {
  if (!(error instanceof AppError)) return `The tunnel list could not be looked at. ${REACH_FIX}`;
  return error.code.startsWith('outgoing.') ? `${error.message} ${REACH_FIX}` : error.message;
}
