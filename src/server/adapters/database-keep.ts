import type { Database } from './database.ts';
import { LARGEST_KEPT } from './keep.ts';
import type { Keep, KeptValue } from './keep.ts';

/** Fewer values than any driver's limit of parameters, five of them per row. */
const ROWS = 500;
/** Expired rows go in small parts, so that neither writers nor the loop wait for the whole. */
const REMOVED_AT_ONCE = 1000;

/** What is kept in the `kept` table; SQLite and PostgreSQL alike. */
export function createDatabaseKeep(database: Database): Keep {
  return {
    async get(area, keys, now) {
      const found = new Map<string, KeptValue>();
      for (const some of chunks([...new Set(keys)])) {
        const rows = await database
          .selectFrom('kept')
          .selectAll()
          .where('area', '=', area)
          .where('key', 'in', some)
          .where('expires_at', '>', now)
          .execute();
        for (const row of rows) found.set(row.key, valueOf(row));
      }
      return found;
    },
    async put(area, values) {
      // One statement may not write a row twice: of values with one key the last counts.
      const last = [...new Map(values.map((value) => [value.key, value])).values()];
      for (const some of chunks(last)) {
        await database
          .insertInto('kept')
          .values(some.map((value) => rowOf(area, value)))
          .onConflict((conflict) =>
            conflict.columns(['area', 'key']).doUpdateSet(({ ref }) => ({
              value: ref('excluded.value'),
              kept_at: ref('excluded.kept_at'),
              expires_at: ref('excluded.expires_at'),
            })),
          )
          .execute();
      }
    },
    async removeExpired(now) {
      let count = 0;
      for (;;) {
        const removed = await removeSome(database, now);
        count += removed;
        if (removed < REMOVED_AT_ONCE) return count;
      }
    },
  };
}

async function removeSome(database: Database, now: number): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('kept')
    .where(({ eb, refTuple }) =>
      eb(
        refTuple('area', 'key'),
        'in',
        eb
          .selectFrom('kept')
          .select(['area', 'key'])
          .where('expires_at', '<=', now)
          .limit(REMOVED_AT_ONCE)
          .$asTuple('area', 'key'),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

interface Row {
  readonly key: string;
  readonly value: Uint8Array;
  readonly kept_at: number | string;
  readonly expires_at: number | string;
}

function valueOf({ key, value, kept_at, expires_at }: Row): KeptValue {
  const { buffer, byteOffset, byteLength } = value;
  return {
    key,
    value: Buffer.from(buffer, byteOffset, byteLength),
    keptAt: Number(kept_at),
    expiresAt: Number(expires_at),
  };
}

function rowOf(area: string, { key, value, keptAt, expiresAt }: KeptValue) {
  if (value.length > LARGEST_KEPT)
    throw new RangeError(`${value.length} bytes are more than is kept in one value`);
  return { area, key, value, kept_at: whole(keptAt), expires_at: whole(expiresAt) };
}

/** A time as the column holds it; one without end becomes the last that there is. */
function whole(time: number): number {
  return Math.min(Math.floor(time), Number.MAX_SAFE_INTEGER);
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += ROWS) yield items.slice(at, at + ROWS);
}
