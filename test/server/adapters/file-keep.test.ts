import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabaseKeep } from '../../../src/server/adapters/database-keep.ts';
import { openDatabase } from '../../../src/server/adapters/database.ts';
import { createFileKeep } from '../../../src/server/adapters/file-keep.ts';
import type { Keep, KeptValue } from '../../../src/server/adapters/keep.ts';
import { aValue, keepContract } from './keep-contract.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function opened() {
  const folder = mkdtempSync(join(tmpdir(), 'file-keep-'));
  folders.push(folder);
  const database = await openDatabase(join(folder, 'one.sqlite'));
  const inDatabase = createDatabaseKeep(database);
  const path = join(folder, 'one.sqlite-kept');
  return { keep: createFileKeep(inDatabase, path), inDatabase, path, close: () => database.destroy() };
}

keepContract('SQLite with files', opened);

describe('a large value', () => {
  const large = aValue({ value: Buffer.alloc(300_000, 7) });
  const other = aValue({ value: Buffer.alloc(300_000, 8) });
  const has = async (keep: Keep, { value }: KeptValue) =>
    (await keep.get('area', ['one'], 0)).get('one')?.value.equals(value);
  let at: Awaited<ReturnType<typeof opened>>;

  beforeEach(async () => {
    at = await opened();
    await at.keep.put('area', [large]);
  });
  afterEach(() => at.close());

  test('is in a file for nobody but the service, and outlives the process', async () => {
    const [name = ''] = readdirSync(at.path);
    expect(statSync(join(at.path, name)).mode & 0o777).toBe(0o600);
    expect(statSync(at.path).mode & 0o777).toBe(0o700);
    expect(await has(createFileKeep(at.inDatabase, at.path), large)).toBe(true);
  });

  test('that is replaced or over leaves no file behind', async () => {
    await at.keep.put('area', [other]);
    expect(readdirSync(at.path).length).toBe(1);
    expect(await has(at.keep, other)).toBe(true);
    await at.keep.put('area', [aValue()]);
    expect(readdirSync(at.path)).toEqual([]);
    await at.keep.put('area', [large, { ...large, key: 'two', expiresAt: large.expiresAt + 1 }]);
    expect(await at.keep.removeExpired(large.expiresAt)).toBe(1);
    expect(readdirSync(at.path).length).toBe(1);
  });

  test('that nobody names, since the process ended before it could, is removed at its end', async () => {
    await at.inDatabase.put('area', [aValue({ value: Buffer.from('0') })]);
    await at.keep.removeExpired(large.expiresAt - 1);
    expect(readdirSync(at.path).length).toBe(1);
    await at.keep.removeExpired(large.expiresAt);
    expect(readdirSync(at.path)).toEqual([]);
  });

  test('whose file is gone, or that was written in another form, is not there', async () => {
    for (const name of readdirSync(at.path)) rmSync(join(at.path, name));
    expect(await has(at.keep, large)).toBeUndefined();
    await at.inDatabase.put('area', [aValue({ value: Buffer.from('0') })]);
    expect(await has(at.keep, large)).toBeUndefined();
  });

  test('is never looked for outside the folder', async () => {
    writeFileSync(join(at.path, '..', 'secret'), 'secret');
    await at.inDatabase.put('area', [aValue({ value: Buffer.from('\u0001../secret') })]);
    expect(await has(at.keep, large)).toBeUndefined();
    await at.keep.put('area', [aValue()]);
    expect(statSync(join(at.path, '..', 'secret')).size).toBe(6);
  });

  test('is refused where it is larger than any answer could be, and the one before stays', async () => {
    const value = Buffer.alloc(20 * 1024 * 1024 + 1);
    await expect(at.keep.put('area', [aValue({ value })])).rejects.toThrow('20971521 bytes');
    expect(await has(at.keep, large)).toBe(true);
  });

  test('that the disk does not take is told to its owner, and the one before stays', async () => {
    const blocked = createFileKeep(at.inDatabase, join(at.path, readdirSync(at.path)[0] ?? ''));
    await expect(blocked.put('area', [other])).rejects.toThrow();
    expect(await has(at.keep, large)).toBe(true);
  });
});
