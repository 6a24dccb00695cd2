import type { UnreadReason } from '../domain/attachment.ts';
import { decodeText } from './decode-text.ts';
import type { FileBytes } from './job.ts';
import { isMail } from './mail-like.ts';

export type Kind =
  | { readonly kind: 'zip' | 'gzip' | 'tar' | 'pdf' | 'rtf' | 'mail' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly reason: UnreadReason };

const ZIP = ['PK\x03\x04', 'PK\x05\x06'];
const GZIP = '\x1f\x8b\x08';
/** POSIX.1-2017 pax: where the sign of an archive stands. */
const TAR = { sign: 'ustar', at: 257 };
const PICTURES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\x00', 'MM\x00*'];
/** Readers of PDF look for its sign in so many bytes. */
const PDF_WITHIN = 1024;
/** Compound files: Word, Excel and Outlook of old, and every Office document with a password. */
const COMPOUND = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const ENCRYPTED_PACKAGE = [...'EncryptedPackage'].join('\0');

/** What the bytes are, never by the file's name; what is nothing that can be read says why. */
export function kindOf({ bytes }: FileBytes): Kind {
  const head = latin(bytes.subarray(0, PDF_WITHIN));
  if (ZIP.some((sign) => head.startsWith(sign))) return { kind: 'zip' };
  if (head.startsWith(GZIP)) return { kind: 'gzip' };
  if (head.startsWith(TAR.sign, TAR.at) && head.includes('\0')) return { kind: 'tar' };
  if (head.startsWith('{\\rtf')) return { kind: 'rtf' };
  if (head.includes('%PDF-')) return { kind: 'pdf' };
  if (head.startsWith(COMPOUND)) return compound(bytes);
  if (isPicture(head)) return { kind: 'unread', reason: 'picture' };
  const text = decodeText(bytes);
  if (text === undefined) return { kind: 'unread', reason: 'unknown-kind' };
  return isMail(text) ? { kind: 'mail' } : { kind: 'text', text };
}

function compound(bytes: Uint8Array): Kind {
  return { kind: 'unread', reason: latin(bytes).includes(ENCRYPTED_PACKAGE) ? 'encrypted' : 'unknown-kind' };
}

function isPicture(head: string): boolean {
  if (PICTURES.some((sign) => head.startsWith(sign))) return true;
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return true;
  if (head.startsWith('BM') && head.startsWith('\0\0\0\0', 6)) return true;
  return /^ftyp(?:heic|heix|mif1|msf1|avif)/.test(head.slice(4, 12));
}

/** Each byte as the sign with its number. */
function latin(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return text;
}
