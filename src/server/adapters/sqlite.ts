import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { SqliteDialect } from 'kysely';
import type { SqliteDatabase } from 'kysely';
import { AppError } from '../app-error.ts';

const PRAGMAS = [
  'busy_timeout=5000',
  // Every acknowledged write survives a power cut.
  'journal_mode=WAL',
  'synchronous=FULL',
  'foreign_keys=ON',
  // What is removed is written over with zeros: records are removed because they may not be kept.
  'secure_delete=ON',
];
/** Read and written by the service's own user only; SQLite makes `-wal` and `-shm` with the rights of the file. */
const OWNER_ONLY = 0o600;

/** The SQLite file, made when it is not there. */
export function sqliteDialect(path: string): SqliteDialect {
  return new SqliteDialect({ database: async () => openFile(path) });
}

function openFile(path: string): SqliteDatabase {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'a', OWNER_ONLY));
  }
  const file = new DatabaseSync(path);
  for (const pragma of PRAGMAS) file.exec(`PRAGMA ${pragma}`);
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
