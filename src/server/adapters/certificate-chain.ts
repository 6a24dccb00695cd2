import type { KeyObject } from 'node:crypto';
import { EXTENDED_USE } from './certificate-extensions.ts';
import type { CertificateFields } from './certificate-fields.ts';
import { isWeakKey } from './certificate-key.ts';
import { keepsTo } from './name-constraints.ts';

export interface ChainContext {
  readonly anchors: readonly CertificateFields[];
  readonly intermediates: readonly CertificateFields[];
  readonly now: Date;
}

/** Leaf first, trust anchor last. */
export type Chain = readonly CertificateFields[];

/** What a server's chain may end at besides certificates. */
export interface ServerChainContext extends ChainContext {
  readonly anchorKeys: readonly KeyObject[];
}

interface Search extends ServerChainContext {
  /** One of these must be among the extended key usages of an authority that has some. */
  readonly uses: readonly string[];
  /** Broken signatures and short keys are let pass, to be told as what they are. */
  readonly isLenient: boolean;
  /** Signatures that may still be verified: cross-signed authorities make more paths than there is time for. */
  readonly budget: { left: number };
}

const LONGEST_CHAIN = 8;
const MOST_SIGNATURES = 100;
const KEY_CERT_SIGN = 5;
const MAIL_USES = [EXTENDED_USE.emailProtection, EXTENDED_USE.any];
/** As mail servers judge each other: "any" is not enough (`XKU_SSL_SERVER` of OpenSSL). */
const SERVER_USES = [EXTENDED_USE.serverAuthentication];

/**
 * A chain of valid issuers from the certificate to a configured trust anchor (RFC 5280 §6.1), or undefined. One without
 * weak keys and signatures is preferred; whether it has some, `weaknessesOf` tells.
 */
export function findChain(leaf: CertificateFields, context: ChainContext): Chain | undefined {
  const anchors = rootsOf(context.anchors);
  if (anchors.some((anchor) => isSame(anchor, leaf))) return [leaf];
  const intermediates = [...context.intermediates, ...context.anchors].filter(({ x509 }) => x509.ca);
  const budget = { left: MOST_SIGNATURES };
  const search = { ...context, anchors, anchorKeys: [], intermediates, uses: MAIL_USES, budget };
  return extend([leaf], { ...search, isLenient: false }) ?? extend([leaf], { ...search, isLenient: true });
}

/** Whether a server's certificate, itself sound, leads to one of the anchors above it; weaknesses are not let pass. */
export function hasServerChain(leaf: CertificateFields, context: ServerChainContext): boolean {
  const isSound =
    isWithinTime(leaf, context.now) && !isWeakKey(leaf.publicKey) && isForUse(leaf, SERVER_USES);
  // Who is named there is trusted within its own limits only, and those must be understood.
  const anchors = context.anchors.filter(({ hasUnknownCritical }) => !hasUnknownCritical);
  const budget = { left: MOST_SIGNATURES };
  const search = { ...context, anchors, uses: SERVER_USES, budget, isLenient: false };
  return isSound && extend([leaf], search) !== undefined;
}

/** What in a chain proves nothing any more. The anchor's own signature is not looked at: it is trusted as it stands. */
export function weaknessesOf(
  chain: Chain,
): readonly ('certificate-weak-key' | 'certificate-weak-signature')[] {
  const hasWeakKey = chain.some(({ publicKey }) => isWeakKey(publicKey));
  const hasWeakSignature = chain.slice(0, -1).some(({ signature }) => signature.scheme === undefined);
  return [
    ...(hasWeakKey ? (['certificate-weak-key'] as const) : []),
    ...(hasWeakSignature ? (['certificate-weak-signature'] as const) : []),
  ];
}

/** An authority whose issuer is configured too is on the way to that one: its revocation is asked about as well. */
function rootsOf(anchors: readonly CertificateFields[]): readonly CertificateFields[] {
  return anchors.filter(
    (one) => isSelfIssued(one) || !anchors.some((other) => other !== one && isIssuer(other, one)),
  );
}

function extend(path: Chain, search: Search): Chain | undefined {
  const subject = path.at(-1);
  if (subject === undefined || path.length >= LONGEST_CHAIN || subject.hasUnknownCritical) return undefined;
  const anchor = search.anchors.find((issuer) => mayStandAbove(issuer, path, search));
  if (anchor !== undefined) return [...path, anchor];
  if (search.anchorKeys.some((key) => hasSigned(key, subject))) return path;
  for (const issuer of search.intermediates) {
    if (path.some((one) => isSame(one, issuer)) || !mayStandAbove(issuer, path, search)) continue;
    const found = extend([...path, issuer], search);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mayStandAbove(issuer: CertificateFields, path: Chain, search: Search): boolean {
  const subject = path.at(-1);
  if (subject === undefined || !subject.x509.checkIssued(issuer.x509)) return false;
  const isStrong = !isWeakKey(issuer.publicKey) && subject.signature.scheme !== undefined;
  if (!isStrong && !search.isLenient) return false;
  if (!isWithinTime(issuer, search.now) || !isForUse(issuer, search.uses)) return false;
  if (!mayIssue(issuer, path) || !allowsNames(issuer, path)) return false;
  return search.budget.left-- > 0 && isIssuer(issuer, subject);
}

function hasSigned(key: KeyObject, subject: CertificateFields): boolean {
  return !isWeakKey(key) && subject.signature.scheme !== undefined && subject.x509.verify(key);
}

/** basicConstraints, keyUsage, pathLenConstraint (RFC 5280 §6.1.4 k–n). */
function mayIssue({ x509, keyUsage, pathLength }: CertificateFields, path: Chain): boolean {
  if (!x509.ca) return false;
  if (keyUsage !== undefined && !keyUsage.has(KEY_CERT_SIGN)) return false;
  const below = path.slice(1).filter((one) => !isSelfIssued(one)).length;
  return pathLength === undefined || below <= pathLength;
}

/** An authority may vouch for some uses only, where it has this extension. */
function isForUse({ extendedKeyUsage }: CertificateFields, uses: readonly string[]): boolean {
  return extendedKeyUsage === undefined || uses.some((use) => extendedKeyUsage.includes(use));
}

/** RFC 5280 §6.1.3 b, c: all below keep to the constraints, but for authorities that issued to themselves. */
function allowsNames({ nameConstraints }: CertificateFields, path: Chain): boolean {
  if (nameConstraints === undefined) return true;
  return path.every((one, index) => (index > 0 && isSelfIssued(one)) || keepsTo(nameConstraints, one));
}

/** True when one certificate issued the other: names, key identifiers and signature. */
export function isIssuer(issuer: CertificateFields, subject: CertificateFields): boolean {
  return subject.x509.checkIssued(issuer.x509) && subject.x509.verify(issuer.publicKey);
}

export function isWithinTime({ x509 }: CertificateFields, now: Date): boolean {
  return x509.validFromDate <= now && now <= x509.validToDate;
}

function isSelfIssued({ subject, issuer }: CertificateFields): boolean {
  return subject.equals(issuer);
}

function isSame(a: CertificateFields, b: CertificateFields): boolean {
  return a.der.equals(b.der);
}
