/**
 * `node test/rules/lock-platforms.ts`: completes package-lock.json with the builds for other platforms. npm leaves out
 * those that the registry at hand does not offer, and then `npm ci` refuses the lock file. They are only listed: npm
 * fetches none that is for another system.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Lock {
  packages: Record<string, LockedPackage | undefined>;
}

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

const isInLock = (lock: Lock, holder: string, name: string): boolean =>
  [`${holder}/node_modules/${name}`, `node_modules/${name}`].some(
    (path) => lock.packages[path] !== undefined,
  );

/** Builds that a package in the lock asks for and that the lock does not list. */
export function missingBuilds(lock: Lock): { name: string; version: string; isDev: boolean }[] {
  return Object.entries(lock.packages).flatMap(([holder, entry]) =>
    Object.entries(entry?.optionalDependencies ?? {})
      .filter(([name]) => !isInLock(lock, holder, name))
      .map(([name, version]) => ({ name, version, isDev: entry?.dev === true })),
  );
}

/** What npm would have written, as far as the name tells it. */
function entryFor(name: string, version: string, isDev: boolean): Record<string, unknown> {
  const words = name.replace(/^@[^/]+\//, '').split('-');
  const processor = PROCESSORS.find((one) => words.includes(one)) ?? 'wasm32';
  const system = SYSTEMS.find((one) => words.includes(one));
  const libc = words.includes('musl') ? 'musl' : 'glibc';
  return {
    version: version.replace(/^[~^]/, ''),
    cpu: [processor],
    ...(isDev ? { dev: true } : {}),
    ...(system === 'linux' && processor !== 'arm' ? { libc: [libc] } : {}),
    optional: true,
    ...(system === undefined ? {} : { os: [system] }),
  };
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../../package-lock.json');
  const lock: Lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingBuilds(lock);
  for (const { name, version, isDev } of missing)
    lock.packages[`node_modules/${name}`] = entryFor(name, version, isDev);
  const own = lock.packages[''];
  const sorted = Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { '': own, ...Object.fromEntries(sorted) };
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} builds for other platforms added`);
}
