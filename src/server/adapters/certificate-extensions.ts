import { KEY_USAGE_BITS } from '../../domain/evidence.ts';
import type { KeyUse } from '../../domain/evidence.ts';
import { DER, childrenOf, malformed, readDer, readOid, readWhole } from './der.ts';
import type { DerNode } from './der.ts';
import { readNameConstraints } from './name-constraints.ts';
import type { NameConstraints } from './name-constraints.ts';

/** What the extensions of a certificate say (RFC 5280 §4.2). */
export interface CertificateExtensions {
  /** Names in subjectAltName, in DER. */
  readonly altNames: readonly DerNode[];
  /** Bits of keyUsage (RFC 5280 §4.2.1.3), bit 0 = digitalSignature; undefined when the extension is absent. */
  readonly keyUsage: ReadonlySet<number> | undefined;
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly pathLength: number | undefined;
  readonly nameConstraints: NameConstraints | undefined;
  /** Addresses of one and the same revocation list, one group per distribution point that covers all reasons. */
  readonly crlPoints: readonly (readonly string[])[];
  readonly ocspUrls: readonly string[];
  /** The holder answers for others' revocation, and its own is not asked about (RFC 6960 §4.2.2.2.1). */
  readonly hasNoCheck: boolean;
  readonly hasUnknownCritical: boolean;
}

export const EXTENDED_USE = {
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  any: '2.5.29.37.0',
} as const;

const OID = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const;
const KNOWN: readonly string[] = Object.values(OID);
const OCSP_METHOD = '1.3.6.1.5.5.7.48.1';
export const URI_TAG = 0x86;
/** `[0]`: first a distribution point's name, and in that its full name (RFC 5280 §4.2.1.13). */
export const FULL_NAME_TAG = 0xa0;
const MOST_URLS = 4;

export interface Extension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Buffer;
}

/** Reads a SEQUENCE of extensions; throws when one comes twice (RFC 5280 §4.2) or has no value. */
export function readExtensionList(list: DerNode | undefined): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const item of list === undefined ? [] : childrenOf(list)) {
    const [type, ...rest] = childrenOf(item);
    const value = rest.find(({ tag }) => tag === DER.octetString);
    if (type === undefined || value === undefined) throw malformed();
    const oid = readOid(type);
    if (extensions.has(oid)) throw malformed();
    const critical = rest.find(({ tag }) => tag === DER.boolean);
    const isCritical = critical !== undefined && critical.content[0] !== 0;
    extensions.set(oid, { oid, isCritical, value: value.content });
  }
  return extensions;
}

/** Reads the extensions of a certificate; throws when one that is known cannot be understood. */
export function readCertificateExtensions(list: DerNode | undefined): CertificateExtensions {
  const extensions = readExtensionList(list);
  const read = <T>(oid: string, reader: (value: Buffer) => T): T | undefined => {
    const extension = extensions.get(oid);
    return extension && reader(extension.value);
  };
  return {
    altNames: read(OID.subjectAltName, (value) => childrenOf(readWhole(value))) ?? [],
    keyUsage: read(OID.keyUsage, readBits),
    extendedKeyUsage: read(OID.extendedKeyUsage, (value) => childrenOf(readWhole(value)).map(readOid)),
    pathLength: read(OID.basicConstraints, readPathLength),
    nameConstraints: read(OID.nameConstraints, readNameConstraints),
    crlPoints: read(OID.crlDistributionPoints, readCrlPoints) ?? [],
    ocspUrls: read(OID.authorityInfoAccess, readOcspUrls) ?? [],
    hasNoCheck: extensions.has(OID.ocspNoCheck),
    hasUnknownCritical: [...extensions.values()].some(
      ({ isCritical, oid }) => isCritical && !KNOWN.includes(oid),
    ),
  };
}

/** What the key may be used for, in words; empty when nothing is said of it. */
export function keyUses({
  keyUsage,
  extendedKeyUsage = [],
}: Pick<CertificateExtensions, 'keyUsage' | 'extendedKeyUsage'>): readonly KeyUse[] {
  const bits = KEY_USAGE_BITS.filter((_name, bit) => keyUsage?.has(bit) === true);
  const extended = extendedKeyUsage.map((oid): KeyUse => {
    if (oid === EXTENDED_USE.emailProtection) return 'emailProtection';
    return oid === EXTENDED_USE.any ? 'any' : 'other';
  });
  return [...bits, ...new Set(extended)];
}

function readBits(value: Buffer): ReadonlySet<number> {
  const bits = new Set<number>();
  readWhole(value, DER.bitString)
    .content.subarray(1)
    .forEach((octet, index) => {
      for (let bit = 0; bit < 8; bit++) if ((octet & (0x80 >> bit)) !== 0) bits.add(index * 8 + bit);
    });
  return bits;
}

function readPathLength(value: Buffer): number | undefined {
  const node = childrenOf(readWhole(value)).find(({ tag }) => tag === DER.integer);
  if (node === undefined) return undefined;
  const [length] = node.content;
  if (length === undefined || node.content.length !== 1 || length > 0x7f) throw malformed();
  return length;
}

/** Points that cover some reasons only, or whose list another one signs, say nothing on their own (§4.2.1.13). */
function readCrlPoints(value: Buffer): readonly (readonly string[])[] {
  return childrenOf(readWhole(value)).flatMap((point) => {
    const [name, ...rest] = childrenOf(point);
    if (name === undefined || name.tag !== FULL_NAME_TAG || rest.length > 0) return [];
    const uris = readFullName(name) ?? [];
    return uris.length === 0 ? [] : [uris];
  });
}

/** The addresses in a DistributionPointName; undefined when it is a name relative to the issuer. */
export function readFullName(name: DerNode): readonly string[] | undefined {
  const [full] = childrenOf(name);
  return full?.tag === FULL_NAME_TAG ? childrenOf(full).flatMap(uriOf).slice(0, MOST_URLS) : undefined;
}

function readOcspUrls(value: Buffer): readonly string[] {
  return childrenOf(readWhole(value))
    .map(childrenOf)
    .filter(([method]) => method !== undefined && readOid(method) === OCSP_METHOD)
    .flatMap(([, location]) => (location === undefined ? [] : uriOf(location)))
    .filter(isWebAddress)
    .slice(0, MOST_URLS);
}

export function isWebAddress(uri: string): boolean {
  return /^https?:\/\//i.test(uri);
}

function uriOf({ tag, content }: DerNode): readonly string[] {
  return tag === URI_TAG ? [content.toString('latin1')] : [];
}

/** The [3] wrapper of a certificate, or the [0] one of a revocation list, holds one SEQUENCE. */
export function unwrapExtensions(wrapper: DerNode | undefined): DerNode | undefined {
  return wrapper && readDer(wrapper.content);
}
