import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CertificateFacts } from '../../domain/evidence.ts';
import { readCertificateExtensions, unwrapExtensions } from './certificate-extensions.ts';
import type { CertificateExtensions } from './certificate-extensions.ts';
import {
  DER,
  childrenOf,
  isShortestInteger,
  malformed,
  readBitString,
  readOid,
  readSpan,
  readWhole,
} from './der.ts';
import type { DerNode } from './der.ts';
import { readSignatureAlgorithm } from './signature.ts';
import type { SignatureAlgorithm } from './signature.ts';

/** What judging a certificate needs. Node's own reading is used for keys and signatures, ours for extensions. */
export interface CertificateFields extends CertificateExtensions {
  readonly der: Buffer;
  readonly x509: X509Certificate;
  readonly publicKey: KeyObject;
  /** Octets of the key in its bit string; OCSP names issuers by their digest. */
  readonly keyOctets: Buffer;
  /** The serial number as a whole element of DER. */
  readonly serial: Buffer;
  /** Names in DER. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly emails: readonly string[];
  readonly signature: SignatureAlgorithm;
}

const OID = { emailAddress: '1.2.840.113549.1.9.1', smtpUtf8Mailbox: '1.3.6.1.5.5.7.8.9' } as const;
const EXTENSIONS_TAG = 0xa3;
const VERSION_TAG = 0xa0;
const RFC822_TAG = 0x81;
const OTHER_NAME_TAG = 0xa0;
const PRINTABLE = /^[\x20-\x7e]+$/;
/** Anything from outside that is longer is not looked into. */
const LONGEST = 100_000;

/** Reads a certificate in DER; throws when it is not one. */
export function readCertificate(der: Buffer): CertificateFields {
  if (der.length > LONGEST) throw malformed();
  const [toBeSigned, algorithm] = childrenOf(readWhole(der));
  const parts = toBeSigned === undefined ? [] : childrenOf(toBeSigned);
  const [serial, , issuer, , subject, keyInfo] = parts[0]?.tag === VERSION_TAG ? parts.slice(1) : parts;
  if (!serial || !algorithm || !issuer || !subject || !keyInfo) throw malformed();
  if (!isShortestInteger(serial.whole, readSpan(serial.whole, 0))) throw malformed();
  const x509 = new X509Certificate(der);
  // A date that cannot be read is neither before nor after any other, and would never have ended.
  if (Number.isNaN(x509.validFromDate.getTime() + x509.validToDate.getTime())) throw malformed();
  const extensions = readCertificateExtensions(
    unwrapExtensions(parts.find(({ tag }) => tag === EXTENSIONS_TAG)),
  );
  return {
    ...extensions,
    der,
    x509,
    publicKey: x509.publicKey,
    keyOctets: readKeyOctets(keyInfo),
    serial: serial.whole,
    issuer: issuer.whole,
    subject: subject.whole,
    emails: readEmails(extensions.altNames, subject),
    signature: readSignatureAlgorithm(algorithm),
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

function readKeyOctets(keyInfo: DerNode): Buffer {
  const [, key] = childrenOf(keyInfo);
  if (key === undefined) throw malformed();
  return readBitString(key);
}

/** RFC 8550 §3: names in subjectAltName; the subject's emailAddress counts only where there are none. */
function readEmails(altNames: readonly DerNode[], subject: DerNode): readonly string[] {
  const names = altNames.flatMap(emailOf);
  if (names.length > 0) return names;
  return childrenOf(subject)
    .flatMap((relativeName) => childrenOf(relativeName).map(childrenOf))
    .filter(([type]) => type !== undefined && readOid(type) === OID.emailAddress)
    .flatMap(([, value]) => (value === undefined ? [] : [asciiOf(value)]));
}

function emailOf(name: DerNode): readonly string[] {
  if (name.tag === RFC822_TAG) return [asciiOf(name)];
  if (name.tag !== OTHER_NAME_TAG) return [];
  const [type, wrapped] = childrenOf(name);
  if (type === undefined || wrapped === undefined || readOid(type) !== OID.smtpUtf8Mailbox) return [];
  const text = childrenOf(wrapped)[0];
  return text?.tag === DER.utf8String ? [text.content.toString('utf8')] : [];
}

/** A name with other signs than RFC 5280 §4.2.1.6 allows stands there, but is nobody's. */
function asciiOf({ content }: DerNode): string {
  const text = content.toString('latin1');
  return PRINTABLE.test(text) ? text : '';
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
