import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { access, glob, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The real servers that adapters are tested against. */
export const PROGRAMS = ['slapd', 'nsd', 'unbound', 'postfix', 'openssl'] as const;
export type Program = (typeof PROGRAMS)[number];

export interface NeedySuite {
  readonly file: string;
  readonly needs: readonly Program[];
}

/** Programs that begin as root, to drop to users of their own. */
const NEED_ROOT: readonly string[] = ['postfix'] satisfies readonly Program[];

/** Daemons live in sbin folders, which a user's PATH often leaves out. */
const FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/sbin',
  '/opt/homebrew/sbin',
  '/usr/libexec',
  '/usr/lib/openldap',
];

const NEED = /(?:@needs[^\n]*|from '[^']*)\b(slapd|nsd|unbound|postfix|openssl)\b/g;

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
  return (await findProgram(program)) !== undefined && (isRoot() || !NEED_ROOT.includes(program));
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

/** Installs Debian packages without starting the services they bring; returns whether that worked. */
export function install(packages: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const wanted = ['install', '--yes', '--no-install-recommends', ...packages];
  return apt(...wanted) || (apt('update') && apt(...wanted));
}

/** How a person gets the program on the system at hand, and may start it. */
export function howToGet(packages: readonly string[]): string {
  const asRoot = !isRoot() && packages.some((name) => NEED_ROOT.includes(name));
  return asRoot ? `${howToInstall(packages)}, and run the tests as root` : howToInstall(packages);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function howToInstall(packages: readonly string[]): string {
  if (process.platform === 'darwin')
    return `brew install ${packages.map((name) => (name === 'slapd' ? 'openldap' : name)).join(' ')}`;
  if (process.platform === 'win32') return 'run the tests in WSL (Debian or Ubuntu)';
  return `sudo apt-get install ${packages.join(' ')}`;
}
