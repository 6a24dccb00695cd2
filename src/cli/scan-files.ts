import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileFinding, FileResult, UnreadReason } from '../domain/attachment.ts';
import { FINDING_TYPES, maskValue } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';
import { bytesOf } from '../reading/content-bytes.ts';
import { LIMITS } from '../reading/limits.ts';
import { ReadingError } from '../reading/reading-error.ts';
import { maskedName, scanFile } from '../reading/scan-file.ts';

export interface MailAttachment {
  readonly name: string;
  readonly contentBase64: string;
}

/** A sentence when the file cannot be had at all. */
export async function scanPath(file: string): Promise<FileResult | string> {
  try {
    if ((await stat(file)).size > LIMITS.input) return READING_REASONS['too-large'];
    return await scanBytes(file, new Uint8Array(await readFile(file)));
  } catch (error) {
    const code = errorCode(error);
    return REASONS[code] ?? code;
  }
}

export async function scanAttachment({ name, contentBase64 }: MailAttachment): Promise<FileResult> {
  try {
    return await scanBytes(name, bytesOf({ kind: 'base64', content: contentBase64 }));
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    return { findings: [], unread: [{ place: [], reason: error.code }] };
  }
}

function scanBytes(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<FileResult> {
  const { signal } = new AbortController();
  return scanFile({ name: basename(path), bytes }, { signal, types: FINDING_TYPES, isNameScanned: true });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a folder, not a file',
  EACCES: 'no permission to read it',
};

const READING_REASONS: Readonly<Record<UnreadReason, string>> = {
  encrypted: 'encrypted',
  corrupt: 'not in order, or not whole',
  'unknown-kind': 'of a kind that cannot be read',
  picture: 'a picture',
  'scanned-page': 'a page without text',
  'too-large': 'larger than 25 MB, or 100 MB unpacked',
  'too-deep': 'archives in archives, more than four deep',
  'too-many-entries': 'more than 2,000 files or pages',
  'too-slow': 'not read within 20 seconds',
  'cloud-link': 'a link to a file',
  'not-downloaded': 'not there',
};

/** A file counts as readable only if all of it was read; what was found in the rest is told all the same. */
export function shownFile({ findings, unread }: FileResult, isMasked: boolean) {
  const [first] = unread;
  const reason = first === undefined ? {} : { reason: READING_REASONS[first.reason] };
  const parts = unread.some(({ place }) => place.length > 0) ? { unread } : {};
  return {
    readable: first === undefined,
    ...reason,
    ...parts,
    findings: findings.map((one) => ({ ...shown(one, isMasked), ...placeOf(one) })),
  };
}

function placeOf({ place }: FileFinding): { place?: FileFinding['place'] } {
  return place.length === 0 ? {} : { place };
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

/** A file's name, numbers in it masked where values are. */
export function shownName(name: string, isMasked: boolean): string {
  return isMasked ? maskedName(name, FINDING_TYPES) : name;
}

/** A finding in one line. */
export function shown({ type, category, value, confidence, part, start, end }: Finding, isMasked: boolean) {
  const kind = category === undefined ? { type } : { type, category };
  const where = part.startsWith('attachment:')
    ? `attachment:${shownName(part.slice('attachment:'.length), isMasked)}`
    : part;
  return { ...kind, value: isMasked ? maskValue(value) : value, confidence, part: where, start, end };
}
