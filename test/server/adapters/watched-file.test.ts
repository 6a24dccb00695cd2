import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { watchPath } from '../../../src/server/adapters/watched-file.ts';

const NOTICED_MS = 600;
let folder: string;
let path: string;
let reads: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watched-'));
  path = join(folder, 'file');
  reads = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const watch = () =>
  watchPath(path, async () => {
    reads++;
    const text = await readFile(path, 'utf8');
    if (text === 'bad') throw new Error('it is bad');
    return text;
  });

describe('a file that is watched', () => {
  test('is read once for all who ask, and again when it changes', async () => {
    writeFileSync(path, 'one');
    const read = watch();
    expect(await Promise.all([read(), read(), read()])).toEqual(['one', 'one', 'one']);
    expect(await read()).toBe('one');
    writeFileSync(join(folder, 'next'), 'two');
    renameSync(join(folder, 'next'), path);
    await wait(NOTICED_MS);
    expect(await read()).toBe('two');
    expect(reads).toBe(2);
  });

  test('that is bad stays bad until it changes, so that nothing old is taken for it', async () => {
    writeFileSync(path, 'bad');
    const read = watch();
    await expect(read()).rejects.toThrow('it is bad');
    await wait(NOTICED_MS);
    await expect(read()).rejects.toThrow('it is bad');
    expect(reads).toBe(1);
  });

  test('that is gone is told to be gone, and found when it is there again', async () => {
    const read = watch();
    await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
    writeFileSync(path, 'one');
    expect(await read()).toBe('one');
    rmSync(path);
    await wait(NOTICED_MS);
    await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is read again after the clock was set back', async () => {
    writeFileSync(path, 'one');
    const read = watch();
    await read();
    const earlier = jest.spyOn(Date, 'now').mockReturnValue(0);
    writeFileSync(path, 'other');
    await wait(NOTICED_MS);
    expect(await read()).toBe('other');
    earlier.mockRestore();
  });
});
