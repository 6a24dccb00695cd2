import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Who does a piece of work that several processes want: the first to ask; the others wait for what it keeps. */
export interface Leases {
  /** Those of the keys that nobody else holds; they are ours from here on, until given back. */
  take(keys: readonly string[]): Promise<ReadonlySet<string>>;
  give(keys: readonly string[]): Promise<void>;
  /** Gives everything back. */
  close(): Promise<void>;
}

export interface LeaseOptions {
  /** Names this process among all on the database. */
  readonly holder: string;
  /** A holder that has not said for so long that it lives has lost its leases, milliseconds. */
  readonly leaseMs?: number;
}

const LEASE_MS = 2000;
/** A holder says so often within the time of a lease that it lives. */
const BEATS = 4;

/**
 * Leases in a table of PostgreSQL, by its clock, so that those of the machines do not matter. Rows are taken and left in
 * the order of their keys: no two processes wait for each other.
 */
export function createDatabaseLeases(
  database: Database,
  { holder, leaseMs = LEASE_MS }: LeaseOptions,
): Leases {
  const held = new Set<string>();
  const end = sql<Date>`clock_timestamp() + make_interval(secs => ${leaseMs / 1000})`;
  const ours = (keys: readonly string[]) =>
    database
      .selectFrom('leases')
      .select('key')
      .where('key', 'in', keys)
      .where('holder', '=', holder)
      .orderBy('key')
      .forUpdate();
  const renew = async () => {
    if (held.size === 0) return;
    await database
      .updateTable('leases')
      .set({ ends_at: end })
      .where('key', 'in', ours([...held]))
      .execute();
  };
  // A beat that fails is not made up for: the lease runs out, and somebody else does the work as well.
  const beat = setInterval(() => void renew().catch(() => undefined), leaseMs / BEATS).unref();
  const give = async (keys: readonly string[]) => {
    for (const key of keys) held.delete(key);
    if (keys.length > 0) await database.deleteFrom('leases').where('key', 'in', ours(keys)).execute();
  };
  return {
    async take(keys) {
      if (keys.length === 0) return new Set();
      const rows = await database
        .insertInto('leases')
        .values([...new Set(keys)].sort().map((key) => ({ key, holder, ends_at: end })))
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet(({ ref }) => ({ holder: ref('excluded.holder'), ends_at: ref('excluded.ends_at') }))
            .where('leases.ends_at', '<=', sql<Date>`clock_timestamp()`),
        )
        .returning('key')
        .execute();
      for (const { key } of rows) held.add(key);
      return new Set(rows.map(({ key }) => key));
    },
    give,
    async close() {
      clearInterval(beat);
      await give([...held]);
    },
  };
}
