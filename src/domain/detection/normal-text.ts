/** Text in the form that detectors read, with the way back to the text it was made from. */
export interface NormalText {
  readonly text: string;
  /** Index in the original for an index in `text` (both in UTF-16 units). */
  readonly originalIndex: (index: number) => number;
}

const DROPPED =
  /[\u0000-\u0008\r\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/;
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63]/;
const SPACE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
const CANDIDATE =
  /\ud835[\udfce-\udfff]|[\u0000-\u0008\r\u00a0\u00ad\u00b2\u00b3\u00b9\u034f\u180e\u2000-\u2015\u202a-\u202f\u205f-\u2069\u2070-\u209c\u2212\u2460-\u249b\u3000\ufb00-\ufb06\ufe00-\ufe0f\ufe58\ufe63\ufeff\uff01-\uff5e]/g;

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
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(original); match !== null; match = CANDIDATE.exec(original)) {
    add(original.slice(copied, match.index), copied);
    add(plainSign(match[0]), match.index);
    copied = match.index + match[0].length;
  }
  add(original.slice(copied), copied);
  return {
    text: pieces.join(''),
    originalIndex: (index) => originOf({ starts, origins }, index),
  };
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
