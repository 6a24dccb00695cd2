import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import type { SqliteDatabase } from 'kysely';
import { AppError } from '../app-error.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Tables } from './migrations.ts';

export type Database = Kysely<Tables>;

/** Opens the SQLite file, made when it is not there, and brings its tables up to date. */
export async function openDatabase(path: string): Promise<Database> {
  const database = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: async () => openFile(path) }),
  });
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    return database;
  } catch (cause) {
    await database.destroy().catch(() => undefined);
    throw new AppError(
      'database.unusable',
      `The database ${path} cannot be opened. Set SECURE_SEND_DATABASE to a file in a writable folder.`,
      { cause },
    );
  }
}

/** Every acknowledged write survives a power cut: WAL with `synchronous=FULL`. */
function openFile(path: string): SqliteDatabase {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const file = new DatabaseSync(path);
  file.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000',
  );
  return {
    close: () => file.close(),
    prepare(sql) {
      const statement = file.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...parameters.map(toValue)),
        run: (parameters) => statement.run(...parameters.map(toValue)),
        iterate: (parameters) => statement.iterate(...parameters.map(toValue)),
      };
    },
  };
}

function toValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value;
  }
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array) return value;
  throw new AppError('database.value', `SQLite has no place for a ${typeof value}.`);
}
