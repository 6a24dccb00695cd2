import { Gunzip } from 'fflate';
import type { FileBytes, Job, Spot } from '../job.ts';
import { ReadingError } from '../reading-error.ts';
import { checksum, unpackedBy } from './unpack.ts';

const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HEAD = 10;
/** Checksum and size. */
const TRAILER = 8;

/** One packed file (RFC 1952). A second one behind it is not looked for: the checksum then says that something is amiss. */
export async function readGzip({ name, bytes }: FileBytes, { place, depth }: Spot, job: Job): Promise<void> {
  if (bytes.length < HEAD + TRAILER) throw new ReadingError('corrupt');
  job.countEntries(1);
  const inner = nameIn(bytes) ?? name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '');
  const inside = [...place, { kind: 'entry' as const, name: inner }];
  job.addName(inside);
  const content = await unpackedBy((onPiece) => new Gunzip(onPiece), bytes, job);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - TRAILER);
  const isWhole =
    trailer.getUint32(0, true) === checksum(content) && trailer.getUint32(4, true) === content.length;
  if (!isWhole) throw new ReadingError('corrupt');
  await job.readInner({ name: inner, bytes: content }, { place: inside, depth: depth + 1 });
}

function nameIn(bytes: Uint8Array): string | undefined {
  const [, , , flags = 0] = bytes;
  if ((flags & HAS_NAME) === 0) return undefined;
  const extra = (flags & HAS_EXTRA) === 0 ? 0 : 2 + (bytes[HEAD] ?? 0) + 256 * (bytes[HEAD + 1] ?? 0);
  const start = HEAD + extra;
  const end = bytes.indexOf(0, start);
  return end < 0 ? undefined : new TextDecoder().decode(bytes.subarray(start, end));
}
