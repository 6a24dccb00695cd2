import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/server/adapters/database.ts';
import { createSendStore } from '../../../src/server/sends/sends.store.ts';
import { aRecord } from '../sends/send-store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'database-'));
const PERMISSIONS = 0o777;

afterAll(() => rmSync(folder, { recursive: true }));

describe('the database file', () => {
  test('is for the eyes of the service’s own user, and so is its journal', async () => {
    const before = process.umask(0);
    const path = join(folder, 'own.sqlite');
    const database = await openDatabase(path);
    try {
      const modes = ['', '-wal', '-shm'].map((end) => statSync(`${path}${end}`).mode & PERMISSIONS);
      expect(modes).toEqual([0o600, 0o600, 0o600]);
    } finally {
      process.umask(before);
      await database.destroy();
    }
  });

  test('holds no byte of a removed record once it is closed', async () => {
    const path = join(folder, 'removed.sqlite');
    const database = await openDatabase(path);
    const store = createSendStore(database);
    const record = aRecord({ sender: 'removed.person@phv.example' });
    await store.append(record);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
    expect(readFileSync(path).includes('removed.person')).toBe(true);
    expect(await store.removeBefore(new Date('2100-01-01T00:00:00.000Z'))).toBe(1);
    await database.destroy();
    expect(readFileSync(path).includes('removed.person')).toBe(false);
  });
});
