import { ReadingError } from '../reading-error.ts';

/** One file in an archive. Sizes are what the archive says; only `checksum` and the true size prove what comes out. */
export interface ZipEntry {
  readonly name: string;
  /** 0 = stored, 8 = deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly checksum: number;
  readonly size: number;
  /** Where its own header begins, where its packed bytes begin, and where they end. */
  readonly header: number;
  readonly start: number;
  readonly end: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** There are bytes that belong to no entry: something may be hidden there. */
  readonly hasStrayBytes: boolean;
}

const END_RECORD = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
/** What may stand between entries: a data descriptor, with 64-bit sizes. */
const DESCRIPTOR = 24;
/** What may stand before the end: the 64-bit end record and its locator, which say nothing new in a small file. */
const WIDE_END = 76;
const ENCRYPTED = 0x1 | 0x40 | 0x2000;
const AES = 99;
const UTF_8 = 0x800;

/**
 * The central directory of an archive (APPNOTE.TXT §4.3), as programs that open it read it, held against the headers before
 * each entry. Entries that overlap or contradict themselves make it corrupt. Throws a ReadingError.
 */
export function readDirectory(bytes: Uint8Array): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  const size = view.getUint32(end + 12, true);
  if (start + size > end) throw new ReadingError('corrupt');
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw new ReadingError('corrupt');
    entries.push(entryAt(view, at, start));
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const isWhole = at === start + size && end - at <= WIDE_END && isLast(view, end);
  return { entries, hasStrayBytes: hasGaps(entries, start) || !isWhole };
}

function endRecord(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) === END_RECORD) return at;
  }
  throw new ReadingError('corrupt');
}

function isLast(view: DataView, end: number): boolean {
  return end + END_LENGTH + view.getUint16(end + 20, true) === view.byteLength;
}

function entryAt(view: DataView, at: number, directory: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const name = nameAt(view, { start: at + 46, length: view.getUint16(at + 28, true), flags });
  const header = view.getUint32(at + 42, true);
  if (header + 30 > directory || view.getUint32(header, true) !== LOCAL) throw new ReadingError('corrupt');
  const localName = view.getUint16(header + 26, true);
  const start = header + 30 + localName + view.getUint16(header + 28, true);
  const end = start + view.getUint32(at + 20, true);
  const isSame =
    view.getUint16(header + 8, true) === method &&
    nameAt(view, { start: header + 30, length: localName, flags }) === name;
  if (end > directory || !isSame) throw new ReadingError('corrupt');
  const localFlags = view.getUint16(header + 6, true);
  return {
    name,
    method,
    isEncrypted: ((flags | localFlags) & ENCRYPTED) !== 0 || method === AES,
    checksum: view.getUint32(at + 16, true),
    size: view.getUint32(at + 24, true),
    header,
    start,
    end,
  };
}

/** Names are UTF-8 where the flag says so; other alphabets come out as well as Windows-1252 can. */
function nameAt(
  view: DataView,
  { start, length, flags }: { readonly start: number; readonly length: number; readonly flags: number },
): string {
  if (start + length > view.byteLength) throw new ReadingError('corrupt');
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, length);
  const encoding = (flags & UTF_8) !== 0 ? 'utf-8' : 'windows-1252';
  return new TextDecoder(encoding).decode(bytes).replaceAll('\\', '/');
}

/** Throws where entries share bytes, as in archives that unpack to many times what they hold. */
function hasGaps(entries: readonly ZipEntry[], directory: number): boolean {
  let reached = 0;
  let hasGap = false;
  for (const { header, end } of [...entries].sort((a, b) => a.header - b.header)) {
    if (header < reached) throw new ReadingError('corrupt');
    if (header - reached > (reached === 0 ? 0 : DESCRIPTOR)) hasGap = true;
    reached = end;
  }
  return hasGap || directory - reached > DESCRIPTOR;
}
