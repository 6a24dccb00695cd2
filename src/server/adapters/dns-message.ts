import { AppError } from '../app-error.ts';

/** One question; `isUnchecked`: the answer is wanted even where it fails validation (CD, RFC 4035 §3.2.2). */
export interface DnsQuestion {
  readonly name: string;
  readonly type: number;
  readonly isUnchecked?: boolean;
}

/** A record of the answer, in class IN; `data` lies at `at` in the message, since names in it may point back there. */
export interface DnsRecord {
  readonly name: string;
  readonly type: number;
  /** Seconds. */
  readonly ttl: number;
  readonly data: Buffer;
  readonly at: number;
}

export interface DnsReply {
  readonly bytes: Buffer;
  readonly code: number;
  readonly isTruncated: boolean;
  /** What whoever answered says of itself: that it has validated everything in here (AD, RFC 4035 §3.2.3). */
  readonly claimsAuthentic: boolean;
  /** Whoever answered looks up itself what it does not know (RA, RFC 1035 §4.1.1). */
  readonly isRecursive: boolean;
  readonly answers: readonly DnsRecord[];
}

export const DNS_TYPE = { A: 1, NS: 2, CNAME: 5, MX: 15, TXT: 16, AAAA: 28, OPT: 41, TLSA: 52 } as const;
export const DNS_CODE = { noError: 0, serverFailure: 2, noDomain: 3 } as const;

const IN = 1;
const HEADER_OCTETS = 12;
const FLAG = {
  reply: 0x8000,
  truncated: 0x200,
  recurse: 0x100,
  recurses: 0x80,
  authentic: 0x20,
  unchecked: 0x10,
} as const;
/** DNSSEC OK, in the flags of EDNS (RFC 3225 §3). */
const DNSSEC_OK = 0x8000;
/** Fits into one datagram on every path (DNS flag day 2020). */
const LARGEST_DATAGRAM = 1232;
const LONGEST_LABEL = 63;
const LONGEST_NAME = 255;

/** A question in the form it travels in; throws `dns.bad-name` for a name that cannot exist. */
export function encodeQuestion({ name, type, isUnchecked = false }: DnsQuestion, id: number): Buffer {
  const header = Buffer.alloc(HEADER_OCTETS);
  header.writeUInt16BE(id, 0);
  header.writeUInt16BE(FLAG.recurse | FLAG.authentic | (isUnchecked ? FLAG.unchecked : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(1, 10);
  const question = Buffer.alloc(4);
  question.writeUInt16BE(type, 0);
  question.writeUInt16BE(IN, 2);
  const edns = Buffer.alloc(11);
  edns.writeUInt16BE(DNS_TYPE.OPT, 1);
  edns.writeUInt16BE(LARGEST_DATAGRAM, 3);
  edns.writeUInt16BE(DNSSEC_OK, 7);
  return Buffer.concat([header, encodeName(name), question, edns]);
}

/**
 * The reply to this very question, or undefined: anything else on the wire is left aside, as a forgery would be. Only
 * the answers are read, each within its own length; a reply that breaks off among them is none.
 */
export function readReply(bytes: Buffer, asked: DnsQuestion, id: number): DnsReply | undefined {
  try {
    const flags = bytes.readUInt16BE(2);
    if (bytes.readUInt16BE(0) !== id || (flags & FLAG.reply) === 0 || bytes.readUInt16BE(4) !== 1) return;
    const question = readName(bytes, HEADER_OCTETS);
    const isOurs = question.name === plainName(asked.name) && bytes.readUInt16BE(question.end) === asked.type;
    if (!isOurs || bytes.readUInt16BE(question.end + 2) !== IN) return;
    return {
      bytes,
      code: flags & 0xf,
      isTruncated: (flags & FLAG.truncated) !== 0,
      claimsAuthentic: (flags & FLAG.authentic) !== 0,
      isRecursive: (flags & FLAG.recurses) !== 0,
      // What is truncated is asked for again, so that it may end anywhere.
      answers: (flags & FLAG.truncated) === 0 ? readAnswers(bytes, question.end + 4) : [],
    };
  } catch {
    return undefined;
  }
}

/** A name at an offset and where it ends; lower case, without the final dot, "." for the root. Throws when malformed. */
export function readName(bytes: Buffer, offset: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = offset;
  let end: number | undefined;
  let length = 0;
  for (;;) {
    const octet = bytes.readUInt8(at);
    if (octet === 0) break;
    if (octet >= 0xc0) {
      const target = bytes.readUInt16BE(at) & 0x3fff;
      // Only backwards (RFC 1035 §4.1.4), so that there is no going round.
      if (target >= at || target >= offset) throw malformed();
      end ??= at + 2;
      at = target;
      length += 1;
    } else {
      labels.push(readLabel(bytes, at, octet));
      at += octet + 1;
      length += octet + 1;
    }
    if (length > LONGEST_NAME) throw malformed();
  }
  return { name: labels.length === 0 ? '.' : labels.join('.'), end: end ?? at + 1 };
}

/** The way names are compared: lower case, without the final dot. */
export function plainName(name: string): string {
  const text = name.toLowerCase();
  return text.length > 1 && text.endsWith('.') ? text.slice(0, -1) : text;
}

function readLabel(bytes: Buffer, at: number, length: number): string {
  if (length > LONGEST_LABEL || at + 1 + length > bytes.length) throw malformed();
  const text = bytes.toString('latin1', at + 1, at + 1 + length).toLowerCase();
  // A dot or a space inside a label must not look like another name (RFC 1035 §5.1).
  return text.replace(/[^a-z0-9_*/-]/g, (sign) => `\\${String(sign.charCodeAt(0)).padStart(3, '0')}`);
}

function readAnswers(bytes: Buffer, offset: number): readonly DnsRecord[] {
  const records: DnsRecord[] = [];
  let start = offset;
  for (let left = bytes.readUInt16BE(6); left > 0; left--) {
    const { name, end } = readName(bytes, start);
    const [type, kind] = [bytes.readUInt16BE(end), bytes.readUInt16BE(end + 2)];
    const at = end + 10;
    start = at + bytes.readUInt16BE(end + 8);
    if (start > bytes.length) throw malformed();
    const ttl = bytes.readUInt32BE(end + 4);
    if (kind === IN) records.push({ name, type, ttl, data: bytes.subarray(at, start), at });
  }
  return records;
}

function encodeName(name: string): Buffer {
  const plain = plainName(name);
  const labels = plain === '.' ? [] : plain.split('.').map((label) => Buffer.from(label, 'latin1'));
  const encoded = Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([label.length & 0xff]), label]),
    Buffer.from([0]),
  ]);
  const isPossible = labels.every(({ length }) => length > 0 && length <= LONGEST_LABEL);
  if (isPossible && encoded.length <= LONGEST_NAME && /^[\x21-\x7e]+$/.test(plain)) return encoded;
  throw new AppError('dns.bad-name', 'A name has an empty or too long part, and cannot be looked up.');
}

function malformed(): AppError {
  return new AppError('dns.malformed', 'The reply is no well-formed DNS message.');
}
