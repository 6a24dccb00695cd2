import type { CertificateFields } from './certificate-fields.ts';

export interface ChainContext {
  readonly anchors: readonly CertificateFields[];
  readonly intermediates: readonly CertificateFields[];
  readonly now: Date;
}

const LONGEST_CHAIN = 6;
const KEY_CERT_SIGN = 5;
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const ANY_USAGE = '2.5.29.37.0';
/** Signatures by MD2, MD5 and SHA-1: collisions can be made, so they prove nothing. */
const BROKEN_SIGNATURES: readonly string[] = [
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.3.14.3.2.29',
  '1.2.840.10040.4.3',
  '1.2.840.10045.4.1',
];

/** True when a chain of valid issuers leads from the certificate to a configured trust anchor (RFC 5280 §6). */
export function isTrusted(leaf: CertificateFields, context: ChainContext): boolean {
  if (context.anchors.some((anchor) => isSame(anchor, leaf))) return true;
  return isAcceptable(leaf) && hasChain(leaf, 0, context);
}

function hasChain(subject: CertificateFields, caCount: number, context: ChainContext): boolean {
  if (caCount >= LONGEST_CHAIN) return false;
  const issuers = (list: readonly CertificateFields[]) =>
    list.filter(
      (issuer) => mayIssue(issuer, caCount) && isWithinTime(issuer, context.now) && isIssuer(issuer, subject),
    );
  if (issuers(context.anchors).length > 0) return true;
  return issuers(context.intermediates).some(
    (issuer) =>
      !isSame(issuer, subject) &&
      isAcceptable(issuer) &&
      hasChain(issuer, caCount + (isSelfIssued(issuer) ? 0 : 1), context),
  );
}

/** `below`: how many CA certificates stand between this one and the end of the chain (pathLenConstraint). */
function mayIssue({ x509, keyUsage, extendedKeyUsage, pathLength }: CertificateFields, below: number) {
  if (!x509.ca) return false;
  if (keyUsage !== undefined && !keyUsage.has(KEY_CERT_SIGN)) return false;
  if (pathLength !== undefined && below > pathLength) return false;
  return (
    extendedKeyUsage === undefined ||
    extendedKeyUsage.includes(EMAIL_PROTECTION) ||
    extendedKeyUsage.includes(ANY_USAGE)
  );
}

function isIssuer({ x509: issuer }: CertificateFields, { x509: subject }: CertificateFields): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
}

function isAcceptable({ x509, signatureAlgorithm, hasUnknownCriticalExtension }: CertificateFields): boolean {
  if (hasUnknownCriticalExtension || BROKEN_SIGNATURES.includes(signatureAlgorithm)) return false;
  const bits = x509.publicKey.asymmetricKeyDetails?.modulusLength;
  return bits === undefined || bits >= 2048;
}

function isWithinTime({ x509 }: CertificateFields, now: Date): boolean {
  return x509.validFromDate <= now && now <= x509.validToDate;
}

function isSelfIssued({ x509 }: CertificateFields): boolean {
  return x509.subject === x509.issuer;
}

function isSame(a: CertificateFields, b: CertificateFields): boolean {
  return a.x509.fingerprint256 === b.x509.fingerprint256;
}
