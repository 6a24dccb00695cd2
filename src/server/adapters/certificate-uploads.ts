import { addressKey, formatAddress } from '../../domain/address.ts';
import { AppError } from '../app-error.ts';
import type { CertificateDirectory } from './certificate-directory.ts';
import type { CertificateStore } from './certificate-store.ts';

export interface UploadsOptions {
  readonly name: string;
  readonly priority: number;
  readonly store: CertificateStore;
}

const MOST_CERTIFICATES = 50;
const MOST_ISSUERS = 200;
/** Issuers stand under no address. */
const ISSUERS = '';

/** The certificates that IT has added with `secure-send certificates add`. */
export function createUploadsDirectory({ name, priority, store }: UploadsOptions): CertificateDirectory {
  const find = async (address: string, most: number) => {
    try {
      return await store.find(address, most);
    } catch (cause) {
      const message = `The added certificates, "${name}", cannot be read from the database.`;
      throw new AppError('directory.unreachable', message, { cause });
    }
  };
  return {
    name,
    priority,
    async find(address) {
      const found = await find(addressKey(formatAddress(address)), MOST_CERTIFICATES + 1);
      const certificates = found.slice(0, MOST_CERTIFICATES);
      return { certificates, isComplete: found.length === certificates.length };
    },
    intermediates: () => find(ISSUERS, MOST_ISSUERS),
    check: async () => void (await find(ISSUERS, 1)),
    close: () => Promise.resolve(),
  };
}
