import { Inflate } from 'fflate';
import type { Job } from '../job.ts';
import { ReadingError } from '../reading-error.ts';
import type { ZipEntry } from './directory.ts';

/** Packed bytes per step: unpacked at most two megabytes, whatever the archive says of itself. */
const STEP = 2048;
const STORED = 0;
const DEFLATED = 8;

/** The bytes of one entry, counted as they come out; throws a ReadingError when they are not what was packed. */
export async function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  entry: ZipEntry,
  job: Job,
): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.isEncrypted) throw new ReadingError('encrypted');
  const packed = bytes.subarray(entry.start, entry.end);
  const unpacked = await contentOf(packed, entry.method, job);
  if (unpacked.length !== entry.size || checksum(unpacked) !== entry.checksum)
    throw new ReadingError('corrupt');
  return unpacked;
}

async function contentOf(
  packed: Uint8Array<ArrayBuffer>,
  method: number,
  job: Job,
): Promise<Uint8Array<ArrayBuffer>> {
  if (method === STORED) {
    job.spend(packed.length);
    return packed;
  }
  if (method !== DEFLATED) throw new ReadingError('unknown-kind');
  return unpackedBy((onPiece) => new Inflate(onPiece), packed, job);
}

interface Unpacker {
  readonly push: (bytes: Uint8Array, isLast: boolean) => void;
}

/** All that comes out, in small steps, counted as it comes. */
export async function unpackedBy(
  create: (onPiece: (piece: Uint8Array) => void) => Unpacker,
  packed: Uint8Array,
  job: Job,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  const stream = create((piece) => {
    job.spend(piece.length);
    pieces.push(piece);
  });
  for (let start = 0; start < packed.length; start += STEP) {
    stream.push(packed.subarray(start, start + STEP), start + STEP >= packed.length);
    await job.pause();
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** CRC-32 as in archives (APPNOTE.TXT §4.4.7). */
export function checksum(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return ~sum >>> 0;
}

const TABLE = Int32Array.from({ length: 256 }, (_zero, index) => {
  let sum = index;
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});
