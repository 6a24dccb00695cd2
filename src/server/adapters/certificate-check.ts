import type { MailAddress } from '../../domain/address.ts';
import type { CertificateFacts, CertificateUse } from '../../domain/evidence.ts';
import type { Reason } from '../../domain/transport.ts';
import { findChain, weaknessesOf } from './certificate-chain.ts';
import type { Chain } from './certificate-chain.ts';
import { EXTENDED_USE, keyUses } from './certificate-extensions.ts';
import { certificateFacts, readCertificate } from './certificate-fields.ts';
import type { CertificateFields } from './certificate-fields.ts';
import { describeKey } from './certificate-key.ts';
import { readEmailName, unquoted } from './email-name.ts';

/** One certificate judged for one address: everything that is wrong with it, or nothing. Revocation is not among it. */
export interface JudgedCertificate {
  readonly facts: CertificateFacts | undefined;
  readonly use: Omit<CertificateUse, 'revocation'> | undefined;
  readonly problems: readonly Reason[];
  /** The local part matches only without regard to case: usable, but less certain (RFC 5280 §7.5). */
  readonly isCaseDifferent: boolean;
  /** How it leads to a trust anchor; undefined when it does not. */
  readonly chain: Chain | undefined;
}

export interface JudgeContext {
  readonly address: MailAddress;
  readonly anchors: readonly CertificateFields[];
  readonly intermediates: readonly CertificateFields[];
  readonly now: Date;
  /** The address's domain names this very certificate in signed DNS (RFC 8162 with usage 3): it needs no issuer. */
  readonly isVouched?: boolean;
}

const KEY_ENCIPHERMENT = 2;
const KEY_AGREEMENT = 4;
const ENCIPHER_ONLY = 7;
/** Key types that content can be encrypted to, with the usage bit each needs (RFC 8550 §4.4.2, RFC 8551 §2.3). */
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
    const problems = ['certificate-unreadable'] as const;
    return { facts: undefined, use: undefined, problems, isCaseDifferent: false, chain: undefined };
  }
  const match = matchName(fields.emails, context.address);
  const chain = findChain(fields, context);
  return {
    facts: certificateFacts(fields.x509),
    use: { key: describeKey(fields.publicKey), signature: fields.signature.name, usage: keyUses(fields) },
    problems: problemsOf({ fields, match, chain }, context),
    isCaseDifferent: match === 'case-differs',
    chain,
  };
}

const read = new WeakMap<Buffer, CertificateFields>();

/** Reads a certificate, or undefined when the bytes are none. The same buffer is read once. */
export function readOrUndefined(der: Buffer): CertificateFields | undefined {
  const known = read.get(der);
  if (known !== undefined) return known;
  try {
    const fields = readCertificate(der);
    read.set(der, fields);
    return fields;
  } catch {
    return undefined;
  }
}

interface Judged {
  readonly fields: CertificateFields;
  readonly match: 'exact' | 'case-differs' | 'none';
  readonly chain: Chain | undefined;
}

function problemsOf({ fields, match, chain }: Judged, { now, isVouched = false }: JudgeContext): Reason[] {
  const problems: Reason[] = [];
  if (fields.x509.validToDate < now) problems.push('certificate-expired');
  if (fields.x509.validFromDate > now) problems.push('certificate-not-yet-valid');
  if (!isForEncryption(fields)) problems.push('certificate-wrong-usage');
  if (match === 'none') problems.push('certificate-wrong-name');
  // Without a chain nothing rests on the signature; the key has to be good all the same.
  problems.push(...weaknessesOf(chain ?? [fields]));
  const isAccepted = chain !== undefined || (isVouched && !fields.hasUnknownCritical);
  if (!isAccepted) problems.push('certificate-untrusted');
  return problems;
}

function isForEncryption({ publicKey, keyUsage, extendedKeyUsage }: CertificateFields): boolean {
  const bit = ENCRYPTION_BIT[publicKey.asymmetricKeyType ?? ''];
  if (bit === undefined) return false;
  // Who may only encipher cannot decipher what is sent to them.
  if (keyUsage !== undefined && (!keyUsage.has(bit) || keyUsage.has(ENCIPHER_ONLY))) return false;
  return (
    extendedKeyUsage === undefined ||
    extendedKeyUsage.includes(EXTENDED_USE.emailProtection) ||
    extendedKeyUsage.includes(EXTENDED_USE.any)
  );
}

/** Local part compares exactly, domain without case; a local part that differs in case is said so. */
function matchName(emails: readonly string[], address: MailAddress): Judged['match'] {
  const wanted = unquoted(address.local);
  const names = emails.map(readEmailName).filter((name) => name?.domain === address.domain);
  if (names.some((name) => name?.local === wanted)) return 'exact';
  const isAlike = names.some((name) => name?.local.toLowerCase() === wanted.toLowerCase());
  return isAlike ? 'case-differs' : 'none';
}
