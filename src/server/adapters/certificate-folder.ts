import { readFile, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { addressKey, formatAddress } from '../../domain/address.ts';
import { AppError } from '../app-error.ts';
import { addressKeys } from './certificate-addresses.ts';
import type { CertificateDirectory } from './certificate-directory.ts';
import { readOrUndefined } from './certificate-check.ts';
import { readCertificateFile } from './pem.ts';

export interface FolderOptions {
  readonly name: string;
  readonly priority: number;
  readonly path: string;
}

interface FolderFile {
  readonly name: string;
  readonly stamp: string;
  readonly size: number;
  /** A file that can be read, or a link to one; not a folder, a pipe or a link to nowhere. */
  readonly isReadable: boolean;
}

interface FolderIndex {
  readonly byAddress: ReadonlyMap<string, readonly { readonly der: Buffer }[]>;
  readonly issuers: readonly Buffer[];
  /** Files that hold something else than certificates. */
  readonly badFiles: readonly string[];
}

const EXTENSIONS: readonly string[] = ['.pem', '.crt', '.cer', '.der'];
const LARGEST_FILE = 1_000_000;
const LARGEST_FOLDER = 200_000_000;
const MOST_FILES = 20_000;
const MOST_CERTIFICATES = 50;
const NAMED_IN_HEALTH = 3;
/** How long the index is used before the folder is looked at again. */
const TRUST_MS = 1000;

/**
 * A folder of certificates, one or more per PEM or DER file. A certificate is found by the addresses in it, and by a
 * file name that is an address (`anna@partner.example.pem`), so that a wrong or unreadable certificate is told as such.
 */
export function createCertificateFolder({ name, priority, path }: FolderOptions): CertificateDirectory {
  let kept: { stamp: string; index: FolderIndex } | undefined;
  let looking: { since: number; index: Promise<FolderIndex> } | undefined;
  const look = async (): Promise<FolderIndex> => {
    const files = await listFolder(path);
    const stamp = files.map((file) => file.stamp).join('\n');
    if (kept?.stamp !== stamp) kept = { stamp, index: await readFolder(path, files) };
    return kept.index;
  };
  const index = async () => {
    if (looking === undefined || performance.now() - looking.since > TRUST_MS) {
      looking = { since: performance.now(), index: look() };
    }
    try {
      return await looking.index;
    } catch (cause) {
      const reason = cause instanceof AppError ? ` ${cause.message}` : '';
      const message = `The certificate folder "${name}" cannot be read.${reason}`;
      throw new AppError('directory.unreachable', message, { cause });
    }
  };
  return {
    name,
    priority,
    async find(address) {
      const found = (await index()).byAddress.get(addressKey(formatAddress(address))) ?? [];
      return {
        certificates: found.slice(0, MOST_CERTIFICATES).map(({ der }) => der),
        isComplete: found.length <= MOST_CERTIFICATES,
      };
    },
    intermediates: async () => (await index()).issuers,
    check: async () => refuseBadFiles(name, (await index()).badFiles),
    close: () => Promise.resolve(),
  };
}

/** What cannot be read does not keep the other certificates from being found, but IT should know. */
function refuseBadFiles(name: string, files: readonly string[]): void {
  if (files.length === 0) return;
  const rest = files.length - NAMED_IN_HEALTH;
  const named = `${files.slice(0, NAMED_IN_HEALTH).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const message = `In the certificate folder "${name}", these are not certificates: ${named}. Replace or remove them.`;
  throw new AppError('directory.bad-files', message);
}

async function listFolder(path: string): Promise<readonly FolderFile[]> {
  const names = (await readdir(path)).filter((file) => EXTENSIONS.includes(extname(file).toLowerCase()));
  if (names.length > MOST_FILES) {
    throw new AppError('directory.too-large', `It holds more than ${MOST_FILES} files. Remove old ones.`);
  }
  const files = await Promise.all(names.sort().map((name) => lookAt(path, name)));
  if (files.reduce((sum, { size }) => sum + size, 0) > LARGEST_FOLDER) {
    throw new AppError(
      'directory.too-large',
      `It holds more than ${LARGEST_FOLDER} bytes. Remove old files.`,
    );
  }
  return files;
}

async function lookAt(folder: string, name: string): Promise<FolderFile> {
  try {
    const seen = await stat(join(folder, name));
    const stamp = `${name} ${seen.mtimeMs} ${seen.size} ${seen.ino}`;
    const isReadable = seen.isFile() && seen.size <= LARGEST_FILE;
    return { name, stamp, size: isReadable ? seen.size : 0, isReadable };
  } catch {
    return { name, stamp: `${name} nowhere`, size: 0, isReadable: false };
  }
}

async function readFolder(path: string, files: readonly FolderFile[]): Promise<FolderIndex> {
  const found: { readonly der: Buffer; readonly file: string }[] = [];
  for (const file of files) {
    for (const der of await readFileSafely(path, file)) found.push({ der, file: file.name });
  }
  const read = found.map(({ der, file }) => ({ der, file, fields: readOrUndefined(der) }));
  const keyed = read.flatMap(({ der, file, fields }) =>
    addressKeys([...(fields?.emails ?? []), ...ownersOf(file)]).map((key) => ({ key, der })),
  );
  return {
    byAddress: Map.groupBy(keyed, ({ key }) => key),
    issuers: read.filter(({ fields }) => fields?.x509.ca === true).map(({ der }) => der),
    badFiles: [...new Set(read.filter(({ fields }) => fields === undefined).map(({ file }) => file))],
  };
}

/** A file without a certificate counts as one unreadable certificate. */
async function readFileSafely(folder: string, file: FolderFile): Promise<readonly Buffer[]> {
  const unreadable = [Buffer.alloc(0)];
  if (!file.isReadable) return unreadable;
  try {
    const certificates = readCertificateFile(await readFile(join(folder, file.name)));
    return certificates.length > 0 ? certificates : unreadable;
  } catch {
    return unreadable;
  }
}

function ownersOf(file: string): readonly string[] {
  const stem = file.slice(0, -extname(file).length);
  return stem.includes('@') ? [stem] : [];
}
