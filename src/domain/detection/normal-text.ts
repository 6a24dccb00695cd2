/** Text in the form that detectors read, with the way back to the text it was made from. */
export interface NormalText {
  readonly text: string;
  /** Index in the original for an index in `text` (both in UTF-16 units). */
  readonly originalIndex: (index: number) => number;
}

const DROPPED =
  /[\u0000-\u0008\r\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/;
const DASH = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63]/;
const SPACE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
/** First halves of the mathematical digits and letters (U+1D400–1D7FF). */
const MATHEMATICAL = '\ud835';
const ODD =
  /[\u0000-\u0008\r\u00a0\u00ad\u00b2\u00b3\u00b9\u034f\u180e\u2000-\u2015\u202a-\u202f\u2043\u205f-\u2069\u2070-\u209c\u2212\u2460-\u249b\u3000\ud835\ufb00-\ufb06\ufe00-\ufe0f\ufe58\ufe63\ufeff\uff01-\uff5e]/;

/**
 * Width and compatibility forms of digits, letters and signs become plain (NFKC), dashes become `-`, odd spaces become
 * a space, invisible characters go. Everything else stays, so that ordinary text is copied as it is.
 */
export function normalText(original: string): NormalText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const origins: number[] = [];
  let copied = 0;
  let length = 0;
  const add = (piece: string, origin: number): void => {
    if (piece === '') return;
    starts.push(length);
    origins.push(origin);
    pieces.push(piece);
    length += piece.length;
  };
  for (let at = nextOdd(original, 0); at < original.length; at = nextOdd(original, copied)) {
    const sign = original.slice(at, at + (original.charAt(at) === MATHEMATICAL ? 2 : 1));
    add(original.slice(copied, at), copied);
    add(plainSign(sign), at);
    copied = at + sign.length;
  }
  add(original.slice(copied), copied);
  return {
    text: pieces.join(''),
    originalIndex: (index) => originOf({ starts, origins }, index),
  };
}

/** Skips what ordinary text is made of without asking more: many times as fast as the expression. */
function nextOdd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isOrdinary = code < 0xa0 ? code > 8 && code !== 13 : code > 0xb9 && code < 0x34f;
    if (!isOrdinary && ODD.test(text.charAt(at))) return at;
  }
  return text.length;
}

function plainSign(sign: string): string {
  if (DROPPED.test(sign)) return '';
  if (DASH.test(sign)) return '-';
  if (SPACE.test(sign)) return ' ';
  return sign.normalize('NFKC');
}

function originOf(
  map: { readonly starts: readonly number[]; readonly origins: readonly number[] },
  index: number,
): number {
  let low = 0;
  let high = map.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(map.starts, middle) <= index) low = middle;
    else high = middle - 1;
  }
  return at(map.origins, low) + index - at(map.starts, low);
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
