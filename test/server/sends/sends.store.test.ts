import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/server/adapters/database.ts';
import { createSendStore } from '../../../src/server/sends/sends.store.ts';
import { startPostgres } from '../../support/servers/postgres.ts';
import type { RunningPostgres } from '../../support/servers/postgres.ts';
import { aRecord, sendStoreContract } from './send-store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sends-'));
let count = 0;
const newPath = () => join(folder, `made-on-demand/${count++}.sqlite`);

let postgres: RunningPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await postgres.stop();
});

sendStoreContract('SQLite', async () => {
  const database = await openDatabase(newPath());
  return { store: createSendStore(database), close: () => database.destroy() };
});

sendStoreContract('PostgreSQL', async () => {
  const database = await openDatabase(await postgres.newDatabase());
  return { store: createSendStore(database), close: () => database.destroy() };
});

describe('the SQLite file', () => {
  test('keeps its records over a restart', async () => {
    const path = newPath();
    const first = await openDatabase(path);
    await createSendStore(first).append(aRecord());
    await first.destroy();
    const second = await openDatabase(path);
    expect(await createSendStore(second).find('send-1')).toEqual(aRecord());
    await second.destroy();
  });

  test('writes to disk before it says that it has written', async () => {
    const database = await openDatabase(newPath());
    const read = async (pragma: string) =>
      (await sql.raw<object>(`PRAGMA ${pragma}`).execute(database)).rows[0];
    expect(await read('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await read('synchronous')).toEqual({ synchronous: 2 });
    await database.destroy();
  });

  test('that cannot be opened is named, with the fix', async () => {
    await expect(openDatabase('/dev/null/x.sqlite')).rejects.toMatchObject({
      code: 'database.unusable',
      message: expect.stringContaining('SECURE_SEND_DATABASE'),
    });
  });
});
