/** The head of a picture of so many pixels, and some bytes behind it. */
export function aPicture(kind: keyof typeof HEADS, width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(30_000, 7);
  HEADS[kind](bytes, width, height);
  return new Uint8Array(bytes);
}

const HEADS = {
  png: (bytes: Buffer, width: number, height: number): void => {
    bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
  },
  gif: (bytes: Buffer, width: number, height: number): void => {
    bytes.write('GIF89a', 'latin1');
    bytes.writeUInt16LE(width, 6);
    bytes.writeUInt16LE(height, 8);
  },
  bmp: (bytes: Buffer, width: number, height: number): void => {
    bytes.write('BM\0\0\0\0\0\0\0\0', 'latin1');
    bytes.writeInt32LE(width, 18);
    bytes.writeInt32LE(-height, 22);
  },
  webp: (bytes: Buffer, width: number, height: number): void => {
    bytes.write('RIFF\0\0\0\0WEBPVP8X', 'latin1');
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
  },
  lossyWebp: (bytes: Buffer, width: number, height: number): void => {
    bytes.write('RIFF\0\0\0\0WEBPVP8 ', 'latin1');
    bytes.writeUInt16LE(width, 26);
    bytes.writeUInt16LE(height, 28);
  },
  losslessWebp: (bytes: Buffer, width: number, height: number): void => {
    bytes.write('RIFF\0\0\0\0WEBPVP8L', 'latin1');
    bytes.writeUInt32LE((width - 1) | ((height - 1) << 14), 21);
  },
  jpeg: (bytes: Buffer, width: number, height: number): void => {
    bytes.write('\xff\xd8\xff\xe1\x01\x00', 'latin1');
    bytes.write('\xff\xc2\x00\x11\x08', 260, 'latin1');
    bytes.writeUInt16BE(height, 265);
    bytes.writeUInt16BE(width, 267);
  },
} as const;
