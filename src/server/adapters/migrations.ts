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
};
