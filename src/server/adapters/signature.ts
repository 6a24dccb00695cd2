import { constants, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { childrenOf, readOid } from './der.ts';
import type { DerNode } from './der.ts';

/** How a certificate, revocation list or OCSP reply is signed. */
export interface SignatureAlgorithm {
  /** Name as OpenSSL writes it, or the object identifier. */
  readonly name: string;
  /** Undefined: a signature of this kind proves nothing, because it can be forged or is not known here. */
  readonly scheme: Scheme | undefined;
}

interface Scheme {
  readonly keyType: 'rsa' | 'ec' | 'ed25519' | 'ed448';
  readonly digest: 'sha256' | 'sha384' | 'sha512' | null;
  readonly isPss?: true;
}

const RSASSA_PSS = '1.2.840.113549.1.1.10';
/** RFC 8550 §4.3: SHA-256 and longer; what else is known has a name and no scheme (RFC 8550, appendix B: historic). */
const ALGORITHMS: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.11': {
    name: 'sha256WithRSAEncryption',
    scheme: { keyType: 'rsa', digest: 'sha256' },
  },
  '1.2.840.113549.1.1.12': {
    name: 'sha384WithRSAEncryption',
    scheme: { keyType: 'rsa', digest: 'sha384' },
  },
  '1.2.840.113549.1.1.13': {
    name: 'sha512WithRSAEncryption',
    scheme: { keyType: 'rsa', digest: 'sha512' },
  },
  '1.2.840.10045.4.3.2': { name: 'ecdsa-with-SHA256', scheme: { keyType: 'ec', digest: 'sha256' } },
  '1.2.840.10045.4.3.3': { name: 'ecdsa-with-SHA384', scheme: { keyType: 'ec', digest: 'sha384' } },
  '1.2.840.10045.4.3.4': { name: 'ecdsa-with-SHA512', scheme: { keyType: 'ec', digest: 'sha512' } },
  '1.3.101.112': { name: 'ED25519', scheme: { keyType: 'ed25519', digest: null } },
  '1.3.101.113': { name: 'ED448', scheme: { keyType: 'ed448', digest: null } },
  '1.2.840.113549.1.1.2': { name: 'md2WithRSAEncryption', scheme: undefined },
  '1.2.840.113549.1.1.4': { name: 'md5WithRSAEncryption', scheme: undefined },
  '1.2.840.113549.1.1.5': { name: 'sha1WithRSAEncryption', scheme: undefined },
  '1.2.840.113549.1.1.14': { name: 'sha224WithRSAEncryption', scheme: undefined },
  '1.3.14.3.2.29': { name: 'sha1WithRSA', scheme: undefined },
  '1.2.840.10040.4.3': { name: 'dsaWithSHA1', scheme: undefined },
  '2.16.840.1.101.3.4.3.2': { name: 'dsa_with_SHA256', scheme: undefined },
  '1.2.840.10045.4.1': { name: 'ecdsa-with-SHA1', scheme: undefined },
  '1.2.840.10045.4.3.1': { name: 'ecdsa-with-SHA224', scheme: undefined },
};
const DIGESTS: Readonly<Record<string, 'sha256' | 'sha384' | 'sha512'>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const PSS_DIGEST_TAG = 0xa0;

/** Reads an AlgorithmIdentifier (RFC 5280 §4.1.1.2); throws when it is none. */
export function readSignatureAlgorithm(sequence: DerNode): SignatureAlgorithm {
  const [type, parameters] = childrenOf(sequence);
  const oid = type === undefined ? '' : readOid(type);
  if (oid !== RSASSA_PSS) return ALGORITHMS[oid] ?? { name: oid, scheme: undefined };
  const digest = pssDigest(parameters);
  return {
    name: 'rsassaPss',
    scheme: digest === undefined ? undefined : { keyType: 'rsa', digest, isPss: true },
  };
}

/** Without parameters the digest is SHA-1 (RFC 4055 §3.1), which is none of ours. */
function pssDigest(parameters: DerNode | undefined): 'sha256' | 'sha384' | 'sha512' | undefined {
  const wrapped = parameters && childrenOf(parameters).find(({ tag }) => tag === PSS_DIGEST_TAG);
  const [algorithm] = wrapped === undefined ? [] : childrenOf(wrapped);
  const [oid] = algorithm === undefined ? [] : childrenOf(algorithm);
  return oid && DIGESTS[readOid(oid)];
}

export interface Signed {
  readonly algorithm: SignatureAlgorithm;
  readonly content: Buffer;
  readonly signature: Buffer;
}

/** Whether the key made the signature. Works beside the event loop, however long the content is. Never rejects. */
export function isSignedBy({ algorithm, content, signature }: Signed, key: KeyObject): Promise<boolean> {
  const { scheme } = algorithm;
  const kind = key.asymmetricKeyType === 'rsa-pss' ? 'rsa' : key.asymmetricKeyType;
  if (scheme === undefined || kind !== scheme.keyType) return Promise.resolve(false);
  const padding = scheme.isPss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
    : {};
  return new Promise((resolve) => {
    try {
      verify(scheme.digest, content, { key, ...padding }, signature, (error, isValid) =>
        resolve(error === null && isValid),
      );
    } catch {
      resolve(false);
    }
  });
}
