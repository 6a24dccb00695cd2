import { readFile } from 'node:fs/promises';
import { AppError } from '../app-error.ts';
import { readOrUndefined } from './certificate-check.ts';
import type { CertificateFields } from './certificate-fields.ts';
import { readCertificateFile } from './pem.ts';
import { watchPath } from './watched-file.ts';

export type TrustAnchors = () => Promise<readonly CertificateFields[]>;

/** The roots that recipients' certificates must chain to, read again when a file changes. Rejects if one is unreadable. */
export function createTrustAnchors(paths: readonly string[]): TrustAnchors {
  const files = paths.map((path) => watchPath(path, () => readAnchors(path)));
  return async () => {
    try {
      return (await Promise.all(files.map((read) => read()))).flat();
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError(
        'anchors.unreadable',
        'A file of trust anchors cannot be read. Check the paths in "certificateTrustAnchors".',
        { cause },
      );
    }
  };
}

async function readAnchors(path: string): Promise<readonly CertificateFields[]> {
  const anchors = readCertificateFile(await readFile(path)).map((der) => {
    const fields = readOrUndefined(der);
    if (fields !== undefined) return fields;
    throw new AppError('anchors.unreadable', `${path} holds something that is not a certificate.`);
  });
  if (anchors.length > 0) return anchors;
  throw new AppError('anchors.unreadable', `${path} holds no certificate. Put the roots there in PEM.`);
}
