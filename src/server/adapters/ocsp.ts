import { createHash } from 'node:crypto';
import { isIssuer, isWithinTime } from './certificate-chain.ts';
import { EXTENDED_USE, readExtensionList } from './certificate-extensions.ts';
import { readCertificate } from './certificate-fields.ts';
import type { CertificateFields } from './certificate-fields.ts';
import { isWeakKey } from './certificate-key.ts';
import { DER, childrenOf, malformed, readBitString, readOid, readTime, readWhole, writeDer } from './der.ts';
import type { DerNode } from './der.ts';
import { isSignedBy, readSignatureAlgorithm } from './signature.ts';

/** What a responder says of one certificate (RFC 6960), verified. Times are milliseconds since 1970. */
export interface OcspReply {
  readonly state: 'good' | 'revoked';
  readonly thisUpdate: number;
  /** Undefined: the responder always has newer ones (RFC 6960 §4.2.2.1). */
  readonly nextUpdate: number | undefined;
  readonly revokedAt: number | undefined;
  /** Who signed in the issuer's place, where the issuer did not say that this one is not to be asked about. */
  readonly responder: CertificateFields | undefined;
  readonly bytes: number;
}

/** The certificate that is asked about, and the one that issued it. */
export interface OcspQuestion {
  readonly subject: CertificateFields;
  readonly issuer: CertificateFields;
}

const SHA1 = writeDer(
  DER.sequence,
  writeDer(DER.objectIdentifier, Buffer.from('2b0e03021a', 'hex')),
  writeDer(DER.null),
);
const BASIC_REPLY = '1.3.6.1.5.5.7.48.1.1';
const SUCCESSFUL = 0;
const GOOD_TAG = 0x80;
const REVOKED_TAG = 0xa1;
/** Positions `[0]` and `[1]` of several structures. */
const FIRST_TAG = 0xa0;
const SECOND_TAG = 0xa1;
const KEY_HASH_TAG = 0xa2;
const DIGITAL_SIGNATURE = 0;
const MOST_SIGNERS = 4;

/** A request about one certificate, without a nonce, so that responders may answer with what they have (RFC 5019 §2.1). */
export function writeOcspRequest(question: OcspQuestion): Buffer {
  const request = writeDer(DER.sequence, writeCertId(question));
  return writeDer(DER.sequence, writeDer(DER.sequence, writeDer(DER.sequence, request)));
}

/** RFC 6960 §4.1.1. SHA-1 only names the issuer here; responders know no other digest (RFC 5019 §2.1.1). */
function writeCertId({ subject, issuer }: OcspQuestion): Buffer {
  return writeDer(
    DER.sequence,
    SHA1,
    writeDer(DER.octetString, sha1(subject.issuer)),
    writeDer(DER.octetString, sha1(issuer.keyOctets)),
    subject.serial,
  );
}

/**
 * Reads a reply about the certificate that asked, signed by its issuer or by whom the issuer charged with it
 * (RFC 6960 §3.2), or answers undefined: for "unknown", errors, and whatever else is no definite answer.
 */
export async function readOcspReply(
  bytes: Buffer,
  question: OcspQuestion,
  now: Date,
): Promise<OcspReply | undefined> {
  try {
    const [toBeSigned, algorithm, signature, signers] = childrenOf(readBasicReply(bytes));
    if (!toBeSigned || !algorithm || !signature) return undefined;
    const single = readSingle(toBeSigned, question);
    const signed = {
      algorithm: readSignatureAlgorithm(algorithm),
      content: toBeSigned.whole,
      signature: readBitString(signature),
    };
    for (const signer of signersOf(signers, question.issuer, now)) {
      if (!isNamed(signer, toBeSigned) || !(await isSignedBy(signed, signer.publicKey))) continue;
      const isAsked = signer !== question.issuer && !signer.hasNoCheck;
      return { ...single, responder: isAsked ? signer : undefined, bytes: bytes.length };
    }
    return undefined;
  } catch {
    return undefined;
  }
}

function readBasicReply(bytes: Buffer): DerNode {
  const [status, wrapper] = childrenOf(readWhole(bytes));
  if (status?.tag !== DER.enumerated || status.content[0] !== SUCCESSFUL || wrapper?.tag !== FIRST_TAG) {
    throw malformed();
  }
  const [type, content] = childrenOf(readWhole(wrapper.content));
  if (type === undefined || content === undefined || readOid(type) !== BASIC_REPLY) throw malformed();
  return readWhole(content.content);
}

/** responderID, producedAt, responses, and extensions at the end; the version in front is left out (RFC 6960 §4.2.1). */
function responseData(toBeSigned: DerNode): readonly DerNode[] {
  const parts = childrenOf(toBeSigned);
  return parts[0]?.tag === FIRST_TAG ? parts.slice(1) : parts;
}

function readSingle(toBeSigned: DerNode, question: OcspQuestion): Omit<OcspReply, 'responder' | 'bytes'> {
  const [, , responses, extensions] = responseData(toBeSigned);
  refuseCritical(extensions);
  const certId = childrenOf(readWhole(writeCertId(question)));
  const single = (responses === undefined ? [] : childrenOf(responses))
    .map(childrenOf)
    .find(([id]) => id !== undefined && isSameId(childrenOf(id), certId));
  const [, status, thisUpdate, ...rest] = single ?? [];
  if (status === undefined || thisUpdate === undefined) throw malformed();
  refuseCritical(rest.find(({ tag }) => tag === SECOND_TAG));
  const next = rest.find(({ tag }) => tag === FIRST_TAG);
  const [nextUpdate] = next === undefined ? [] : childrenOf(next);
  return {
    ...readStatus(status),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: nextUpdate && readTime(nextUpdate),
  };
}

function readStatus(status: DerNode): Pick<OcspReply, 'state' | 'revokedAt'> {
  if (status.tag === GOOD_TAG && status.content.length === 0) return { state: 'good', revokedAt: undefined };
  const [time] = status.tag === REVOKED_TAG ? childrenOf(status) : [];
  if (time === undefined) throw malformed();
  return { state: 'revoked', revokedAt: readTime(time) };
}

/** Issuer's name, issuer's key and serial number; the digest's parameters may be NULL or left out. */
function isSameId(given: readonly DerNode[], wanted: readonly DerNode[]): boolean {
  const [algorithm] = given[0] === undefined ? [] : childrenOf(given[0]);
  const [sha1Oid] = wanted[0] === undefined ? [] : childrenOf(wanted[0]);
  if (!algorithm || !sha1Oid || !algorithm.whole.equals(sha1Oid.whole)) return false;
  return wanted.slice(1).every((part, index) => given[index + 1]?.whole.equals(part.whole) === true);
}

function refuseCritical(wrapper: DerNode | undefined): void {
  if (wrapper === undefined) return;
  const extensions = readExtensionList(readWhole(wrapper.content));
  if ([...extensions.values()].some(({ isCritical }) => isCritical)) throw malformed();
}

/** The issuer itself, and certificates that it issued for this and nothing less (RFC 6960 §4.2.2.2). */
function signersOf(list: DerNode | undefined, issuer: CertificateFields, now: Date) {
  const given = list?.tag === FIRST_TAG ? childrenOf(readWhole(list.content)).slice(0, MOST_SIGNERS) : [];
  const charged = given
    .map(({ whole }) => readCertificate(whole))
    .filter(
      (one) =>
        one.extendedKeyUsage?.includes(EXTENDED_USE.ocspSigning) === true &&
        one.keyUsage?.has(DIGITAL_SIGNATURE) !== false &&
        one.signature.scheme !== undefined &&
        !one.hasUnknownCritical &&
        !isWeakKey(one.publicKey) &&
        isWithinTime(one, now) &&
        isIssuer(issuer, one),
    );
  return [issuer, ...charged];
}

function isNamed(signer: CertificateFields, toBeSigned: DerNode): boolean {
  const [responder] = responseData(toBeSigned);
  if (responder === undefined) return false;
  if (responder.tag === SECOND_TAG) return responder.content.equals(signer.subject);
  if (responder.tag !== KEY_HASH_TAG) return false;
  return readWhole(responder.content, DER.octetString).content.equals(sha1(signer.keyOctets));
}

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest();
}
