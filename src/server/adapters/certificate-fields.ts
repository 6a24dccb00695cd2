import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../domain/evidence.ts';
import { DER, childrenOf, readDer, readOid } from './der.ts';
import type { DerNode } from './der.ts';

/** What judging a certificate needs. Node's own reading is used for keys and signatures, ours for extensions. */
export interface CertificateFields {
  readonly x509: X509Certificate;
  readonly emails: readonly string[];
  /** Bits of keyUsage (RFC 5280 §4.2.1.3), bit 0 = digitalSignature; undefined when the extension is absent. */
  readonly keyUsage: ReadonlySet<number> | undefined;
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly pathLength: number | undefined;
  readonly signatureAlgorithm: string;
  readonly hasUnknownCriticalExtension: boolean;
}

const OID = {
  subjectAltName: '2.5.29.17',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  certificatePolicies: '2.5.29.32',
  emailAddress: '1.2.840.113549.1.9.1',
  smtpUtf8Mailbox: '1.3.6.1.5.5.7.8.9',
} as const;
const KNOWN_CRITICAL: readonly string[] = [
  OID.subjectAltName,
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  OID.certificatePolicies,
];
const EXTENSIONS_TAG = 0xa3;
const VERSION_TAG = 0xa0;
const RFC822_TAG = 0x81;
const OTHER_NAME_TAG = 0xa0;

/** Reads a certificate in DER; throws when it is not one. */
export function readCertificate(der: Buffer): CertificateFields {
  const certificate = readDer(der);
  if (certificate.whole.length !== der.length) throw new RangeError('bytes behind the certificate');
  const [toBeSigned, algorithm] = childrenOf(certificate);
  if (toBeSigned === undefined || algorithm === undefined) throw new RangeError('not a certificate');
  const x509 = new X509Certificate(der);
  const parts = childrenOf(toBeSigned);
  const extensions = readExtensions(parts.find(({ tag }) => tag === EXTENSIONS_TAG));
  const subject = parts[parts[0]?.tag === VERSION_TAG ? 5 : 4];
  return {
    x509,
    emails: readEmails(extensions.get(OID.subjectAltName)?.value, subject),
    keyUsage: readBits(extensions.get(OID.keyUsage)?.value),
    extendedKeyUsage: readUsages(extensions.get(OID.extendedKeyUsage)?.value),
    pathLength: readPathLength(extensions.get(OID.basicConstraints)?.value),
    signatureAlgorithm: firstOid(algorithm),
    hasUnknownCriticalExtension: [...extensions].some(
      ([oid, { isCritical }]) => isCritical && !KNOWN_CRITICAL.includes(oid),
    ),
  };
}

/** What a certificate says of itself, for people to read. */
export function certificateFacts(x509: X509Certificate): CertificateFacts {
  return {
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    serialNumber: x509.serialNumber,
    notBefore: x509.validFromDate.toISOString(),
    notAfter: x509.validToDate.toISOString(),
    fingerprint: x509.fingerprint256,
  };
}

interface Extension {
  readonly isCritical: boolean;
  readonly value: Buffer;
}

function readExtensions(node: DerNode | undefined): ReadonlyMap<string, Extension> {
  const list = node === undefined ? undefined : childrenOf(node)[0];
  const extensions = new Map<string, Extension>();
  for (const item of list === undefined ? [] : childrenOf(list)) {
    const [oid, ...rest] = childrenOf(item);
    const value = rest.find(({ tag }) => tag === DER.octetString);
    if (oid === undefined || value === undefined) throw new RangeError('extension without a value');
    const critical = rest.find(({ tag }) => tag === DER.boolean);
    extensions.set(readOid(oid), { isCritical: critical?.content[0] === 0xff, value: value.content });
  }
  return extensions;
}

/** RFC 8550 §3: names in subjectAltName; the subject's emailAddress counts only where there are none. */
function readEmails(altName: Buffer | undefined, subject: DerNode | undefined): readonly string[] {
  const names = altName === undefined ? [] : childrenOf(readDer(altName)).flatMap(emailOf);
  if (names.length > 0 || subject === undefined) return names;
  return childrenOf(subject)
    .flatMap((relativeName) => childrenOf(relativeName).map(childrenOf))
    .filter(([type]) => type !== undefined && readOid(type) === OID.emailAddress)
    .flatMap(([, value]) => (value === undefined ? [] : [value.content.toString('latin1')]));
}

function emailOf(name: DerNode): readonly string[] {
  if (name.tag === RFC822_TAG) return [name.content.toString('latin1')];
  if (name.tag !== OTHER_NAME_TAG) return [];
  const [type, wrapped] = childrenOf(name);
  if (type === undefined || wrapped === undefined || readOid(type) !== OID.smtpUtf8Mailbox) return [];
  const text = childrenOf(wrapped)[0];
  return text?.tag === DER.utf8String ? [text.content.toString('utf8')] : [];
}

function readBits(value: Buffer | undefined): ReadonlySet<number> | undefined {
  if (value === undefined) return undefined;
  const bits = new Set<number>();
  readDer(value)
    .content.subarray(1)
    .forEach((octet, index) => {
      for (let bit = 0; bit < 8; bit++) if ((octet & (0x80 >> bit)) !== 0) bits.add(index * 8 + bit);
    });
  return bits;
}

function readUsages(value: Buffer | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : childrenOf(readDer(value)).map(readOid);
}

function readPathLength(value: Buffer | undefined): number | undefined {
  const node =
    value === undefined ? undefined : childrenOf(readDer(value)).find(({ tag }) => tag === DER.integer);
  return node === undefined || node.content.length > 4 || node.content.length === 0
    ? undefined
    : node.content.readUIntBE(0, node.content.length);
}

function firstOid(sequence: DerNode): string {
  const [oid] = childrenOf(sequence);
  return oid === undefined ? '' : readOid(oid);
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
