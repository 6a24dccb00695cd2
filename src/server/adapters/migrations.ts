import type { Generated, Kysely, Migration } from 'kysely';

/** Tables as the newest migration leaves them. Times of sends are ISO 8601 in UTC; `record` is JSON. */
export interface Tables {
  readonly sends: {
    readonly id: string;
    readonly at: string;
    readonly sender: string;
    readonly verdict: string;
    readonly record: string;
  };
  /** What outlives the process, see `Keep`. Times are milliseconds since 1970; PostgreSQL gives them as text. */
  readonly kept: {
    readonly area: string;
    readonly key: string;
    readonly value: Uint8Array;
    readonly kept_at: number | string;
    readonly expires_at: number | string;
  };
  /** Who is looking something up at the moment; times are those of the database. */
  readonly leases: {
    readonly key: string;
    readonly holder: string;
    readonly ends_at: Generated<Date>;
  };
  /** Recipients' certificates that IT has added: a row per address in a certificate, `''` for issuers; DER in base64. */
  readonly certificates: {
    readonly fingerprint: string;
    readonly address: string;
    readonly der: string;
    readonly added_at: string;
  };
}

/** By name, in order; never changed once released. The same on SQLite and PostgreSQL. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-sends': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('sends')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('verdict', 'text', (column) => column.notNull())
        .addColumn('record', 'text', (column) => column.notNull())
        .execute();
      await database.schema.createIndex('sends_at').on('sends').column('at').execute();
    },
  },
  '002-kept': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('kept')
        .addColumn('area', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        // SQLite takes any name of a type, and bytes stay bytes in a column of this one.
        .addColumn('value', 'bytea', (column) => column.notNull())
        .addColumn('kept_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('kept_key', ['area', 'key'])
        .execute();
      await database.schema.createIndex('kept_expires_at').on('kept').column('expires_at').execute();
      await database.schema
        .createTable('leases')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('ends_at', 'timestamptz', (column) => column.notNull())
        .execute();
    },
  },
  '003-certificates': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('certificates')
        .addColumn('fingerprint', 'text', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('der', 'text', (column) => column.notNull())
        .addColumn('added_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('certificates_key', ['fingerprint', 'address'])
        .execute();
      await database.schema
        .createIndex('certificates_address')
        .on('certificates')
        .column('address')
        .execute();
    },
  },
};
