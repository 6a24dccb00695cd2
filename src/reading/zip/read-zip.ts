import type { Place } from '../../domain/attachment.ts';
import { partOf } from '../job.ts';
import type { FileBytes, Job, Spot } from '../job.ts';
import { readOffice } from '../office/read-office.ts';
import type { Part } from '../office/part.ts';
import { readDirectory } from './directory.ts';
import type { ZipEntry } from './directory.ts';
import { unpack } from './unpack.ts';

/** Copies of file properties that one system adds for itself, and that no other shows. */
const FOR_THE_SYSTEM = /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store)$/;

/** An archive, or an Office document, which is one too. */
export async function readZip(file: FileBytes, spot: Spot, job: Job): Promise<void> {
  const { entries, hasStrayBytes } = readDirectory(file.bytes);
  job.countEntries(entries.length);
  if (hasStrayBytes) job.addUnread(spot.place, 'corrupt');
  const files = entries.filter(({ name, size }) => !(name.endsWith('/') && size === 0));
  if (isOffice(files)) return readDocument(file, { files, spot }, job);
  for (const entry of entries) job.addName(placeOf(entry, spot));
  return readArchive(file, { files, spot }, job);
}

interface Contents {
  readonly files: readonly ZipEntry[];
  readonly spot: Spot;
}

/** OOXML (ECMA-376 part 2) and OpenDocument (part 3) name themselves by what they hold. */
function isOffice(files: readonly ZipEntry[]): boolean {
  const names = new Set(files.map(({ name }) => name));
  return names.has('[Content_Types].xml') || (names.has('mimetype') && names.has('content.xml'));
}

async function readDocument({ bytes }: FileBytes, { files, spot }: Contents, job: Job): Promise<void> {
  const parts: Part[] = [];
  for (const entry of files) {
    parts.push({ path: entry.name, bytes: await unpack(bytes, entry, job) });
    job.tell(spot, (entry.end / bytes.length) * 0.5);
  }
  return readOffice(parts, spot, job);
}

async function readArchive({ bytes }: FileBytes, { files, spot }: Contents, job: Job): Promise<void> {
  for (const entry of files) {
    if (FOR_THE_SYSTEM.test(entry.name)) continue;
    const place = placeOf(entry, spot);
    await partOf(job, place, async () => {
      const name = entry.name.slice(entry.name.lastIndexOf('/') + 1);
      const inner = { name, bytes: await unpack(bytes, entry, job) };
      await job.readInner(inner, { place, depth: spot.depth + 1 });
    });
    job.tell(spot, entry.end / bytes.length);
  }
}

function placeOf({ name }: ZipEntry, { place }: Spot): readonly Place[] {
  return [...place, { kind: 'entry', name }];
}
