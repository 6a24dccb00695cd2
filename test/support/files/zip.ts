import { deflateRawSync } from 'node:zlib';
import { checksum } from '../../../src/reading/zip/unpack.ts';

/** One file for an archive; what is left out is as it should be. Lies are for the tests of hostile archives. */
export interface ZipFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly isStored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly size?: number;
  readonly checksum?: number;
  /** The name in front of the packed bytes, where it is another than in the directory. */
  readonly localName?: string;
}

export interface ZipLies {
  /** Bytes in front of the first file, before the directory, and after the end. */
  readonly before?: Uint8Array;
  readonly between?: Uint8Array;
  readonly after?: Uint8Array;
  /** How often the directory names each file. */
  readonly times?: number;
}

/** An archive (APPNOTE.TXT), byte by byte. */
export function aZip(files: readonly ZipFile[], lies: ZipLies = {}): Uint8Array<ArrayBuffer> {
  const { before = none(), between = none(), after = none(), times = 1 } = lies;
  let offset = before.length;
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  for (const file of files) {
    const content = Buffer.from(file.content);
    const packed = file.isStored === true ? content : deflateRawSync(content);
    const local = localHeader(file, { content, packed });
    centrals.push(centralHeader(file, { content, packed, offset }));
    locals.push(local, packed);
    offset += local.length + packed.length;
  }
  const directory = Buffer.concat(Array.from({ length: times }, () => Buffer.concat(centrals)));
  const start = offset + between.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length * times, 8);
  end.writeUInt16LE(files.length * times, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(start, 16);
  return new Uint8Array(Buffer.concat([before, ...locals, between, directory, end, after]));
}

interface Packed {
  readonly content: Buffer;
  readonly packed: Buffer;
}

function none(): Uint8Array {
  return new Uint8Array();
}

function methodOf({ method, isStored }: ZipFile): number {
  return method ?? (isStored === true ? 0 : 8);
}

function localHeader(file: ZipFile, { content, packed }: Packed): Buffer {
  const name = Buffer.from(file.localName ?? file.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE((file.flags ?? 0) | 0x800, 6);
  header.writeUInt16LE(methodOf(file), 8);
  header.writeUInt32LE(file.checksum ?? checksum(content), 14);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(file.size ?? content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function centralHeader(
  file: ZipFile,
  { content, packed, offset }: Packed & { readonly offset: number },
): Buffer {
  const name = Buffer.from(file.name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((file.flags ?? 0) | 0x800, 8);
  header.writeUInt16LE(methodOf(file), 10);
  header.writeUInt32LE(file.checksum ?? checksum(content), 16);
  header.writeUInt32LE(packed.length, 20);
  header.writeUInt32LE(file.size ?? content.length, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}
