/** Of what a person reads in a record, nothing fits into a picture so small; a logo does, as do previews of documents. */
const LONGEST_SIDE = 400;
const LARGEST_AREA = 60_000;
/** Bytes. */
const LARGEST = 100 * 1024;
/** Bytes of a picture whose head does not tell how large it is. */
const LARGEST_UNKNOWN = 4 * 1024;

interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** A logo or the like, which nobody needs to look at: told by the pixels that a picture has (files may be packed tightly). */
export function isOrnament(bytes: Uint8Array): boolean {
  return isSmall({ pixels: pixelsOf(bytes), size: bytes.length });
}

export function isSmall({
  pixels,
  size,
}: {
  readonly pixels: Pixels | undefined;
  readonly size: number;
}): boolean {
  if (pixels === undefined) return size <= LARGEST_UNKNOWN;
  const { width, height } = pixels;
  return size <= LARGEST && Math.max(width, height) <= LONGEST_SIDE && width * height <= LARGEST_AREA;
}

function pixelsOf(bytes: Uint8Array): Pixels | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 30) return undefined;
  const sign = view.getUint32(0);
  if (sign === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (sign === 0x47494638) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (sign >>> 16 === 0x424d)
    return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  if (sign === 0x52494646 && view.getUint32(8) === 0x57454250) return webpPixels(view);
  return sign >>> 16 === 0xffd8 ? jpegPixels(view) : undefined;
}

/** RFC 9649 §2.5-2.7: lossy, lossless, extended. */
function webpPixels(view: DataView): Pixels | undefined {
  const kind = view.getUint32(12);
  if (kind === 0x56503820)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === 0x5650384c) {
    const both = view.getUint32(21, true);
    return { width: (both & 0x3fff) + 1, height: ((both >>> 14) & 0x3fff) + 1 };
  }
  if (kind !== 0x56503858) return undefined;
  return { width: 1 + threeBytes(view, 24), height: 1 + threeBytes(view, 27) };
}

function threeBytes(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

/** The first frame of a JPEG (ITU-T T.81 §B.2.2), behind whatever a camera wrote. */
function jpegPixels(view: DataView): Pixels | undefined {
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}
