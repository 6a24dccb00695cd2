import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as authorities from './certificate-authority.ts';
import type { KeyedCertificate } from './certificate-authority.ts';
import { onlyLocalhost } from './name-constraints.ts';

export interface LocalCertificate {
  /** PEM: the certificate for localhost, and its private key. */
  readonly cert: string;
  readonly key: string;
  /** PEM of the CA. */
  readonly authority: string;
  /** File with the CA's certificate, for those who want their browser to trust it. */
  readonly authorityFile: string;
}

/** Browsers refuse certificates that live longer (CA/Browser Forum ballot SC31). */
const LONGEST_LEAF_DAYS = 397;
const AUTHORITY_DAYS = 5 * 365;
const RENEW_DAYS = 30;
const FILES = {
  authority: 'ca.crt',
  authorityKey: 'ca.key',
  leaf: 'localhost.crt',
  leafKey: 'localhost.key',
};

/**
 * A certificate for localhost, signed by a CA of this machine alone. Both lie in the folder and are kept between
 * starts; what is near its end is renewed, the CA last, so that a browser's trust in it lasts.
 */
export async function prepareLocalCertificate(folder: string, now: Date): Promise<LocalCertificate> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authorityFile = join(folder, FILES.authority);
  const kept = await readKept(folder, now);
  if (kept !== undefined) return { ...kept, authorityFile };
  const authority = (await readAuthority(folder, now)) ?? (await makeAuthority(folder, now));
  return { ...(await makeLeaf(folder, authority, now)), authorityFile };
}

async function readKept(
  folder: string,
  now: Date,
): Promise<Omit<LocalCertificate, 'authorityFile'> | undefined> {
  try {
    const [authority, cert, key] = await Promise.all(
      [FILES.authority, FILES.leaf, FILES.leafKey].map((name) => readFile(join(folder, name), 'utf8')),
    );
    if (authority === undefined || cert === undefined || key === undefined) return undefined;
    const leaf = new X509Certificate(cert);
    const root = new X509Certificate(authority);
    const isGood = leaf.verify(root.publicKey) && lastsAWhile(leaf, now) && lastsAWhile(root, now);
    return isGood ? { cert, key, authority } : undefined;
  } catch {
    return undefined;
  }
}

async function readAuthority(folder: string, now: Date): Promise<KeyedCertificate | undefined> {
  try {
    const [certificate, key] = await Promise.all([
      readFile(join(folder, FILES.authority), 'utf8'),
      readFile(join(folder, FILES.authorityKey), 'utf8'),
    ]);
    const longEnough = authorities.daysAfter(now, LONGEST_LEAF_DAYS);
    return lastsAWhile(new X509Certificate(certificate), longEnough)
      ? await authorities.readAuthority(certificate, key)
      : undefined;
  } catch {
    return undefined;
  }
}

async function makeAuthority(folder: string, now: Date): Promise<KeyedCertificate> {
  const authority = await authorities.makeAuthority(
    'CN=Secure Send playground (this machine only)',
    authorities.periodAround(now, -1, AUTHORITY_DAYS),
    [onlyLocalhost()],
  );
  await writePrivate(join(folder, FILES.authorityKey), await authorities.keyToPem(authority.privateKey));
  await writePrivate(join(folder, FILES.authority), authorities.certificateToPem(authority));
  return authority;
}

async function makeLeaf(
  folder: string,
  authority: KeyedCertificate,
  now: Date,
): Promise<Omit<LocalCertificate, 'authorityFile'>> {
  const leaf = await authorities.makeLeaf(authority, {
    subject: 'CN=localhost',
    names: [
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ],
    purpose: 'server',
    period: authorities.periodAround(now, -1, LONGEST_LEAF_DAYS - 1),
  });
  const cert = authorities.certificateToPem(leaf);
  const key = await authorities.keyToPem(leaf.privateKey);
  await writePrivate(join(folder, FILES.leafKey), key);
  await writePrivate(join(folder, FILES.leaf), cert);
  return { cert, key, authority: authorities.certificateToPem(authority) };
}

function lastsAWhile(certificate: X509Certificate, now: Date): boolean {
  const starts = Date.parse(certificate.validFrom);
  return (
    starts <= now.getTime() &&
    Date.parse(certificate.validTo) > authorities.daysAfter(now, RENEW_DAYS).getTime()
  );
}

async function writePrivate(path: string, text: string): Promise<void> {
  const beside = `${path}.${String(process.pid)}.new`;
  await writeFile(beside, text, { mode: 0o600 });
  await rename(beside, path);
}
