import { accessSync, constants } from 'node:fs';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { delimiter, isAbsolute, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Debian keeps daemons where an ordinary user's PATH does not look. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/local/sbin'];
const APT_PACKAGE: Readonly<Record<string, string>> = {
  slapd: 'slapd',
  slapadd: 'slapd',
  nsd: 'nsd',
  unbound: 'unbound',
  postfix: 'postfix',
  'posttls-finger': 'postfix',
  'ldns-keygen': 'ldnsutils',
  'ldns-signzone': 'ldnsutils',
};
const START_MS = 15_000;

/** The path of a server program, given by name or path; throws an error that names the package to install. */
export function serverProgram(name: string): string {
  if (isAbsolute(name)) return name;
  const path = FOLDERS.map((folder) => join(folder, name)).find(isExecutable);
  if (path !== undefined) return path;
  const wanted = APT_PACKAGE[name] ?? name;
  throw new Error(`This test needs the program "${name}": sudo apt-get install ${wanted}`);
}

export interface RunningProgram {
  readonly stop: () => Promise<void>;
}

/** A port on 127.0.0.1, or elsewhere. */
type Place = number | { readonly host: string; readonly port: number };

/** Starts a program and waits until it takes connections on its port, or on all of them. */
export async function startProgram(
  name: string,
  args: readonly string[],
  ...places: readonly Place[]
): Promise<RunningProgram> {
  // As root the daemons would change to users of their own, who may not read the test's folder.
  const child = spawn(serverProgram(name), [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const stop = () => stopChild(child);
  const end = Date.now() + START_MS;
  while (Date.now() < end && child.exitCode === null) {
    if ((await Promise.all(places.map(isListening))).every(Boolean)) return { stop };
    await wait(25);
  }
  await stop();
  throw new Error(`${name} did not start: ${said.slice(-2000)}`);
}

/** A port on loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function isListening(place: Place): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(typeof place === 'number' ? { port: place, host: '127.0.0.1' } : place);
    const answer = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const isGone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 3000);
  await isGone;
  clearTimeout(force);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
