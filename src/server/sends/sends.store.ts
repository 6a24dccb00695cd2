import type { Database } from '../adapters/database.ts';
import { AppError } from '../app-error.ts';
import type { SendRecord } from './send-record.ts';

/** Where the records of sends are kept. Every driver passes the same contract tests. */
export interface SendStore {
  append(record: SendRecord): Promise<void>;
  find(id: string): Promise<SendRecord | undefined>;
  /** Removes what was recorded before the instant; answers how many records that were. */
  removeBefore(instant: Date): Promise<number>;
  /** Rejects when records cannot be written or read. */
  check(): Promise<void>;
}

/** Records in the `sends` table; SQLite and PostgreSQL alike. */
export function createSendStore(database: Database): SendStore {
  return {
    async append(record) {
      const { id, at, sender, verdict } = record;
      await database
        .insertInto('sends')
        .values({ id, at, sender, verdict, record: JSON.stringify(record) })
        .execute()
        .catch((cause: unknown) => {
          throw new AppError('sends.not-recorded', 'The send could not be recorded. Try again.', { cause });
        });
    },
    async find(id) {
      const row = await database.selectFrom('sends').select('record').where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : JSON.parse(row.record);
    },
    async removeBefore(instant) {
      const { numDeletedRows } = await database
        .deleteFrom('sends')
        .where('at', '<', instant.toISOString())
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
    async check() {
      await database.selectFrom('sends').select('id').limit(1).execute();
    },
  };
}
