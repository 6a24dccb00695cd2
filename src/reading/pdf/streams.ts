import { Unzlib } from 'fflate';
import type { Job } from '../job.ts';
import { ReadingError } from '../reading-error.ts';

const STREAM = [...'stream'].map((sign) => sign.charCodeAt(0));
const STEP = 2048;

/**
 * Unpacks every packed stream of a PDF once and counts: the reader of PDF unpacks a stream in one go, however large it
 * becomes. Streams are found by what they look like, since their dictionaries may lie. One packed twice is refused.
 */
export async function countStreams(bytes: Uint8Array, job: Job): Promise<void> {
  for (let at = nextStream(bytes, 0); at >= 0; at = nextStream(bytes, at)) {
    if (isPacked(bytes, at)) await count(bytes.subarray(at), job);
    await job.pause();
  }
}

/** Where the bytes behind the next word `stream` and its line end begin; -1 when there is none. */
function nextStream(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(STREAM[0] ?? 0, at);
    if (at < 0) return -1;
    if (STREAM.every((code, index) => bytes[at + index] === code)) break;
    at++;
  }
  at += STREAM.length;
  if (bytes[at] === 13) at++;
  if (bytes[at] === 10) at++;
  return at;
}

/** The header of zlib (RFC 1950 §2.2). */
function isPacked(bytes: Uint8Array, at: number): boolean {
  const [first = 0, second = 0] = bytes.subarray(at, at + 2);
  return (
    (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0 && (second & 0x20) === 0
  );
}

/** What is broken may still be shown in part, and is counted as far as it goes. */
async function count(bytes: Uint8Array, job: Job): Promise<void> {
  const state = { isDone: false, size: 0 };
  const unpacking = new Unzlib((piece, isLast) => {
    if (state.size === 0 && piece.length > 1 && isPacked(piece, 0) && looksPacked(piece))
      throw new ReadingError('too-deep');
    state.size += piece.length;
    job.spend(piece.length);
    state.isDone = isLast;
  });
  for (let start = 0; start < bytes.length && !state.isDone; start += STEP) {
    try {
      unpacking.push(bytes.subarray(start, start + STEP));
    } catch (error) {
      if (error instanceof ReadingError) throw error;
      return;
    }
    if (isAtEnd(bytes, start)) return;
    await job.pause();
  }
}

const END = [...'endstream'].map((sign) => sign.charCodeAt(0));

/** The word `endstream` in this step or across its end; the same bytes in packed data only end the count early. */
function isAtEnd(bytes: Uint8Array, start: number): boolean {
  const step = bytes.subarray(start, start + STEP + END.length);
  for (let at = step.indexOf(END[0] ?? 0); at >= 0; at = step.indexOf(END[0] ?? 0, at + 1)) {
    if (END.every((code, index) => step[at + index] === code)) return true;
  }
  return false;
}

/** Packed data unpacks; a picture that begins with the same two bytes does not. */
function looksPacked(piece: Uint8Array): boolean {
  let size = 0;
  try {
    new Unzlib((inner) => (size += inner.length)).push(piece.subarray(0, STEP));
  } catch {
    return false;
  }
  return size > 0;
}
