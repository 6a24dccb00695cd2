import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Keep } from './keep.ts';

/** A verified statement that says itself how long it holds. Times are milliseconds since 1970. */
export interface SignedDocument {
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  /** Its size in memory. */
  readonly bytes: number;
}

export interface DatedDocument<T> {
  readonly document: T;
  readonly fetchedAt: number;
}

export interface DocumentWish<T> {
  /** What it is the only one for. */
  readonly key: string;
  /** Where it comes from; an address that does not answer is left alone for a while, whatever is wanted of it. */
  readonly url: string;
  readonly fetch: () => Promise<Buffer>;
  /** Reads and verifies; undefined for what is no such document. */
  readonly read: (bytes: Buffer) => Promise<T | undefined>;
}

export interface SignedDocuments<T> {
  /** The document, current now, or undefined when there is none. Never rejects. Many who ask at once fetch it once. */
  take(wish: DocumentWish<T>): Promise<DatedDocument<T> | undefined>;
}

export interface SignedDocumentsOptions {
  /** Of `keep`. */
  readonly area: string;
  readonly keep: Keep;
  readonly clock: Clock;
  readonly mostBytes: number;
}

/** How far clocks may differ. */
const SKEW_MS = 300_000;
/** A reply that names no end is as good as new for so long. */
const WITHOUT_END_MS = 3_600_000;
/** One that still holds is fetched anew after a day: issuers bring out new ones early when something has happened. */
const FRESH_MS = 86_400_000;
const FAILED_MS = 60_000;
const MOST_FAILED = 10_000;
const LONGEST_KEPT_MS = 30 * 86_400_000;

/** Keeps documents while they hold, in memory and beyond; what is read back from there is verified again. */
export function createSignedDocuments<T extends SignedDocument>(
  options: SignedDocumentsOptions,
): SignedDocuments<T> {
  const { area, keep, clock, mostBytes } = options;
  const now = () => clock().getTime();
  const known = new LRUCache<string, DatedDocument<T>>({
    maxSize: mostBytes,
    sizeCalculation: ({ document }) => document.bytes + 1000,
  });
  const failed = new LRUCache<string, number>({ max: MOST_FAILED });
  const flights = new Map<string, Promise<DatedDocument<T> | undefined>>();
  const hasFailed = (name: string) => isWithin(now() - (failed.get(name) ?? -Infinity), FAILED_MS);
  const isFresh = ({ document, fetchedAt }: DatedDocument<T>) =>
    isCurrent(document, now()) && isWithin(now() - fetchedAt, FRESH_MS);

  const restore = async ({ key, read }: DocumentWish<T>): Promise<DatedDocument<T> | undefined> => {
    const kept = (await keep.get(area, [key], now()).catch(() => undefined))?.get(key);
    const document = kept && (await read(kept.value));
    return kept && document && { document, fetchedAt: kept.keptAt };
  };
  /** Fetches and keeps, or only notes that there was nothing better to be had than `held`. */
  const fetchAnew = async (
    { key, url, fetch, read }: DocumentWish<T>,
    held: DatedDocument<T> | undefined,
  ): Promise<DatedDocument<T> | undefined> => {
    const bytes = await fetch().catch(() => undefined);
    if (bytes === undefined) failed.set(url, now());
    const document = bytes && (await read(bytes));
    if (!bytes || !document || !isCurrent(document, now()) || isOlder(document, held?.document)) {
      failed.set(key, now());
      return undefined;
    }
    const expiresAt = Math.min(endOf(document), now() + LONGEST_KEPT_MS);
    await keep.put(area, [{ key, value: bytes, keptAt: now(), expiresAt }]).catch(() => undefined);
    return { document, fetchedAt: now() };
  };
  const find = async (wish: DocumentWish<T>) => {
    const { key, url } = wish;
    const isLeftAlone = hasFailed(url) || hasFailed(key);
    const own = known.get(key);
    // Another process may have a later one, which must not be written over by what is fetched now.
    const held = own !== undefined && isLeftAlone ? own : laterOf(own, await restore(wish));
    const mayFetch = !isLeftAlone && (held === undefined || !isFresh(held));
    const found = (mayFetch ? await fetchAnew(wish, held) : undefined) ?? held;
    // One that is over is remembered as well: none that is older is believed after it.
    if (found !== undefined) known.set(key, found);
    return found !== undefined && isCurrent(found.document, now()) ? found : undefined;
  };

  return {
    take(wish) {
      const before = known.get(wish.key);
      if (before !== undefined && isFresh(before)) return Promise.resolve(before);
      const flight = flights.get(wish.key) ?? find(wish).finally(() => flights.delete(wish.key));
      flights.set(wish.key, flight);
      return flight;
    },
  };
}

function laterOf<T extends SignedDocument>(
  one: DatedDocument<T> | undefined,
  other: DatedDocument<T> | undefined,
): DatedDocument<T> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const difference = one.document.thisUpdate - other.document.thisUpdate || one.fetchedAt - other.fetchedAt;
  return difference >= 0 ? one : other;
}

/** Somebody on the way can hand out an older one that still holds, where what has been revoked since is not. */
function isOlder(document: SignedDocument, held: SignedDocument | undefined): boolean {
  return held !== undefined && document.thisUpdate < held.thisUpdate;
}

/** A time ahead of now was written before the clock was set back, and says nothing of how long ago that is. */
function isWithin(age: number, longest: number): boolean {
  return age >= 0 && age < longest;
}

function isCurrent(document: SignedDocument, now: number): boolean {
  return document.thisUpdate <= now + SKEW_MS && now <= endOf(document);
}

function endOf({ thisUpdate, nextUpdate }: SignedDocument): number {
  return (nextUpdate ?? thisUpdate + WITHOUT_END_MS) + SKEW_MS;
}
