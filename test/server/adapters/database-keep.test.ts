import { createDatabaseKeep } from '../../../src/server/adapters/database-keep.ts';
import { openDatabase } from '../../../src/server/adapters/database.ts';
import { startPostgres } from '../../support/servers/postgres.ts';
import type { RunningPostgres } from '../../support/servers/postgres.ts';
import { aValue, keepContract } from './keep-contract.ts';

let postgres: RunningPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

async function opened(where: string) {
  const database = await openDatabase(where);
  return { keep: createDatabaseKeep(database), close: () => database.destroy() };
}

keepContract('SQLite', () => opened(':memory:'));
keepContract('PostgreSQL', async () => opened(await postgres.newDatabase()));

describe('what is kept', () => {
  test('is seen by every process on the same PostgreSQL', async () => {
    const url = await postgres.newDatabase();
    const [one, two] = await Promise.all([opened(url), opened(url)]);
    await one.keep.put('area', [aValue()]);
    expect((await two.keep.get('area', ['one'], 0)).get('one')).toEqual(aValue());
    await Promise.all([one.close(), two.close()]);
  });

  test('is refused where it is larger than any answer could be', async () => {
    const { keep, close } = await opened(':memory:');
    const value = Buffer.alloc(20 * 1024 * 1024 + 1);
    await expect(keep.put('area', [aValue({ value })])).rejects.toThrow('20971521 bytes');
    await close();
  });

  test('rejects when the database is gone, so that owners go on without', async () => {
    const { keep, close } = await opened(await postgres.newDatabase());
    await close();
    await expect(keep.get('area', ['one'], 0)).rejects.toThrow();
    await expect(keep.put('area', [aValue()])).rejects.toThrow();
    await expect(keep.removeExpired(0)).rejects.toThrow();
  });
});
