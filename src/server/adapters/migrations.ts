import type { Kysely, Migration } from 'kysely';

/** Tables as the newest migration leaves them. Times are ISO 8601 in UTC; `record` is JSON. */
export interface Tables {
  readonly sends: {
    readonly id: string;
    readonly at: string;
    readonly sender: string;
    readonly verdict: string;
    readonly record: string;
  };
  /** Recipients' certificates that IT has added: a row per address in a certificate, `''` for issuers; DER in base64. */
  readonly certificates: {
    readonly fingerprint: string;
    readonly address: string;
    readonly der: string;
    readonly added_at: string;
  };
}

/** By name, in order; never changed once released. */
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
