import type { KeyObject, X509Certificate } from 'node:crypto';
import { readCertificate } from './certificate-fields.ts';

export interface PathWish {
  /** True for a certificate that TLSA records name as an authority. */
  readonly isAnchor: (certificate: X509Certificate) => boolean;
  /** Authorities that stand in TLSA records whole. */
  readonly anchors: readonly X509Certificate[];
  readonly anchorKeys: readonly KeyObject[];
  readonly now: Date;
}

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const SHORTEST_RSA = 2048;
/** RSA, RSA-PSS and ECDSA over SHA-2, and Ed25519 and Ed448; collisions can be made in what is older. */
const SOUND_SIGNATURES: readonly string[] = [
  ...['10', '11', '12', '13'].map((last) => `1.2.840.113549.1.1.${last}`),
  ...['2', '3', '4'].map((last) => `1.2.840.10045.4.3.${last}`),
  ...['112', '113'].map((last) => `1.3.101.${last}`),
];
/** The object identifier of name constraints, which are not followed: an authority that has some is not passed. */
const NAME_CONSTRAINTS = Buffer.from('0603551d1e', 'hex');

/**
 * Whether valid issuers lead from the first certificate to an authority above it (RFC 7671 §5.2, RFC 5280 §6.1). The
 * others may stand in any order; each is tried once, so that crossed authorities cannot make the search long.
 */
export function hasPathToAnchor(certificates: readonly X509Certificate[], wish: PathWish): boolean {
  const [own, ...others] = certificates;
  if (own === undefined || !isSound(own, wish.now)) return false;
  const issuers = [...wish.anchors, ...others];
  let reached: readonly X509Certificate[] = [own];
  for (let below = 0; reached.length > 0; below++) {
    if (reached.some((one) => wish.anchorKeys.some((key) => one.verify(key)))) return true;
    const next = issuers.filter(
      (issuer) =>
        mayIssue(issuer, below) && isSound(issuer, wish.now) && reached.some((one) => isIssuer(issuer, one)),
    );
    if (next.some((issuer) => wish.anchors.includes(issuer) || wish.isAnchor(issuer))) return true;
    for (const issuer of next) issuers.splice(issuers.indexOf(issuer), 1);
    reached = next;
  }
  return false;
}

function isIssuer(issuer: X509Certificate, subject: X509Certificate): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
}

/** `below`: how many authorities stand between this one and the server's own certificate (pathLenConstraint). */
function mayIssue(certificate: X509Certificate, below: number): boolean {
  if (!certificate.ca) return false;
  const { pathLength } = readCertificate(certificate.raw);
  return pathLength === undefined || below <= pathLength;
}

/** In time, for servers, and with a signature and a key that still prove something. */
function isSound(certificate: X509Certificate, now: Date): boolean {
  const { publicKey, raw, signatureAlgorithmOid, validFromDate, validToDate } = certificate;
  const { modulusLength = SHORTEST_RSA } = publicKey.asymmetricKeyDetails ?? {};
  const { extendedKeyUsage = [SERVER_AUTHENTICATION] } = readCertificate(raw);
  return (
    validFromDate <= now &&
    now <= validToDate &&
    modulusLength >= SHORTEST_RSA &&
    SOUND_SIGNATURES.includes(signatureAlgorithmOid) &&
    extendedKeyUsage.includes(SERVER_AUTHENTICATION) &&
    !raw.includes(NAME_CONSTRAINTS)
  );
}
