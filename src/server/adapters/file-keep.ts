import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LARGEST_KEPT } from './keep.ts';
import type { Keep, KeptValue } from './keep.ts';

/** Octets; larger values go into a file. */
const MOST_IN_KEEP = 256 * 1024;
/** The first octet of what is kept under a key: the value follows, or the name of the file that it is in. */
const FORM = { value: 0, file: 1 } as const;
const OWNER_ONLY = { file: 0o600, folder: 0o700 } as const;

/**
 * Keeps large values, such as revocation lists, in files of a folder: SQLite writes within the event loop, files are
 * written beside it. What names the file stands in `keep` and is written behind it, so that a value is there whole or
 * not at all. What was written in another form is not there.
 */
export function createFileKeep(keep: Keep, folder: string): Keep {
  const remove = (names: readonly string[]) =>
    Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
  const filesOf = async (area: string, keys: readonly string[]) =>
    [...(await keep.get(area, keys, 0)).values()].flatMap(({ value }) => fileOf(value) ?? []);
  return {
    async get(area, keys, now) {
      const heads = [...(await keep.get(area, keys, now)).values()];
      const read = await Promise.all(heads.map((head) => readValue(folder, head)));
      return new Map(read.flatMap((value) => (value === undefined ? [] : [[value.key, value] as const])));
    },
    async put(area, values) {
      const before = await filesOf(
        area,
        values.map(({ key }) => key),
      );
      await keep.put(area, await Promise.all(values.map((value) => headOf(folder, value))));
      await remove(before);
    },
    async removeExpired(now) {
      const count = await keep.removeExpired(now);
      const names = await readdir(folder).catch(ifAbsent([]));
      // Those too that nobody names, because the process ended before it could.
      await remove(names.filter((name) => Number.parseInt(name) <= now));
      return count;
    },
  };
}

/** What stands under the value's own key; its file, if it has one, is written before. */
async function headOf(folder: string, kept: KeptValue): Promise<KeptValue> {
  const { value, expiresAt } = kept;
  if (value.length > LARGEST_KEPT) {
    throw new RangeError(`${value.length} bytes are more than is kept in one value`);
  }
  if (value.length <= MOST_IN_KEEP) return { ...kept, value: Buffer.concat([Buffer.of(FORM.value), value]) };
  const name = `${Math.min(Math.floor(expiresAt), Number.MAX_SAFE_INTEGER)}-${randomUUID()}`;
  await mkdir(folder, { recursive: true, mode: OWNER_ONLY.folder });
  await writeFile(join(folder, name), value, { mode: OWNER_ONLY.file, flush: true });
  return { ...kept, value: Buffer.concat([Buffer.of(FORM.file), Buffer.from(name)]) };
}

async function readValue(folder: string, head: KeptValue): Promise<KeptValue | undefined> {
  if (head.value[0] === FORM.value) return { ...head, value: head.value.subarray(1) };
  const name = fileOf(head.value);
  if (name === undefined) return undefined;
  // It is not there when it has just been replaced, or was not in a backup.
  const value = await readFile(join(folder, name)).catch(ifAbsent(undefined));
  return value && { ...head, value };
}

function fileOf(head: Buffer): string | undefined {
  const name = head.subarray(1).toString('latin1');
  return head[0] === FORM.file && /^\d+-[\da-f-]+$/.test(name) ? name : undefined;
}

function ifAbsent<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
      return otherwise;
    throw error;
  };
}
