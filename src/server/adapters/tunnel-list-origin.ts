import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../app-error.ts';
import type { Outgoing, OutgoingReply } from './outgoing.ts';
import { wrongList } from './tunnel-list-formats.ts';

/** By what the age of a list is counted: when its file was changed, what its server says, or when it was fetched. */
export type DateOf = 'file' | 'server' | 'fetch';

export interface FetchedList {
  readonly bytes: Buffer;
  readonly contentType?: string | undefined;
  readonly listedAt: Date;
  readonly dateOf: DateOf;
  /** Tells this state of the list from others; give it back to learn whether there is a newer one. */
  readonly stamp: string;
}

/** Where a list comes from. */
export interface ListOrigin {
  /** As people are told, without what an address may hold besides host and path. */
  readonly source: string;
  /** The whole path or address; tells lists apart. */
  readonly path: string;
  /** How long what was seen counts as what is there, milliseconds. */
  readonly lookAgainMs: number;
  /** Looking there takes no time, so that every reader waits for it; other origins are looked at by a clock. */
  readonly isNear: boolean;
  /** The list, or undefined when it is as it was at the stamp. Rejects with an AppError that says why it cannot be had. */
  fetch(seen: string | undefined, now: Date, signal: AbortSignal): Promise<FetchedList | undefined>;
}

const LARGEST_BYTES = 5_000_000;
const LOOK_AGAIN_MS = 500;
const FETCH_MS = 20_000;
const MINUTE_MS = 60_000;
const LONGEST_STAMP = 500;

/** A list in a file, which is looked at whenever it is needed. */
export function fileOrigin(path: string): ListOrigin {
  const source = basename(path);
  return {
    source,
    path,
    lookAgainMs: LOOK_AGAIN_MS,
    isNear: true,
    async fetch(seen, now) {
      try {
        const { mtime, mtimeMs, size, ino } = await stat(path);
        const stamp = `${mtimeMs} ${size} ${ino}`;
        if (stamp === seen) return undefined;
        if (size > LARGEST_BYTES) throw wrongList(source, 'is larger than 5 MB');
        return { bytes: await readFile(path), listedAt: mtime > now ? now : mtime, dateOf: 'file', stamp };
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        const message = `The tunnel list ${source} cannot be read. Put it where "tunnelList" says, for the service's user to read.`;
        throw new AppError('tunnel-list.unreadable', message, { cause });
      }
    },
  };
}

/** A list at an https address. Redirects are not followed: the address in the policy is the one that is trusted. */
export function webOrigin(
  url: string,
  { outgoing, refreshMinutes }: { readonly outgoing: Outgoing; readonly refreshMinutes: number },
): ListOrigin {
  const { host, pathname } = new URL(url);
  const source = `${host}${pathname}`;
  return {
    source,
    path: url,
    lookAgainMs: refreshMinutes * MINUTE_MS,
    isNear: false,
    async fetch(seen, now, signal) {
      const reply = await outgoing.fetch({
        url,
        headers: conditions(seen),
        maximumBytes: LARGEST_BYTES,
        timeoutMs: FETCH_MS,
        signal,
      });
      if (reply.status === 304 && seen !== undefined) return undefined;
      if (reply.status !== 200) throw wrongList(source, `was not given out: ${answered(reply.status)}`);
      return {
        ...dateOf(reply, now),
        bytes: reply.body,
        contentType: reply.headers['content-type'],
        stamp: stampOf(reply),
      };
    },
  };
}

function answered(status: number): string {
  return status >= 300 && status < 400
    ? `the server points elsewhere (${status}). Write the address that it points to`
    : `the server answered with ${status}. Correct "url" of "tunnelList", or what the server gives out there`;
}

/** The moment that the server names, unless it has not come yet; else now. */
function dateOf({ headers }: OutgoingReply, now: Date): Pick<FetchedList, 'listedAt' | 'dateOf'> {
  const changed = Date.parse(headers['last-modified'] ?? '');
  return Number.isNaN(changed) || changed > now.getTime()
    ? { listedAt: now, dateOf: 'fetch' }
    : { listedAt: new Date(changed), dateOf: 'server' };
}

function stampOf({ headers }: OutgoingReply): string {
  return JSON.stringify([headers['etag'] ?? '', headers['last-modified'] ?? '']);
}

/** What the server itself gave is given back to it; signs that no header may have were no stamp. */
function conditions(stamp: string | undefined): Readonly<Record<string, string>> {
  const [etag = '', changed = ''] = stamp === undefined ? [] : valuesOf(stamp);
  const isGood = (value: string) => /^[\x21-\x7e ]+$/.test(value) && value.length <= LONGEST_STAMP;
  return {
    ...(isGood(etag) ? { 'if-none-match': etag } : {}),
    ...(isGood(changed) ? { 'if-modified-since': changed } : {}),
  };
}

function valuesOf(stamp: string): readonly string[] {
  const values: unknown = JSON.parse(stamp);
  return Array.isArray(values) ? values.map(String) : [];
}
