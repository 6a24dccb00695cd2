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
  const hasFailed = (name: string) => now() - (failed.get(name) ?? -Infinity) < FAILED_MS;
  const remember = (key: string, found: DatedDocument<T>) => {
    known.set(key, found);
    return found;
  };

  const restore = async ({ key, read }: DocumentWish<T>) => {
    const kept = (await keep.get(area, [key], now()).catch(() => undefined))?.get(key);
    const document = kept && (await read(kept.value));
    return kept && document && remember(key, { document, fetchedAt: kept.keptAt });
  };
  const fetchAnew = async ({ key, url, fetch, read }: DocumentWish<T>) => {
    const bytes = await fetch().catch(() => undefined);
    if (bytes === undefined) failed.set(url, now());
    const document = bytes && (await read(bytes));
    if (bytes === undefined || document === undefined || !isCurrent(document, now())) {
      failed.set(key, now());
      return undefined;
    }
    const found = { document, fetchedAt: now() };
    const expiresAt = Math.min(endOf(document), now() + LONGEST_KEPT_MS);
    await keep.put(area, [{ key, value: bytes, keptAt: now(), expiresAt }]).catch(() => undefined);
    return remember(key, found);
  };
  const find = async (wish: DocumentWish<T>) => {
    const before = known.get(wish.key) ?? (await restore(wish));
    const usable = before !== undefined && isCurrent(before.document, now()) ? before : undefined;
    if (usable !== undefined && now() - usable.fetchedAt < FRESH_MS) return usable;
    if (hasFailed(wish.url) || hasFailed(wish.key)) return usable;
    return newer(await fetchAnew(wish), usable);
  };

  return {
    take(wish) {
      const before = known.get(wish.key);
      const isFresh = before !== undefined && now() - before.fetchedAt < FRESH_MS;
      if (isFresh && isCurrent(before.document, now())) return Promise.resolve(before);
      const flight = flights.get(wish.key) ?? find(wish).finally(() => flights.delete(wish.key));
      flights.set(wish.key, flight);
      return flight;
    },
  };
}

/** Somebody on the way can hand out an older one that still holds. */
function newer<T extends SignedDocument>(
  found: DatedDocument<T> | undefined,
  before: DatedDocument<T> | undefined,
): DatedDocument<T> | undefined {
  if (found === undefined || before === undefined) return found ?? before;
  return found.document.thisUpdate >= before.document.thisUpdate ? found : before;
}

function isCurrent(document: SignedDocument, now: number): boolean {
  return document.thisUpdate <= now + SKEW_MS && now <= endOf(document);
}

function endOf({ thisUpdate, nextUpdate }: SignedDocument): number {
  return (nextUpdate ?? thisUpdate + WITHOUT_END_MS) + SKEW_MS;
}
