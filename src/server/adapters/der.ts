import { AppError } from '../app-error.ts';

/** One element of DER (X.690): tag octet, content, and the whole element as it stands. */
export interface DerNode {
  readonly tag: number;
  readonly content: Buffer;
  readonly whole: Buffer;
}

/** Where an element's content begins and ends; for walks over so many elements that nodes would cost too much. */
export interface DerSpan {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

/** Reads where one element lies; throws `der.malformed` for what is not definite-length DER within the bytes. */
export function readSpan(bytes: Buffer, offset: number): DerSpan {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw malformed();
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthOctets > 4 || offset + 2 + lengthOctets > bytes.length) throw malformed();
  const length = lengthOctets === 0 ? first : bytes.readUIntBE(offset + 2, lengthOctets);
  const start = offset + 2 + lengthOctets;
  if (start + length > bytes.length) throw malformed();
  return { tag, start, end: start + length };
}

/** Reads one element at an offset; throws `der.malformed` as `readSpan` does. */
export function readDer(bytes: Buffer, offset = 0): DerNode {
  const { tag, start, end } = readSpan(bytes, offset);
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(offset, end) };
}

/** Reads the one element that the bytes are; throws `der.malformed` when something stands behind it. */
export function readWhole(bytes: Buffer, tag: number = DER.sequence): DerNode {
  const node = readDer(bytes);
  if (node.tag !== tag || node.whole.length !== bytes.length) throw malformed();
  return node;
}

/** The elements inside a constructed element. */
export function childrenOf({ content }: Pick<DerNode, 'content'>): readonly DerNode[] {
  const children: DerNode[] = [];
  for (let at = 0; at < content.length;) {
    const child = readDer(content, at);
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

/** An object identifier in dots (X.690 §8.19). */
export function readOid({ tag, content }: Pick<DerNode, 'tag' | 'content'>): string {
  if (tag !== DER.objectIdentifier || content.length === 0) throw malformed();
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    arc = arc * 128 + (octet & 0x7f);
    if ((octet & 0x80) !== 0) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [head = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(head / 40), 2);
  return [root, head - root * 40, ...rest].join('.');
}

/** A moment in UTC, milliseconds since 1970 (RFC 5280 §4.1.2.5: years of two digits are 1950 to 2049). */
export function readTime({ tag, content }: DerNode): number {
  const text = content.toString('latin1');
  const century = Number(text.slice(0, 2)) < 50 ? '20' : '19';
  const match = TIME.exec(tag === DER.utcTime ? century + text : tag === DER.generalizedTime ? text : '');
  const [, year, month, day, hour, minute, second] = match ?? [];
  const moment = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(moment)) throw malformed();
  return moment;
}

/** The octets of a bit string whose bits are all used, such as a signature. */
export function readBitString({ tag, content }: DerNode): Buffer {
  if (tag !== DER.bitString || content[0] !== 0) throw malformed();
  return content.subarray(1);
}

/** True for an integer in as few octets as it needs (X.690 §8.3.2): equal numbers are equal octets then. */
export function isShortestInteger(bytes: Buffer, { tag, start, end }: DerSpan): boolean {
  const first = bytes[start];
  if (tag !== DER.integer || first === undefined || start === end) return false;
  const isNextHigh = ((bytes[start + 1] ?? 0) & 0x80) !== 0;
  return end - start === 1 || !((first === 0x00 && !isNextHigh) || (first === 0xff && isNextHigh));
}

/** Writes one element. */
export function writeDer(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(length);
  const short = octets.subarray(octets.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | short.length]), short, content]);
}

export function malformed(): AppError {
  return new AppError('der.malformed', 'This is not well-formed DER.');
}
