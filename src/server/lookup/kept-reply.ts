import { gzip } from 'node:zlib';

/** A whole reply that is given again byte by byte. */
export interface KeptReply {
  readonly plain: Buffer;
  /** The same in gzip, some time after it was first wished for; until then undefined. */
  zipped(): Buffer | undefined;
}

/** Replies about many recipients repeat themselves: in gzip they are a tenth, and cost the network as much less. */
export function createKeptReply(plain: Buffer): KeptReply {
  let result: Buffer | undefined;
  let isWished = false;
  return {
    plain,
    zipped() {
      if (!isWished) gzip(plain, (_error, zipped) => (result = zipped));
      isWished = true;
      return result;
    },
  };
}

/** True for a client that takes gzip, as browsers do (RFC 9110 §12.5.3). */
export function takesGzip(acceptEncoding: string | undefined): boolean {
  const gzipPart = acceptEncoding?.split(',').find((part) => /^\s*gzip\s*(?:;|$)/i.test(part));
  return gzipPart !== undefined && !/;\s*q=0(?:\.0*)?\s*$/i.test(gzipPart);
}
