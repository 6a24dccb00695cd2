import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The certificate of this address in the folder of a sample world; case counts. */
export async function certificateIn(folder: string, address: string): Promise<X509Certificate> {
  for (const name of await readdir(join(folder, 'certificates'))) {
    const certificate = new X509Certificate(await readFile(join(folder, 'certificates', name)));
    if (certificate.subjectAltName === `email:${address}`) return certificate;
  }
  throw new Error(`no certificate for ${address}`);
}
