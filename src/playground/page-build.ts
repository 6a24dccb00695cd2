import { fork } from 'node:child_process';
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BuildMessage } from './build-pages.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const STAMP = join(PROJECT, 'dist', '.built');
const LOCK = join(PROJECT, '.local', 'build.lock');
const OUTPUTS = ['dist/addin/taskpane.html', 'dist/addin/launchevent.js', 'dist/playground/index.html'];
const SOURCES = ['src', 'assets', 'webpack.config.js', 'package-lock.json'];
/** Their code is in no page. */
const NOT_IN_PAGES = [join('src', 'server'), join('src', 'cli'), join('src', 'playground', 'world')];
const LOCK_POLL_MS = 300;
/** The lock is touched while the build runs; one that was not for so long belongs to a build that was killed. */
const LOCK_TOUCH_MS = 5_000;
const LOCK_LIFE_MS = 30_000;

/** What webpack had to say; the message is its report. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed';
}

/** True when a page is missing, or older than something that it is built from. */
export async function isBuildNeeded(): Promise<boolean> {
  const outputs = await Promise.all([STAMP, ...OUTPUTS].map((path) => changedAt(resolve(PROJECT, path))));
  if (outputs.includes(0)) return true;
  const built = outputs[0] ?? 0;
  const sources = await Promise.all(SOURCES.map((path) => newestChange(path)));
  return sources.some((changed) => changed > built);
}

/** Builds all pages; several processes that ask at once (the end-to-end tests) build once. */
export async function buildPages(onProgress: (fraction: number) => void): Promise<void> {
  await takeLock();
  const touching = setInterval(() => void touchLock(), LOCK_TOUCH_MS);
  try {
    if (!(await isBuildNeeded())) return;
    // From before the build: what is saved meanwhile counts as newer.
    const startedAt = new Date();
    await runWebpack(onProgress);
    await writeFile(STAMP, `${startedAt.toISOString()}\n`);
    await utimes(STAMP, startedAt, startedAt);
  } finally {
    clearInterval(touching);
    await rm(LOCK, { recursive: true, force: true });
  }
}

function runWebpack(onProgress: (fraction: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'build-pages.ts'), {
      cwd: PROJECT,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    let complaint = '';
    let problem: string | undefined;
    child.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
    child.on('message', (message: BuildMessage) => {
      if (message.kind === 'progress') onProgress(message.fraction);
      else problem = message.text;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code !== 0) problem ??= complaint;
      if (problem === undefined) resolve();
      else reject(new BuildFailed(problem));
    });
  });
}

async function takeLock(): Promise<void> {
  await mkdir(join(PROJECT, '.local'), { recursive: true });
  for (;;) {
    try {
      return await mkdir(LOCK);
    } catch {
      if (Date.now() - (await changedAt(LOCK)) > LOCK_LIFE_MS)
        await rm(LOCK, { recursive: true, force: true });
      else await new Promise((wait) => setTimeout(wait, LOCK_POLL_MS));
    }
  }
}

async function touchLock(): Promise<void> {
  const now = new Date();
  await utimes(LOCK, now, now).catch(() => undefined);
}

async function newestChange(path: string): Promise<number> {
  if (NOT_IN_PAGES.includes(path)) return 0;
  const entries = await readdir(join(PROJECT, path), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return changedAt(join(PROJECT, path));
  const changes = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? newestChange(join(path, entry.name)) : changedAt(join(PROJECT, path, entry.name)),
    ),
  );
  return Math.max(0, ...changes);
}

/** Milliseconds since 1970; 0 when there is no such file. */
async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
