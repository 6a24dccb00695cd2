import { AppError } from '../app-error.ts';
import type { ListFormat } from './tunnel-list-formats.ts';
import type { DateOf, FetchedList, ListOrigin } from './tunnel-list-origin.ts';
import { indexOrganisations, readOrganisations } from './tunnel-organisations.ts';
import type { FindListed, ReadList, TunnelOrganisation } from './tunnel-organisations.ts';

/** A list that was found good. */
export interface GoodList extends ReadList {
  readonly listedAt: Date;
  readonly dateOf: DateOf;
  /** SHA-256 of what it was read from. */
  readonly hash: string;
  readonly find: FindListed;
}

export interface ListState {
  readonly list?: GoodList;
  /** Stamp of what was looked at last, good or not. */
  readonly seen?: string;
  /** What is wrong with what was looked at last. */
  readonly refusal?: string | undefined;
  /** Why the newest state of the list is not used: the refusal, or that it cannot be had. */
  readonly problem?: string | undefined;
  readonly doubtful: ReadonlySet<string>;
  readonly lastTriedAt?: Date;
  /** The list could not be kept for the next start. */
  readonly isNotKept?: boolean;
}

export interface Judging {
  readonly origin: Pick<ListOrigin, 'source' | 'path'>;
  readonly format?: ListFormat | undefined;
  readonly maximumShrinkPercent: number;
  readonly isConsumer: (domain: string) => boolean;
}

/** The state with a new list, or with the old one and why the new one is refused. */
export function takeIn(
  before: ListState,
  fetched: FetchedList & { readonly hash: string },
  judging: Judging,
): ListState {
  const { stamp: seen, bytes, contentType, listedAt, dateOf, hash } = fetched;
  const { source, path } = judging.origin;
  const { list: last } = before;
  try {
    const list = { bytes, contentType, source, path, format: judging.format };
    const read = readOrganisations(list, judging.isConsumer);
    const lacking = last === undefined ? [] : lackingFrom(read.organisations, last.organisations);
    const percent =
      lacking.length === 0 ? 0 : (100 * lacking.length) / domainsOf(last?.organisations ?? []).size;
    if (percent > judging.maximumShrinkPercent) {
      const refusal = shrunk(source, percent, judging.maximumShrinkPercent);
      return { ...before, seen, refusal, problem: refusal, doubtful: new Set(lacking) };
    }
    const find = indexOrganisations(read.organisations);
    return { list: { ...read, listedAt, dateOf, hash, find }, seen, doubtful: new Set() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...before, seen, refusal: error.message, problem: error.message };
  }
}

function lackingFrom(
  organisations: readonly TunnelOrganisation[],
  last: readonly TunnelOrganisation[],
): readonly string[] {
  const now = domainsOf(organisations);
  return [...domainsOf(last)].filter((domain) => !now.has(domain));
}

function domainsOf(organisations: readonly TunnelOrganisation[]): ReadonlySet<string> {
  return new Set(organisations.map(({ domain }) => domain));
}

function shrunk(source: string, percent: number, most: number): string {
  const share = Math.ceil(percent);
  return (
    `The new tunnel list ${source} lacks ${share} % of the last one, more than ${most} %, and is not used. ` +
    `If it is right, set "maximumShrinkPercent" of "tunnelList" to ${share}, start the service anew, and set it back.`
  );
}
