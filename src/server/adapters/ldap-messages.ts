const SEQUENCE = 0x30;
const SEARCH_DONE = 0x65;
const ENUMERATED = 0x0a;
const CONSTRUCTED = 0x20;
const MANY_OCTET_TAG = 0x1f;
const LONG_LENGTH = 0x80;
const MOST_LENGTH_OCTETS = 4;
/** A search entry nests five deep (RFC 4511 §4.5.2). */
const DEEPEST = 16;

interface Element {
  readonly tag: number;
  readonly from: number;
  /** Where it ends by its own word, which may be behind what is there. */
  readonly to: number;
}

/**
 * Cuts what comes in into whole LDAP messages (RFC 4511 §5.1: BER with definite lengths), none larger than `most` bytes and
 * each well formed down to its last element. Throws when what comes in is no LDAP.
 */
export function createMessageCutter(most: number): (chunk: Buffer) => readonly Buffer[] {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = 0;
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < needed) return [];
    let rest = Buffer.concat(chunks, size);
    const messages: Buffer[] = [];
    for (;;) {
      needed = sizeOfFirst(rest, most);
      if (rest.length < needed) break;
      const message = rest.subarray(0, needed);
      checkElements(message, { tag: SEQUENCE, from: 0, to: needed }, 0);
      checkResult(message);
      messages.push(message);
      rest = rest.subarray(needed);
    }
    chunks = [rest];
    size = rest.length;
    return messages;
  };
}

/** Of the first message, head included; one more than there is while the head is not whole. */
function sizeOfFirst(bytes: Buffer, most: number): number {
  const message = readHead(bytes, 0);
  if (bytes.length > 0 && bytes[0] !== SEQUENCE) throw new RangeError('no LDAP message');
  if (message === undefined) return bytes.length + 1;
  if (message.to > most) throw new RangeError('an LDAP message that is too large');
  return message.to;
}

/** ldapts never comes to an end with an element that claims to be longer than what it stands in. */
function checkElements(bytes: Buffer, { from, to }: Element, depth: number): void {
  let at = from;
  while (at < to) {
    const element = readHead(bytes, at);
    if (element === undefined || element.to > to || depth > DEEPEST) throw new RangeError('malformed BER');
    if ((element.tag & CONSTRUCTED) !== 0) checkElements(bytes, element, depth + 1);
    at = element.to;
  }
}

/** ldapts takes an end of a search without a result code for success (RFC 4511 §4.1.9). */
function checkResult(message: Buffer): void {
  const id = readHead(message, readHead(message, 0)?.from ?? 0);
  const operation = readHead(message, id?.to ?? 0);
  if (operation?.tag !== SEARCH_DONE) return;
  const code = readHead(message, operation.from);
  if (code?.tag !== ENUMERATED || code.to === code.from) throw new RangeError('a search without a result');
}

/** Undefined while it is not whole. */
function readHead(bytes: Buffer, at: number): Element | undefined {
  const tag = bytes[at];
  const length = bytes[at + 1];
  if (tag === undefined || length === undefined) return undefined;
  if ((tag & MANY_OCTET_TAG) === MANY_OCTET_TAG) throw new RangeError('a tag that LDAP does not have');
  if (length < LONG_LENGTH) return { tag, from: at + 2, to: at + 2 + length };
  const octets = length - LONG_LENGTH;
  if (octets === 0 || octets > MOST_LENGTH_OCTETS) throw new RangeError('a length that LDAP does not have');
  const from = at + 2 + octets;
  return bytes.length < from ? undefined : { tag, from, to: from + bytes.readUIntBE(at + 2, octets) };
}
