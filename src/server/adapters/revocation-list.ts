import { setImmediate as otherWork } from 'node:timers/promises';
import {
  readExtensionList,
  readFullName,
  unwrapExtensions,
  FULL_NAME_TAG,
} from './certificate-extensions.ts';
import type { CertificateFields } from './certificate-fields.ts';
import {
  DER,
  childrenOf,
  isShortestInteger,
  malformed,
  readBitString,
  readDer,
  readSpan,
  readTime,
  readWhole,
} from './der.ts';
import type { DerNode } from './der.ts';
import { isSignedBy, readSignatureAlgorithm } from './signature.ts';

/** A revocation list (RFC 5280 §5) whose signature was verified. Times are milliseconds since 1970. */
export interface RevocationList {
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  /** The entries as they stand, one behind the other: 50,000 of them as objects would take forty times the room. */
  readonly entries: Buffer;
  readonly scope: Scope;
  readonly bytes: number;
}

/** Which certificates the list is about (RFC 5280 §5.2.5); `urls` undefined = of all distribution points. */
interface Scope {
  readonly urls: readonly string[] | undefined;
  readonly of: 'all' | 'users' | 'authorities';
}

export type ListAnswer =
  | { readonly state: 'good' }
  /** `revokedAt` in milliseconds since 1970; a hold counts as revoked (RFC 5280 §5.3.1). */
  | { readonly state: 'revoked'; readonly revokedAt: number }
  | { readonly state: 'unknown' };

const OID = {
  issuingDistributionPoint: '2.5.29.28',
  authorityKey: '2.5.29.35',
  number: '2.5.29.20',
} as const;
const KNOWN_CRITICAL: readonly string[] = Object.values(OID);
const EXTENSIONS_TAG = 0xa0;
const USERS_ONLY_TAG = 0x81;
const AUTHORITIES_ONLY_TAG = 0x82;
const SOME_REASONS_TAG = 0x83;
const CRL_SIGN = 6;
/** Entries between two looks at other work: a fraction of a millisecond. */
const ENTRIES_AT_ONCE = 2000;
const EVERYTHING: Scope = { urls: undefined, of: 'all' };

/**
 * Reads a list that the issuer signed, or answers undefined: for one that is malformed, not the issuer's, signed in a way
 * that proves nothing, or that says things which are not understood (RFC 5280 §5.2, §6.3.3). Never holds up other work.
 */
export async function readRevocationList(
  bytes: Buffer,
  issuer: CertificateFields,
): Promise<RevocationList | undefined> {
  try {
    const [toBeSigned, algorithm, signature] = childrenOf(readWhole(bytes));
    if (toBeSigned === undefined || algorithm === undefined || signature === undefined) return undefined;
    const list = readBody(toBeSigned, { issuer, algorithm });
    const signed = {
      algorithm: readSignatureAlgorithm(algorithm),
      content: toBeSigned.whole,
      signature: readBitString(signature),
    };
    if (!maySign(issuer) || !(await isSignedBy(signed, issuer.publicKey))) return undefined;
    await walk(list.entries, checkEntry);
    return { ...list, bytes: bytes.length };
  } catch {
    return undefined;
  }
}

/** What the list says of a certificate of its issuer; `pointUrls` are those of the distribution point it came from. */
export async function askRevocationList(
  { entries, scope }: RevocationList,
  subject: CertificateFields,
  pointUrls: readonly string[],
): Promise<ListAnswer> {
  const isMeant = scope.of === 'all' || (scope.of === 'authorities') === subject.x509.ca;
  // Somebody on the way could hand out the list of another distribution point, where the serial number is not.
  const isOfPoint = scope.urls === undefined || scope.urls.some((url) => pointUrls.includes(url));
  if (!isMeant || !isOfPoint) return { state: 'unknown' };
  if (!entries.includes(subject.serial)) return { state: 'good' };
  let revokedAt: number | undefined;
  await walk(entries, (_entries, at) => {
    const { start } = readSpan(entries, at);
    const { end } = readSpan(entries, start);
    if (subject.serial.compare(entries, start, end) === 0) revokedAt ??= readTime(readDer(entries, end));
  });
  return revokedAt === undefined ? { state: 'good' } : { state: 'revoked', revokedAt };
}

function maySign({ keyUsage }: CertificateFields): boolean {
  return keyUsage === undefined || keyUsage.has(CRL_SIGN);
}

function readBody(
  toBeSigned: DerNode,
  { issuer, algorithm }: { readonly issuer: CertificateFields; readonly algorithm: DerNode },
): Omit<RevocationList, 'bytes'> {
  const parts = childrenOf(toBeSigned);
  const hasVersion = parts[0]?.tag === DER.integer;
  const [inner, name, thisUpdate, nextUpdate, ...rest] = hasVersion ? parts.slice(1) : parts;
  if (!inner || !name || !thisUpdate || !nextUpdate) throw malformed();
  // RFC 5280 §5.1.1.2: both say the same; §6.3.3 b: the list is its issuer's own.
  if (!inner.whole.equals(algorithm.whole) || !name.whole.equals(issuer.subject)) throw malformed();
  const entries = rest.find(({ tag }) => tag === DER.sequence);
  return {
    thisUpdate: readTime(thisUpdate),
    // One without an end would hold for ever (RFC 5280 §5.1.2.5: it must be there): not a time, so this throws.
    nextUpdate: readTime(nextUpdate),
    entries: entries?.content ?? Buffer.alloc(0),
    scope: readScope(unwrapExtensions(rest.find(({ tag }) => tag === EXTENSIONS_TAG))),
  };
}

function readScope(list: DerNode | undefined): Scope {
  const extensions = readExtensionList(list);
  for (const { oid, isCritical } of extensions.values()) {
    // A delta list is critical, and by itself says of nobody that all is well.
    if (isCritical && !KNOWN_CRITICAL.includes(oid)) throw malformed();
  }
  const point = extensions.get(OID.issuingDistributionPoint);
  if (point === undefined) return EVERYTHING;
  const parts = childrenOf(readWhole(point.value));
  const name = parts.find(({ tag }) => tag === FULL_NAME_TAG);
  const said = parts.filter((part) => part !== name && !isFalse(part)).map(({ tag }) => tag);
  const says = (tag: number) => said.includes(tag);
  // What is left are lists for some reasons only, indirect ones, and those of attribute certificates.
  if (said.length > 1 || said.some((tag) => tag !== USERS_ONLY_TAG && tag !== AUTHORITIES_ONLY_TAG)) {
    throw malformed();
  }
  return {
    urls: name && (readFullName(name) ?? []),
    of: says(USERS_ONLY_TAG) ? 'users' : says(AUTHORITIES_ONLY_TAG) ? 'authorities' : 'all',
  };
}

function isFalse({ tag, content }: DerNode): boolean {
  return tag !== SOME_REASONS_TAG && content.length === 1 && content[0] === 0;
}

type Visit = (entries: Buffer, at: number) => void;

async function walk(entries: Buffer, visit: Visit): Promise<void> {
  for (let at = 0, count = 1; at < entries.length; count++) {
    visit(entries, at);
    at = readSpan(entries, at).end;
    if (count % ENTRIES_AT_ONCE === 0) await otherWork();
  }
}

/**
 * An entry is a serial number in its shortest form, as a certificate's is, so that equal ones are equal octets; a date;
 * and perhaps extensions. A critical one would make the entry mean something else (RFC 5280 §5.3: not to be used then).
 */
function checkEntry(entries: Buffer, at: number): void {
  const entry = readSpan(entries, at);
  const serial = readSpan(entries, entry.start);
  const date = readSpan(entries, serial.end);
  const isTime = date.tag === DER.utcTime || date.tag === DER.generalizedTime;
  if (entry.tag !== DER.sequence || !isTime || !isShortestInteger(entries, serial)) throw malformed();
  if (date.end > entry.end) throw malformed();
  if (date.end < entry.end && hasCriticalExtension(entries, date.end, entry.end)) throw malformed();
}

function hasCriticalExtension(entries: Buffer, at: number, end: number): boolean {
  const list = readSpan(entries, at);
  if (list.end !== end) throw malformed();
  for (let next = list.start; next < list.end;) {
    const extension = readSpan(entries, next);
    const second = readSpan(entries, readSpan(entries, extension.start).end);
    if (second.tag === DER.boolean && entries[second.start] !== 0) return true;
    next = extension.end;
  }
  return false;
}
