import { X509Certificate, createHash, createPublicKey } from 'node:crypto';
import type { TlsaRecord } from '../../domain/evidence.ts';
import { hasServerChain } from './certificate-chain.ts';
import { readOrUndefined } from './certificate-check.ts';
import { readCertificate } from './certificate-fields.ts';
import type { CertificateFields } from './certificate-fields.ts';
import { childrenOf, readDer } from './der.ts';

/** `unusable`: no record says anything that can be followed. */
export type DaneVerdict = 'match' | 'mismatch' | 'unusable';

/** Values of RFC 7218; the usages that chain to public roots (0 and 1) are not for mail (RFC 7672 §3.1.3). */
const USAGE = { authority: 2, endEntity: 3 } as const;
const SELECTOR = { certificate: 0, key: 1 } as const;
const MATCHING = { full: 0, sha256: 1, sha512: 2 } as const;
const DIGEST_OCTETS: Readonly<Record<number, number>> = { [MATCHING.sha256]: 32, [MATCHING.sha512]: 64 };
const VERSION_TAG = 0xa0;
/** More certificates than this are not looked at; real chains have two to four. */
const MOST_CERTIFICATES = 10;

/** What a certificate under a named authority is measured by. */
export interface DaneContext {
  /** Those that it may be for: any one is enough (RFC 7672 §3.2.3). */
  readonly names: readonly string[];
  readonly now: Date;
}

/**
 * Whether the certificates that a server showed, its own first, are those that its TLSA records name (RFC 7672 §3).
 * The records must have been authenticated. Certificates that cannot be read match nothing.
 */
export function daneVerdict(
  records: readonly TlsaRecord[],
  chain: readonly Buffer[],
  context: DaneContext,
): DaneVerdict {
  const usable = strongestOf(records.filter(isUsableTlsa));
  if (usable.length === 0) return 'unusable';
  try {
    return isNamed(usable, chain.slice(0, MOST_CERTIFICATES), context) ? 'match' : 'mismatch';
  } catch {
    return 'mismatch';
  }
}

function isNamed(records: readonly TlsaRecord[], chain: readonly Buffer[], { names, now }: DaneContext) {
  const [first, ...others] = chain;
  if (first === undefined) return false;
  const own = new X509Certificate(first);
  // RFC 7672 §3.1.1: who named the certificate itself has said all; neither its names nor its dates count.
  if (records.some((record) => record.usage === USAGE.endEntity && matches(record, own))) return true;
  const authorities = records.filter(({ usage }) => usage === USAGE.authority);
  if (authorities.length === 0 || !names.some((name) => isFor(own, name))) return false;
  return hasNamedAuthority(authorities, {
    leaf: readCertificate(first),
    others: others.flatMap(readOrNone),
    now,
  });
}

interface Shown {
  readonly leaf: CertificateFields;
  /** In any order. */
  readonly others: readonly CertificateFields[];
  readonly now: Date;
}

/** RFC 7671 §5.2: a valid chain from the server's certificate to an authority above it that a record names. */
function hasNamedAuthority(records: readonly TlsaRecord[], { leaf, others, now }: Shown): boolean {
  const isNamedAuthority = ({ x509 }: CertificateFields) => records.some((record) => matches(record, x509));
  return hasServerChain(leaf, {
    anchors: [...records.flatMap(wholeCertificate), ...others.filter(isNamedAuthority)],
    anchorKeys: records.flatMap(wholeKey),
    intermediates: others,
    now,
  });
}

/** True for a record whose meaning is known and whose data have the right form (RFC 7672 §2.2, RFC 6698 §2.1). */
export function isUsableTlsa({ usage, selector, matchingType, data }: TlsaRecord): boolean {
  if (usage !== USAGE.authority && usage !== USAGE.endEntity) return false;
  if (selector !== SELECTOR.certificate && selector !== SELECTOR.key) return false;
  const octets = Buffer.from(data, 'hex');
  if (matchingType !== MATCHING.full) return DIGEST_OCTETS[matchingType] === octets.length;
  return selector === SELECTOR.certificate ? isCertificate(octets) : readKey(octets).length > 0;
}

/** RFC 7671 §9: beside a stronger digest of the same kind a weaker one does not count. */
function strongestOf(records: readonly TlsaRecord[]): readonly TlsaRecord[] {
  const hasStronger = ({ usage, selector }: TlsaRecord) =>
    records.some(
      (one) => one.usage === usage && one.selector === selector && one.matchingType === MATCHING.sha512,
    );
  return records.filter((record) => record.matchingType !== MATCHING.sha256 || !hasStronger(record));
}

function matches({ selector, matchingType, data }: TlsaRecord, { raw }: X509Certificate): boolean {
  const octets = selector === SELECTOR.key ? keyOctets(raw) : raw;
  const wanted = Buffer.from(data, 'hex');
  if (matchingType === MATCHING.full) return octets.equals(wanted);
  const name = matchingType === MATCHING.sha512 ? 'sha512' : 'sha256';
  return createHash(name).update(octets).digest().equals(wanted);
}

/** SubjectPublicKeyInfo as it stands in the certificate (RFC 5280 §4.1): encoding it anew might not give the same. */
function keyOctets(certificate: Buffer): Buffer {
  const [toBeSigned] = childrenOf(readDer(certificate));
  const parts = toBeSigned === undefined ? [] : childrenOf(toBeSigned);
  return parts[parts[0]?.tag === VERSION_TAG ? 6 : 5]?.whole ?? Buffer.alloc(0);
}

function isFor(certificate: X509Certificate, name: string): boolean {
  return certificate.checkHost(name, { subject: 'never', partialWildcards: false }) !== undefined;
}

/** An authority whose certificate or key stands in the record whole need not be sent by the server (RFC 7671 §5.2.2). */
function wholeCertificate({ selector, matchingType, data }: TlsaRecord): readonly CertificateFields[] {
  const isWhole = matchingType === MATCHING.full && selector === SELECTOR.certificate;
  return isWhole ? readOrNone(Buffer.from(data, 'hex')) : [];
}

function wholeKey({ selector, matchingType, data }: TlsaRecord) {
  const isWhole = matchingType === MATCHING.full && selector === SELECTOR.key;
  return isWhole ? readKey(Buffer.from(data, 'hex')) : [];
}

function readOrNone(der: Buffer): readonly CertificateFields[] {
  const certificate = readOrUndefined(der);
  return certificate === undefined ? [] : [certificate];
}

/** Whether it is understood does not matter where it is only compared. */
function isCertificate(der: Buffer): boolean {
  try {
    // What stands behind the certificate, or in PEM, is not what was meant.
    return new X509Certificate(der).raw.equals(der);
  } catch {
    return false;
  }
}

function readKey(der: Buffer) {
  try {
    return [createPublicKey({ key: der, format: 'der', type: 'spki' })];
  } catch {
    return [];
  }
}
