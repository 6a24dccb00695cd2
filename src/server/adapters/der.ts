import { AppError } from '../app-error.ts';

/** One element of DER (X.690): tag octet, content, and the whole element as it stands. */
export interface DerNode {
  readonly tag: number;
  readonly content: Buffer;
  readonly whole: Buffer;
}

export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Reads one element at an offset; throws `der.malformed` for what is not definite-length DER within the bytes. */
export function readDer(bytes: Buffer, offset = 0): DerNode {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw malformed();
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthOctets > 4 || offset + 2 + lengthOctets > bytes.length) throw malformed();
  const length = lengthOctets === 0 ? first : bytes.readUIntBE(offset + 2, lengthOctets);
  const start = offset + 2 + lengthOctets;
  if (start + length > bytes.length) throw malformed();
  return {
    tag,
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(offset, start + length),
  };
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
export function readOid({ content }: Pick<DerNode, 'content'>): string {
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

function malformed(): AppError {
  return new AppError('der.malformed', 'The certificate is not well-formed DER.');
}
