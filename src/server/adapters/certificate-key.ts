import type { KeyObject } from 'node:crypto';

/** Names that people know, by OpenSSL's; curves that are not here are not accepted. */
const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  brainpoolP256r1: 'brainpoolP256r1',
  brainpoolP384r1: 'brainpoolP384r1',
  brainpoolP512r1: 'brainpoolP512r1',
};
const SHORTEST_RSA = 2048;
const SMALLEST_EXPONENT = 3n;

/** Kind and size of a key, such as "RSA 2048", "EC P-256" or "X25519". */
export function describeKey({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): string {
  const { modulusLength, namedCurve } = asymmetricKeyDetails;
  const kind = (asymmetricKeyType ?? 'unknown').toUpperCase();
  if (modulusLength !== undefined) return `${kind} ${modulusLength}`;
  if (asymmetricKeyType !== 'ec') return kind;
  return namedCurve === undefined ? 'EC' : `EC ${CURVES[namedCurve] ?? namedCurve}`;
}

/**
 * True when a key does not protect, or is not known to: RSA under 2048 bits (RFC 8551 §4.4, RFC 8550 §4.3) or with an
 * exponent that leaves the text as it is, curves other than NIST's and Brainpool's (RFC 5639) from 256 bits on, and DSA.
 */
export function isWeakKey({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n, namedCurve } = asymmetricKeyDetails;
  switch (asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return modulusLength < SHORTEST_RSA || publicExponent < SMALLEST_EXPONENT || publicExponent % 2n === 0n;
    case 'ec':
      return namedCurve === undefined || !Object.hasOwn(CURVES, namedCurve);
    case 'x25519':
    case 'x448':
    case 'ed25519':
    case 'ed448':
      return false;
    default:
      return true;
  }
}
