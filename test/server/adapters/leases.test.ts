import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../../../src/server/adapters/database.ts';
import { createDatabaseLeases } from '../../../src/server/adapters/leases.ts';
import { startPostgres } from '../../support/servers/postgres.ts';
import type { RunningPostgres } from '../../support/servers/postgres.ts';

let postgres: RunningPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

async function twoProcesses(leaseMs = 60_000) {
  const url = await postgres.newDatabase();
  const databases = await Promise.all([openDatabase(url), openDatabase(url)]);
  const [one, two] = databases.map((database, index) =>
    createDatabaseLeases(database, { holder: `process-${index}`, leaseMs }),
  );
  if (one === undefined || two === undefined) throw new Error('two were opened');
  const close = async () => {
    await Promise.all([one.close(), two.close()]);
    await Promise.all(databases.map((database) => database.destroy()));
  };
  return { one, two, databases, close };
}

describe('the lease of a piece of work', () => {
  test('is had by one process at a time', async () => {
    const { one, two, close } = await twoProcesses();
    expect(await one.take(['a', 'b'])).toEqual(new Set(['a', 'b']));
    expect(await two.take(['b', 'c'])).toEqual(new Set(['c']));
    await one.give(['b']);
    expect(await two.take(['b', 'a'])).toEqual(new Set(['b']));
    await close();
  });

  test('cannot be given back by another', async () => {
    const { one, two, close } = await twoProcesses();
    await one.take(['a']);
    await two.give(['a']);
    expect((await two.take(['a'])).size).toBe(0);
    await close();
  });

  test('goes to exactly one of those who ask at the same time, in whatever order', async () => {
    const { one, two, close } = await twoProcesses();
    const keys = Array.from({ length: 200 }, (_unused, index) => `key-${index}`);
    const [mine, theirs] = await Promise.all([one.take(keys), two.take([...keys].reverse())]);
    expect(mine.size + theirs.size).toBe(keys.length);
    expect(new Set([...mine, ...theirs]).size).toBe(keys.length);
    await Promise.all([one.give([...mine].reverse()), two.give([...theirs])]);
    expect((await one.take(keys)).size).toBe(keys.length);
    await close();
  });

  test('lasts as long as its holder lives', async () => {
    const { one, two, close } = await twoProcesses(4000);
    await one.take(['a']);
    await wait(5000);
    expect((await two.take(['a'])).size).toBe(0);
    await close();
  });

  test('is free a while after its holder has died', async () => {
    const { one, two, databases, close } = await twoProcesses(1000);
    await one.take(['a']);
    await databases[0]?.destroy();
    await wait(1500);
    expect((await two.take(['a'])).size).toBe(1);
    await close().catch(() => undefined);
    await databases[1]?.destroy();
  });

  test('is given back when the process stops', async () => {
    const { one, two, close } = await twoProcesses();
    await one.take(['a']);
    await one.close();
    expect((await two.take(['a'])).size).toBe(1);
    await close();
  });
});
