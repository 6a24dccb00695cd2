import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isBuildNeeded, whileLocked } from '../../../src/playground/page-build.ts';

let project: string;
const BUILT_AT = Date.parse('2026-03-02T10:00:00Z');

/** Writes a file that was last changed so many seconds after the build. */
async function file(path: string, secondsAfterBuild: number): Promise<void> {
  const changed = new Date(BUILT_AT + secondsAfterBuild * 1000);
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), '');
  await utimes(join(project, path), changed, changed);
}

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'build-'));
  for (const path of ['src/taskpane/index.tsx', 'assets/icon.png', 'webpack.config.js', 'package-lock.json'])
    await file(path, -60);
  for (const path of ['addin/taskpane.html', 'addin/launchevent.js', 'playground/index.html', '.built'])
    await file(join('dist', path), 0);
});
afterEach(() => rm(project, { recursive: true }));

describe('a build is', () => {
  test('not needed when every page is newer than its sources', async () => {
    expect(await isBuildNeeded(project)).toBe(false);
  });

  test.each(['dist/addin/launchevent.js', 'dist/playground/index.html', 'dist/.built'])(
    'needed when %s is missing',
    async (path) => {
      await rm(join(project, path));
      expect(await isBuildNeeded(project)).toBe(true);
    },
  );

  test.each([
    ['before', -1, false],
    ['at the moment of', 0, false],
    ['after', 1, true],
  ])('judged right when a source was changed %s the last build', async (_when, seconds, isNeeded) => {
    await file('src/domain/decision.ts', seconds);
    expect(await isBuildNeeded(project)).toBe(isNeeded);
  });

  test('not needed for a change of the service, which no page holds', async () => {
    await file('src/server/app.ts', 60);
    expect(await isBuildNeeded(project)).toBe(false);
  });
});

describe('the lock of the build', () => {
  const lock = (): string => join(project, '.local', 'build.lock');

  test('lets one after the other in', async () => {
    const order: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await new Promise((wait) => setTimeout(wait, 50));
      order.push(`${name} ends`);
    };
    await Promise.all([whileLocked(lock(), work('one')), whileLocked(lock(), work('two'))]);
    const [first] = order;
    const [one, two] = first === 'one begins' ? ['one', 'two'] : ['two', 'one'];
    expect(order).toEqual([`${one} begins`, `${one} ends`, `${two} begins`, `${two} ends`]);
  });

  test('is opened again when the work fails', async () => {
    await expect(whileLocked(lock(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(whileLocked(lock(), () => Promise.resolve())).resolves.toBeUndefined();
  });

  test('of a process that was killed does not hold anybody up', async () => {
    await mkdir(dirname(lock()), { recursive: true });
    // Larger than any process number.
    await writeFile(lock(), '999999999');
    await expect(whileLocked(lock(), () => Promise.resolve())).resolves.toBeUndefined();
  });
});
