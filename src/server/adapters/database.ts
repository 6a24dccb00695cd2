import { Kysely, Migrator } from 'kysely';
import { AppError } from '../app-error.ts';
import { isPostgres } from '../config.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Tables } from './migrations.ts';
import { placeOf, postgresDialect, troubleOf } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';

export type Database = Kysely<Tables>;

/**
 * Opens the SQLite file at a path, or the PostgreSQL at a URL, and brings its tables up to date. Processes that start at
 * once on one PostgreSQL wait for each other (an advisory lock of Kysely's migrator).
 */
export async function openDatabase(where: string): Promise<Database> {
  const database = new Kysely<Tables>({
    dialect: isPostgres(where) ? postgresDialect(where) : sqliteDialect(where),
  });
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    return database;
  } catch (cause) {
    await database.destroy().catch(() => undefined);
    throw new AppError('database.unusable', unusable(where, cause), { cause });
  }
}

function unusable(where: string, cause: unknown): string {
  if (!isPostgres(where)) {
    return `The database ${where} cannot be opened. Set SECURE_SEND_DATABASE to a file in a writable folder.`;
  }
  return `The database ${placeOf(where)} cannot be used: ${troubleOf(cause)}. Set DATABASE_URL to a PostgreSQL that answers.`;
}
