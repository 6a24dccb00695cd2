import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { access, glob, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The real servers that adapters are tested against, and what they need. */
export const PROGRAMS = [
  'slapd',
  'nsd',
  'unbound',
  'postfix',
  'ldns-signzone',
  'openssl',
  'unshare',
] as const;
export type Program = (typeof PROGRAMS)[number];

export interface NeedySuite {
  readonly file: string;
  readonly needs: readonly Program[];
}

/** Packages that are not called as their program is. */
const DEBIAN_PACKAGE: Readonly<Record<string, string>> = {
  'ldns-signzone': 'ldnsutils',
  // The program itself is on every Linux; a network of its own is of use with `ip` only.
  unshare: 'iproute2',
};
const BREW_PACKAGE: Readonly<Record<string, string>> = { slapd: 'openldap', 'ldns-signzone': 'ldns' };

/** Programs that begin as root, to drop to users of their own. */
const NEED_ROOT: readonly string[] = ['postfix', 'unshare'] satisfies readonly Program[];

/** Not every system lets root do it: a container needs the capability SYS_ADMIN for networks and mounts of its own. */
const TRIALS: Readonly<Partial<Record<Program, readonly string[]>>> = {
  unshare: ['--net', '--mount', 'ip', 'link', 'set', 'lo', 'up'],
};

/** Daemons live in sbin folders, which a user's PATH often leaves out. */
const FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/sbin',
  '/opt/homebrew/sbin',
  '/usr/libexec',
  '/usr/lib/openldap',
];

const NEED = /(?:@needs[^\n]*|from '[^']*)\b(slapd|nsd|unbound|postfix|ldns-signzone|openssl|unshare)\b/g;

/** Where the program is, or undefined. */
async function findProgram(name: string): Promise<string | undefined> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), ...FOLDERS];
  for (const folder of folders) {
    const path = join(folder, name);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/** Whether tests can start the program: it is here, and who runs the tests may. */
export async function canStart(program: Program): Promise<boolean> {
  const path = await findProgram(program);
  if (path === undefined || (NEED_ROOT.includes(program) && !isRoot())) return false;
  const trial = TRIALS[program];
  return trial === undefined || spawnSync(path, [...trial], { stdio: 'ignore' }).status === 0;
}

/**
 * Test files that start a server program: they say `@needs slapd` in a comment, or import a support file named
 * after the program.
 */
export async function needySuites(root: string): Promise<NeedySuite[]> {
  const suites: NeedySuite[] = [];
  for await (const file of glob('test/**/*.test.{ts,tsx}', { cwd: root })) {
    const text = await readFile(join(root, file), 'utf8');
    const needs = PROGRAMS.filter((program) =>
      [...text.matchAll(NEED)].some(([line]) => new RegExp(`\\b${program}\\b`).test(line)),
    );
    if (needs.length > 0) suites.push({ file: file.replaceAll('\\', '/'), needs });
  }
  return suites;
}

/** Whether packages can be installed here: root on Debian, Ubuntu or a relative. */
export async function canInstall(): Promise<boolean> {
  return isRoot() && (await findProgram('apt-get')) !== undefined;
}

/** Installs programs' Debian packages without starting the services they bring; returns whether that worked. */
export function install(programs: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const wanted = ['install', '--yes', '--no-install-recommends', ...programs.map(debianPackage)];
  return apt(...wanted) || (apt('update') && apt(...wanted));
}

/** How a person gets the program on the system at hand, and may start it. */
export function howToGet(programs: readonly string[]): string {
  const asRoot = !isRoot() && programs.some((name) => NEED_ROOT.includes(name));
  return asRoot ? `${howToInstall(programs)}, and run the tests as root` : howToInstall(programs);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function debianPackage(program: string): string {
  return DEBIAN_PACKAGE[program] ?? program;
}

function howToInstall(programs: readonly string[]): string {
  if (process.platform === 'darwin')
    return `brew install ${programs.map((name) => BREW_PACKAGE[name] ?? name).join(' ')}`;
  if (process.platform === 'win32') return 'run the tests in WSL (Debian or Ubuntu)';
  return `sudo apt-get install ${programs.map(debianPackage).join(' ')}`;
}
