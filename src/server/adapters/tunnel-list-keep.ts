import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Keep } from './keep.ts';
import type { ListOrigin } from './tunnel-list-origin.ts';
import type { GoodList, ListState } from './tunnel-list-state.ts';
import { indexOrganisations, readOrganisations, writtenDomain } from './tunnel-organisations.ts';

export interface Keeping {
  readonly keep: Keep;
  readonly clock: Clock;
  readonly origin: Pick<ListOrigin, 'source' | 'path'>;
  readonly isConsumer: (domain: string) => boolean;
}

const AREA = 'tunnel-list';
/** Ten years: its own date says when a list is old; it has to be there for that. */
const KEEP_MS = 10 * 365 * 86_400_000;

/** What is kept: the list, and whom a newer one lacks that was refused. */
export type KeptList = Required<Pick<ListState, 'list' | 'doubtful'>>;

/** Keeps the list for the next start; false when that was not possible. */
export async function keepList(kept: KeptList, { keep, clock, origin }: Keeping): Promise<boolean> {
  const now = clock().getTime();
  const value = Buffer.from(JSON.stringify(written(kept)));
  try {
    await keep.put(AREA, [{ key: keyOf(origin), value, keptAt: now, expiresAt: now + KEEP_MS }]);
    return true;
  } catch {
    return false;
  }
}

/** The last good list of this origin, read again with the same care; what cannot be read is told as a problem. */
export async function restoreList({ keep, clock, origin, isConsumer }: Keeping): Promise<Partial<ListState>> {
  try {
    const found = await keep.get(AREA, [keyOf(origin)], clock().getTime());
    const bytes = found.get(keyOf(origin))?.value;
    if (bytes === undefined) return {};
    const { doubtful, ...head } = headOf(JSON.parse(bytes.toString('utf8')));
    const list = { bytes, source: origin.source, path: origin.path, format: 'json' } as const;
    const read = readOrganisations(list, isConsumer);
    return { list: { ...read, ...head, find: indexOrganisations(read.organisations) }, doubtful };
  } catch {
    return { problem: `What was kept of the tunnel list ${origin.source} cannot be read.` };
  }
}

/** As a JSON list, with what is told of it beside. */
function written({ list: { organisations, listedAt, dateOf, hash }, doubtful }: KeptList) {
  const entries = organisations.map(({ name, since, ...entry }) => ({
    domain: writtenDomain(entry),
    name,
    ...(since === undefined ? {} : { since }),
  }));
  const head = { listedAt: listedAt.toISOString(), dateOf, hash, doubtful: [...doubtful] };
  return { ...head, organisations: entries };
}

interface Head extends Pick<GoodList, 'listedAt' | 'dateOf' | 'hash'>, Pick<ListState, 'doubtful'> {}

function headOf(value: unknown): Head {
  const { listedAt, dateOf, hash, doubtful }: Readonly<Partial<Record<keyof Head, unknown>>> = Object(value);
  const isWhole =
    typeof listedAt === 'string' && !Number.isNaN(Date.parse(listedAt)) && typeof hash === 'string';
  if (!isWhole || !isDateOf(dateOf) || !isTexts(doubtful)) throw new TypeError('no list of ours');
  return { listedAt: new Date(listedAt), dateOf, hash, doubtful: new Set(doubtful) };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isDateOf(value: unknown): value is GoodList['dateOf'] {
  return value === 'file' || value === 'server' || value === 'fetch';
}

function keyOf({ path }: Keeping['origin']): string {
  return createHash('sha256').update(path).digest('hex');
}
