import { fork } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BuildMessage } from './build-pages.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const STAMP = join('dist', '.built');
const LOCK = join('.local', 'build.lock');
const OUTPUTS = ['dist/addin/taskpane.html', 'dist/addin/launchevent.js', 'dist/playground/index.html'];
const SOURCES = ['src', 'assets', 'webpack.config.js', 'package-lock.json'];
/** Their code is in no page. */
const NOT_IN_PAGES = [join('src', 'server'), join('src', 'cli')];
const LOCK_POLL_MS = 300;
/** Between the making of the lock and the writing of its holder's number. */
const LOCK_BIRTH_MS = 5_000;

/** What webpack had to say; the message is its report. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed';
}

/** True when a page is missing, or older than something that it is built from. */
export async function isBuildNeeded(project: string = PROJECT): Promise<boolean> {
  const made = await Promise.all([STAMP, ...OUTPUTS].map((path) => changedAt(join(project, path))));
  if (made.includes(0)) return true;
  const [builtAt = 0] = made;
  const sources = await Promise.all(SOURCES.map((path) => newestChange(project, path)));
  return sources.some((changed) => changed > builtAt);
}

/** Builds all pages; several processes that ask at once (the end-to-end tests) build once. */
export async function buildPages(onProgress: (fraction: number) => void): Promise<void> {
  await whileLocked(join(PROJECT, LOCK), async () => {
    if (!(await isBuildNeeded())) return;
    // From before the build: what is saved meanwhile counts as newer.
    const startedAt = new Date();
    await runWebpack(onProgress);
    await writeFile(join(PROJECT, STAMP), '');
    await utimes(join(PROJECT, STAMP), startedAt, startedAt);
  });
}

/** Runs it while no other process holds the lock file; that of a process that was killed does not count. */
export async function whileLocked(lock: string, run: () => Promise<void>): Promise<void> {
  await mkdir(dirname(lock), { recursive: true });
  while (!(await tryLock(lock))) {
    if (await isHolderGone(lock)) await rm(lock, { force: true });
    else await new Promise((wait) => setTimeout(wait, LOCK_POLL_MS));
  }
  try {
    await run();
  } finally {
    await rm(lock, { force: true });
  }
}

async function tryLock(lock: string): Promise<boolean> {
  return writeFile(lock, String(process.pid), { flag: 'wx' }).then(
    () => true,
    () => false,
  );
}

async function isHolderGone(lock: string): Promise<boolean> {
  const text = await readFile(lock, 'utf8').catch(() => '');
  if (text === '') return Date.now() - (await changedAt(lock)) > LOCK_BIRTH_MS;
  try {
    // Signal 0 only asks whether there is such a process.
    process.kill(Number(text), 0);
    return false;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH';
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
    child.once('close', (code) => {
      if (code !== 0) problem ??= complaint;
      if (problem === undefined) resolve();
      else reject(new BuildFailed(problem));
    });
  });
}

async function newestChange(project: string, path: string): Promise<number> {
  if (NOT_IN_PAGES.includes(path)) return 0;
  const entries = await readdir(join(project, path), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return changedAt(join(project, path));
  const changes = await Promise.all(
    entries.map((entry) => {
      const below = join(path, entry.name);
      return entry.isDirectory() ? newestChange(project, below) : changedAt(join(project, below));
    }),
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
