import { partOf } from '../job.ts';
import type { FileBytes, Job, Spot } from '../job.ts';
import { ReadingError } from '../reading-error.ts';

const BLOCK = 512;
/** Types of entries that only say something of the next one: GNU long names, and the records of POSIX.1-2001. */
const LONG_NAME = 'L';
const RECORDS = 'x';
const ABOUT_ALL = 'g';

/** An archive of files one behind another (POSIX.1-2017 pax, "ustar Interchange Format"). */
export async function readTar({ bytes }: FileBytes, spot: Spot, job: Job): Promise<void> {
  let at = 0;
  let longName: string | undefined;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const header = bytes.subarray(at, at + BLOCK);
    const size = sizeIn(header);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw new ReadingError('corrupt');
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    job.countEntries(1);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === LONG_NAME) longName = textIn(content);
    else if (type === RECORDS) longName = pathIn(textIn(content)) ?? longName;
    else if (type !== ABOUT_ALL) {
      const name = longName ?? [textIn(header.subarray(345, 500)), textIn(header.subarray(0, 100))].join('/');
      longName = undefined;
      const place = [...spot.place, { kind: 'entry' as const, name: name.replace(/^\//, '') }];
      job.addName(place);
      const inner = { name: name.slice(name.lastIndexOf('/') + 1), bytes: content };
      if (size > 0) await partOf(job, place, () => job.readInner(inner, { place, depth: spot.depth + 1 }));
    }
    job.tell(spot, Math.min(1, at / bytes.length));
  }
  if (bytes.subarray(at).some((byte) => byte !== 0)) job.addUnread(spot.place, 'corrupt');
}

/** Octal; throws where the header's own sum is not what it says, or the size is written in a way for files too large here. */
function sizeIn(header: Uint8Array): number {
  const sum = header.reduce((before, byte, at) => before + (at >= 148 && at < 156 ? 32 : byte), 0);
  const size = textIn(header.subarray(124, 136)).trim();
  const isRight = parseInt(textIn(header.subarray(148, 156)).trim(), 8) === sum && /^[0-7]+$/.test(size);
  if (!isRight) throw new ReadingError('corrupt');
  return parseInt(size, 8);
}

function textIn(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function pathIn(records: string): string | undefined {
  return /^\d+ path=(.*)$/m.exec(records)?.[1];
}
