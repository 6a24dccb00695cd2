import { readFile, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { formatAddress } from '../../domain/address.ts';
import { AppError } from '../app-error.ts';
import type { CertificateDirectory } from './certificate-directory.ts';
import { readOrUndefined } from './certificate-check.ts';
import { readCertificateFile } from './pem.ts';

interface FolderIndex {
  readonly byAddress: ReadonlyMap<string, readonly Buffer[]>;
  readonly issuers: readonly Buffer[];
}

const EXTENSIONS: readonly string[] = ['.pem', '.crt', '.cer', '.der'];
const LARGEST_FILE = 1_000_000;
/** How long the index is used before the folder is looked at again. */
const TRUST_MS = 1000;

/**
 * A folder of certificates, one or more per PEM or DER file. A certificate is found by the addresses in it, and by a
 * file name that is an address (`anna@partner.example.pem`), so that a wrong or unreadable certificate is told as such.
 */
export function createCertificateFolder({
  name,
  path,
}: {
  name: string;
  path: string;
}): CertificateDirectory {
  let kept: { stamp: string; index: FolderIndex } | undefined;
  let looking: { since: number; index: Promise<FolderIndex> } | undefined;
  const look = async (): Promise<FolderIndex> => {
    const { files, stamp } = await listFolder(path);
    if (kept?.stamp !== stamp) kept = { stamp, index: await readFolder(path, files) };
    return kept.index;
  };
  const index = async () => {
    if (looking === undefined || Date.now() - looking.since > TRUST_MS) {
      looking = { since: Date.now(), index: look() };
    }
    try {
      return await looking.index;
    } catch (cause) {
      throw new AppError('directory.unreachable', `The certificate folder "${name}" cannot be read.`, {
        cause,
      });
    }
  };
  return {
    name,
    async find(address) {
      const { byAddress } = await index();
      const certificates = byAddress.get(formatAddress(address).toLowerCase()) ?? [];
      return { certificates, isComplete: true };
    },
    intermediates: async () => (await index()).issuers,
    check: async () => void (await index()),
    close: () => Promise.resolve(),
  };
}

async function listFolder(path: string): Promise<{ files: readonly string[]; stamp: string }> {
  const files = (await readdir(path)).filter((file) => EXTENSIONS.includes(extname(file).toLowerCase()));
  const marks = await Promise.all(
    files.sort().map(async (file) => {
      const { mtimeMs, size, ino } = await stat(join(path, file));
      return `${file} ${mtimeMs} ${size} ${ino}`;
    }),
  );
  return { files, stamp: marks.join('\n') };
}

async function readFolder(path: string, files: readonly string[]): Promise<FolderIndex> {
  const byAddress = new Map<string, Buffer[]>();
  const issuers: Buffer[] = [];
  for (const file of files) {
    const owner = ownerOf(file);
    for (const der of await readFileSafely(join(path, file))) {
      const fields = readOrUndefined(der);
      if (fields?.x509.ca === true) issuers.push(der);
      const names = [...(fields?.emails ?? []), ...(owner === undefined ? [] : [owner])];
      for (const key of new Set(names.map((email) => email.toLowerCase()))) {
        byAddress.set(key, [...(byAddress.get(key) ?? []), der]);
      }
    }
  }
  return { byAddress, issuers };
}

/** A file without a certificate counts as one unreadable certificate. */
async function readFileSafely(path: string): Promise<readonly Buffer[]> {
  const bytes = await readFile(path);
  const certificates = bytes.length > LARGEST_FILE ? [] : readCertificateFile(bytes);
  return certificates.length > 0 ? certificates : [Buffer.alloc(0)];
}

function ownerOf(file: string): string | undefined {
  const stem = file.slice(0, -extname(file).length);
  return stem.includes('@') ? stem : undefined;
}
