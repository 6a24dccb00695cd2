import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { StsOutcome } from '../../domain/evidence.ts';
import type { Clock } from '../clock.ts';
import type { Resolver } from './dns.ts';
import type { Keep, KeptValue } from './keep.ts';
import { parseStsPolicy, readStsRecord } from './mta-sts-policy.ts';
import type { StsPolicy } from './mta-sts-policy.ts';
import type { Outgoing } from './outgoing.ts';

/** What holds for a domain by MTA-STS (RFC 8461). Times are milliseconds since 1970. */
export interface StsFinding {
  readonly outcome: StsOutcome;
  readonly servers?: readonly string[];
  readonly fetchedAt?: number;
  readonly expiresAt?: number;
  /** The policy is no longer announced, or could not be fetched anew: the one from before still holds. */
  readonly isKept?: boolean;
}

export interface StsPolicies {
  /** The policy of this very domain, never of one above it (§3.4). Never rejects. */
  find(domain: string, signal: AbortSignal): Promise<StsFinding>;
  /** Fetches anew what is older than a day and was asked for within a week (§3.3). Never rejects. */
  refreshDue(signal: AbortSignal): Promise<void>;
}

export interface StsOptions {
  readonly resolver: Resolver;
  readonly outgoing: Outgoing;
  readonly keep: Keep;
  readonly clock: Clock;
  /** What decides whether a fetched policy is believed, such as the trusted roots: by others it is fetched anew. */
  readonly trustedBy: string;
  /** Milliseconds that have really passed since some moment; default: those of the process. */
  readonly elapsed?: () => number;
}

interface KnownPolicy extends StsPolicy {
  readonly id: string;
  readonly fetchedAt: number;
  readonly expiresAt: number;
  readonly octets: number;
}

/** Where policies outlive the process. */
interface Shelf {
  readonly keep: Keep;
  readonly area: string;
}

const AREA = 'mta-sts';
const MOST_OCTETS = 65_536;
/** Shorter than the minute of §3.3: somebody waits to send a mail. */
const FETCH_MS = 8000;
const RETRY_MS = 300_000;
const DAY_MS = 86_400_000;
const USED_WITHIN_MS = 7 * DAY_MS;
const MOST_KNOWN = 20_000;
const MEMORY_OCTETS = 33_554_432;
const REFRESHES_AT_ONCE = 4;

/** Finds policies, keeps them as long as they say, and survives a domain that cannot be asked (§3.3, §5.1). */
export function createStsPolicies(options: StsOptions): StsPolicies {
  const { outgoing, elapsed = () => performance.now() } = options;
  const now = () => options.clock().getTime();
  const shelf = { keep: options.keep, area: `${AREA}:${options.trustedBy}` };
  const memory = new LRUCache<string, KnownPolicy>({
    max: MOST_KNOWN,
    maxSize: MEMORY_OCTETS,
    sizeCalculation: ({ octets }) => octets,
  });
  // By the time that has passed: a clock that is set back would make failures last as long as it went back.
  const usedAt = new LRUCache<string, number>({ max: MOST_KNOWN });
  const failedAt = new LRUCache<string, number>({ max: MOST_KNOWN });
  // What was fetched in the future was so before the clock was set back.
  const isFresh = ({ fetchedAt }: KnownPolicy) => now() >= fetchedAt && now() - fetchedAt < DAY_MS;

  const recall = async (domain: string): Promise<KnownPolicy | undefined> => {
    const known = memory.get(domain) ?? (await recallKept(shelf, domain, now()));
    if (known === undefined || known.expiresAt <= now()) return undefined;
    memory.set(domain, known);
    return known;
  };
  const renew = async (domain: string, id: string, signal: AbortSignal) => {
    const attempt = `${domain} ${id}`;
    if (elapsed() - (failedAt.get(attempt) ?? -Infinity) < RETRY_MS) return undefined;
    const text = await fetchPolicy(outgoing, domain, signal);
    const known = text === undefined ? undefined : knownPolicy(text, id, now());
    if (text !== undefined && known !== undefined) {
      memory.set(domain, known);
      await keepPolicy(shelf, domain, { text, known });
    } else if (!signal.aborted) failedAt.set(attempt, elapsed());
    return known;
  };
  const find = async (domain: string, signal: AbortSignal): Promise<StsFinding> => {
    const [known, record] = await Promise.all([
      recall(domain),
      options.resolver.texts(`_mta-sts.${domain}`, signal),
    ]);
    const id = record.kind === 'found' ? readStsRecord(record.records) : undefined;
    const isUnanswered = record.kind === 'failed' || record.kind === 'bogus';
    // §5.1: that the announcement is gone does not end a policy before its time.
    if (id === undefined) return known === undefined ? nothing(isUnanswered) : finding(known, true);
    if (known?.id === id && isFresh(known)) return finding(known, false);
    const renewed = await renew(domain, id, signal);
    if (renewed !== undefined) return finding(renewed, false);
    return known === undefined ? nothing(true) : finding(known, true);
  };
  return {
    find(domain, signal) {
      usedAt.set(domain, elapsed());
      return find(domain, signal);
    },
    async refreshDue(signal) {
      const isDue = ([domain, known]: [string, KnownPolicy]) =>
        !isFresh(known) && elapsed() - (usedAt.peek(domain) ?? -Infinity) < USED_WITHIN_MS;
      const due = [...memory.entries()].filter(isDue).map(([domain]) => domain);
      await pLimit(REFRESHES_AT_ONCE).map(due, (domain) => find(domain, signal));
    },
  };
}

function finding({ mode, servers, fetchedAt, expiresAt }: KnownPolicy, isKept: boolean): StsFinding {
  return { outcome: mode, servers, fetchedAt, expiresAt, ...(isKept ? { isKept } : {}) };
}

function nothing(isUnanswered: boolean): StsFinding {
  return { outcome: isUnanswered ? 'unreachable' : 'no-policy' };
}

/** The text of the policy, or undefined when there is none to be had. Only a plain 200 counts (§3.3). */
async function fetchPolicy(
  outgoing: Outgoing,
  domain: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { status, headers, body } = await outgoing.fetch({
      url: `https://mta-sts.${domain}/.well-known/mta-sts.txt`,
      maximumBytes: MOST_OCTETS,
      timeoutMs: FETCH_MS,
      signal,
    });
    const isPlain = /^text\/plain\s*(?:;|$)/i.test(headers['content-type'] ?? '');
    return status === 200 && isPlain ? body.toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}

function knownPolicy(text: string, id: string, fetchedAt: number): KnownPolicy | undefined {
  const policy = parseStsPolicy(text);
  if (policy === undefined) return undefined;
  const expiresAt = fetchedAt + policy.maxAgeSeconds * 1000;
  return { ...policy, id, fetchedAt, expiresAt, octets: text.length };
}

/** Kept as its id, a line end, and the text as it was fetched: read again by the same rules. */
async function recallKept(
  { keep, area }: Shelf,
  domain: string,
  now: number,
): Promise<KnownPolicy | undefined> {
  const none = () => new Map<string, KeptValue>();
  const kept = (await keep.get(area, [domain], now).catch(none)).get(domain);
  if (kept === undefined) return undefined;
  const text = kept.value.toString('utf8');
  const end = text.indexOf('\n');
  return end < 0 ? undefined : knownPolicy(text.slice(end + 1), text.slice(0, end), kept.keptAt);
}

/** What cannot be kept is fetched again by the next process. */
async function keepPolicy(
  { keep, area }: Shelf,
  key: string,
  { text, known }: { readonly text: string; readonly known: KnownPolicy },
): Promise<void> {
  const { id, fetchedAt, expiresAt } = known;
  const value = Buffer.from(`${id}\n${text}`);
  await keep.put(area, [{ key, value, keptAt: fetchedAt, expiresAt }]).catch(() => undefined);
}
