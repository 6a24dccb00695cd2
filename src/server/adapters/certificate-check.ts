import { formatAddress } from '../../domain/address.ts';
import type { MailAddress } from '../../domain/address.ts';
import type { CertificateFacts } from '../../domain/evidence.ts';
import type { Reason } from '../../domain/transport.ts';
import { certificateFacts, readCertificate } from './certificate-fields.ts';
import type { CertificateFields } from './certificate-fields.ts';
import { isTrusted } from './certificate-chain.ts';

/** One certificate judged for one address: everything that is wrong with it, or nothing. */
export interface JudgedCertificate {
  readonly facts: CertificateFacts | undefined;
  readonly problems: readonly Reason[];
  /** The local part matches only without regard to case: usable, but less certain (RFC 5280 §7.5). */
  readonly isCaseDifferent: boolean;
}

export interface JudgeContext {
  readonly address: MailAddress;
  readonly anchors: readonly CertificateFields[];
  readonly intermediates: readonly CertificateFields[];
  readonly now: Date;
}

const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const ANY_USAGE = '2.5.29.37.0';
const KEY_ENCIPHERMENT = 2;
const KEY_AGREEMENT = 4;
/** Key types that content can be encrypted to, with the usage bit each needs (RFC 8551 §2.3). */
const ENCRYPTION_BIT: Readonly<Record<string, number>> = {
  rsa: KEY_ENCIPHERMENT,
  ec: KEY_AGREEMENT,
  x25519: KEY_AGREEMENT,
  x448: KEY_AGREEMENT,
};

/** Judges whether mail to the address may be encrypted to this certificate (RFC 8550 §4). Never throws. */
export function judgeCertificate(der: Buffer, context: JudgeContext): JudgedCertificate {
  const fields = readOrUndefined(der);
  if (fields === undefined) {
    return { facts: undefined, problems: ['certificate-unreadable'], isCaseDifferent: false };
  }
  const match = matchName(fields.emails, context.address);
  const problems: Reason[] = [];
  if (fields.x509.validToDate < context.now) problems.push('certificate-expired');
  if (fields.x509.validFromDate > context.now) problems.push('certificate-not-yet-valid');
  if (!isForEncryption(fields)) problems.push('certificate-wrong-usage');
  if (match === 'none') problems.push('certificate-wrong-name');
  if (!isTrusted(fields, context)) problems.push('certificate-untrusted');
  return { facts: certificateFacts(fields.x509), problems, isCaseDifferent: match === 'case-differs' };
}

/** Reads a certificate, or undefined when the bytes are none. */
export function readOrUndefined(der: Buffer): CertificateFields | undefined {
  try {
    return readCertificate(der);
  } catch {
    return undefined;
  }
}

function isForEncryption({ x509, keyUsage, extendedKeyUsage }: CertificateFields): boolean {
  const bit = ENCRYPTION_BIT[x509.publicKey.asymmetricKeyType ?? ''];
  if (bit === undefined) return false;
  if (keyUsage !== undefined && !keyUsage.has(bit)) return false;
  return (
    extendedKeyUsage === undefined ||
    extendedKeyUsage.includes(EMAIL_PROTECTION) ||
    extendedKeyUsage.includes(ANY_USAGE)
  );
}

/** Local part compares exactly, domain without case; a local part that differs in case is said so. */
function matchName(emails: readonly string[], address: MailAddress): 'exact' | 'case-differs' | 'none' {
  const wanted = formatAddress(address);
  const names = emails.map(withLowerDomain);
  if (names.includes(wanted)) return 'exact';
  return names.some((name) => name.toLowerCase() === wanted.toLowerCase()) ? 'case-differs' : 'none';
}

function withLowerDomain(email: string): string {
  const at = email.lastIndexOf('@');
  return email.slice(0, at + 1) + email.slice(at + 1).toLowerCase();
}
