import { decodeText } from '../decode-text.ts';
import { ReadingError } from '../reading-error.ts';

/** One file inside an Office document. */
export interface Part {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The XML of a part, without regard to what it says of its encoding: the bytes tell UTF-8 from UTF-16. */
export function xmlOf({ bytes }: Part): string {
  const xml = decodeText(bytes);
  if (xml === undefined) throw new ReadingError('corrupt');
  return xml;
}

const ROOT = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/;
const HEAD = 4000;

/** The name of the first element: what a part is, wherever it lies. */
export function rootOf(part: Part): string {
  const head = new TextDecoder(part.bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(
    part.bytes.subarray(0, HEAD),
  );
  return ROOT.exec(head)?.[1] ?? '';
}
