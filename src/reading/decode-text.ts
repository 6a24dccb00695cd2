/** Bytes that are looked at to tell UTF-16 without a mark. */
const SAMPLE = 65_536;
/** Of the signs of a text in Latin letters so many have a zero in their second byte. */
const MOSTLY = 0.7;
const HARDLY = 0.02;
/** What no text file holds, but for tabs, line and page breaks, escapes and the old end mark. */
const NOT_TEXT = /[\0-\x07\x0e-\x19\x1c-\x1f\x7f]/;

/**
 * The text of bytes in UTF-8, UTF-16 (either way round, with or without a mark) or Windows-1252, which holds Latin-1;
 * undefined for bytes that are no text. Which of them is told by the bytes alone.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes);
  return text === undefined || NOT_TEXT.test(text) ? undefined : text;
}

function decoded(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return strictly('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return strictly('utf-16be', bytes);
  const wide = wideOrder(bytes);
  if (wide !== undefined) return strictly(wide, bytes);
  return strictly('utf-8', bytes) ?? strictly('windows-1252', bytes);
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark: zeros stand in every other byte. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.floor(Math.min(bytes.length, SAMPLE) / 2);
  if (pairs === 0 || bytes.length % 2 === 1) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  if (odd > pairs * MOSTLY && even <= pairs * HARDLY) return 'utf-16le';
  if (even > pairs * MOSTLY && odd <= pairs * HARDLY) return 'utf-16be';
  return undefined;
}
