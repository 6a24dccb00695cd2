import type { PolicyFile } from '../contract/policy.ts';
import type { CertificateDirectory } from './adapters/certificate-directory.ts';
import { createCertificateFolder } from './adapters/certificate-folder.ts';
import { createCertificateStore } from './adapters/certificate-store.ts';
import { createUploadsDirectory } from './adapters/certificate-uploads.ts';
import type { Database } from './adapters/database.ts';
import { createLdapDirectory } from './adapters/ldap.ts';
import { createSmimeaDirectory } from './adapters/smimea.ts';
import type { SmimeaOptions } from './adapters/smimea.ts';
import { AppError } from './app-error.ts';

type DirectoryEntry = PolicyFile['certificateDirectories'][number];

export interface DirectoryParts {
  /** Makes a path of the policy file absolute. */
  readonly inData: (path: string) => string;
  /** Where added certificates are. */
  readonly database: Database | undefined;
  readonly resolver: Pick<SmimeaOptions, 'isAnswering' | 'records'>;
}

const DEFAULT_PRIORITY = 50;
const DEFAULT_TIMEOUT_SECONDS = 4;

/** The directories that the policy names; nothing is asked yet. */
export function openDirectories(
  { certificateDirectories }: PolicyFile,
  parts: DirectoryParts,
): readonly CertificateDirectory[] {
  return certificateDirectories.map((entry) => openDirectory(entry, parts));
}

/** How long the slowest directory may take, in milliseconds. */
export function directoryTimeoutMs({ certificateDirectories }: PolicyFile): number {
  return Math.max(DEFAULT_TIMEOUT_SECONDS * 1000, ...certificateDirectories.map(timeoutMsOf));
}

/** Whether the policy has a directory that lies in the database. */
export function needsDatabase({ certificateDirectories }: PolicyFile): boolean {
  return certificateDirectories.some(({ kind }) => kind === 'uploads');
}

function openDirectory(entry: DirectoryEntry, parts: DirectoryParts): CertificateDirectory {
  const { inData, database, resolver } = parts;
  const { name, priority = DEFAULT_PRIORITY } = entry;
  switch (entry.kind) {
    case 'ldap': {
      const trust = entry.trust === undefined ? {} : { trust: inData(entry.trust) };
      return createLdapDirectory({ ...entry, ...trust, priority, timeoutMs: timeoutMsOf(entry) });
    }
    case 'folder':
      return createCertificateFolder({ name, priority, path: inData(entry.path) });
    case 'uploads':
      if (database === undefined) throw new AppError('database.missing', `"${name}" lies in the database.`);
      return createUploadsDirectory({ name, priority, store: createCertificateStore(database) });
    case 'smimea':
      return createSmimeaDirectory({ name, priority, timeoutMs: timeoutMsOf(entry), ...resolver });
  }
}

function timeoutMsOf(entry: DirectoryEntry): number {
  const seconds = 'timeoutSeconds' in entry ? entry.timeoutSeconds : undefined;
  return (seconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
}
