import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { FileFinding, FileResult, UnreadReason } from '../domain/attachment.ts';
import { scanDraft } from '../domain/detection/scan.ts';
import { FINDING_TYPES, maskValue } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';
import { bytesOf } from '../reading/content-bytes.ts';
import { LIMITS } from '../reading/limits.ts';
import { ReadingError } from '../reading/reading-error.ts';
import { scanFile } from '../reading/scan-file.ts';
import { asksForHelp } from './help.ts';

const USAGE = `Usage:
  secure-send scan [--masked] < MAILS.jsonl   one {"id", "subject", "html", "attachments"} per line;
                                              an attachment is {"name", "contentBase64"}
  secure-send scan [--masked] FILE...         documents, sheets, slides, PDF, mails, archives, text`;

/** Where the command reads and writes; the process's own streams outside tests. */
export interface ScanStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: { readonly write: (text: string) => unknown };
  readonly errors: { readonly write: (text: string) => unknown };
}

/**
 * `scan`: what the detectors find in mails or files, one JSON line each (row C2).
 * Answers the exit code: 0 all read, 1 something could not be read, 2 wrong usage.
 */
export async function run(args: readonly string[], streams: ScanStreams = processStreams()): Promise<number> {
  if (asksForHelp(args)) {
    streams.output.write(`${USAGE}\n`);
    return 0;
  }
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--masked');
  if (unknown !== undefined) {
    streams.errors.write(`scan: unknown option ${unknown}\n${USAGE}\n`);
    return 2;
  }
  const isMasked = args.includes('--masked');
  const files = args.filter((arg) => arg !== '--masked');
  return files.length > 0 ? scanFiles(files, { ...streams, isMasked }) : scanLines({ ...streams, isMasked });
}

type Options = ScanStreams & { readonly isMasked: boolean };

function processStreams(): ScanStreams {
  return { input: process.stdin, output: process.stdout, errors: process.stderr };
}

async function scanLines({ input, output, errors, isMasked }: Options): Promise<number> {
  let code = 0;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const mail = readMail(line);
    if (typeof mail === 'string') {
      errors.write(`scan: line ${number}: ${mail}\n`);
      code = 1;
      continue;
    }
    const findings = scanDraft(
      { subject: mail.subject, bodyHtml: mail.html, attachments: [] },
      FINDING_TYPES,
    );
    const told = { id: mail.id, findings: findings.map((one) => shown(one, isMasked)) };
    if (mail.attachments === undefined) {
      output.write(`${JSON.stringify(told)}\n`);
      continue;
    }
    const attachments = [];
    for (const attachment of mail.attachments) {
      const result = await scanAttachment(attachment);
      if (result.unread.length > 0) code = 1;
      attachments.push({ name: attachment.name, ...shownFile(result, isMasked) });
    }
    output.write(`${JSON.stringify({ ...told, attachments })}\n`);
  }
  return code;
}

interface Mail {
  readonly id: unknown;
  readonly subject: string;
  readonly html: string;
  readonly attachments?: readonly MailAttachment[];
}

interface MailAttachment {
  readonly name: string;
  readonly contentBase64: string;
}

function readMail(line: string): Mail | string {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'not a JSON object; write one {"id", "subject", "html"} per line';
  }
  const {
    id,
    subject = '',
    html = '',
    attachments,
  }: { id?: unknown; subject?: unknown; html?: unknown; attachments?: unknown } = value;
  if (id === undefined) return '"id" is missing; give each mail one, so that its answer can be told apart';
  if (typeof subject !== 'string') return '"subject" is not a string';
  if (typeof html !== 'string') return '"html" is not a string';
  if (attachments === undefined) return { id, subject, html };
  if (!Array.isArray(attachments) || !attachments.every(isAttachment))
    return '"attachments" is not a list of {"name", "contentBase64"}';
  return { id, subject, html, attachments };
}

function isAttachment(value: unknown): value is MailAttachment {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('contentBase64' in value))
    return false;
  return typeof value.name === 'string' && typeof value.contentBase64 === 'string';
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function scanFiles(files: readonly string[], { output, isMasked }: Options): Promise<number> {
  let code = 0;
  for (const file of files) {
    const result = await scanPath(file);
    const told =
      typeof result === 'string'
        ? { readable: false, reason: result, findings: [] }
        : shownFile(result, isMasked);
    if (!told.readable) code = 1;
    output.write(`${JSON.stringify({ file, ...told })}\n`);
  }
  return code;
}

/** A sentence when the file cannot be had at all. */
async function scanPath(file: string): Promise<FileResult | string> {
  try {
    if ((await stat(file)).size > LIMITS.input) return READING_REASONS['too-large'];
    return await scanBytes(file, new Uint8Array(await readFile(file)));
  } catch (error) {
    const code = errorCode(error);
    return REASONS[code] ?? code;
  }
}

async function scanAttachment({ name, contentBase64 }: MailAttachment): Promise<FileResult> {
  try {
    return await scanBytes(name, bytesOf({ kind: 'base64', content: contentBase64 }));
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    return { findings: [], unread: [{ place: [], reason: error.code }] };
  }
}

function scanBytes(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<FileResult> {
  const { signal } = new AbortController();
  return scanFile({ name: basename(path), bytes }, { signal, types: FINDING_TYPES });
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
function shownFile({ findings, unread }: FileResult, isMasked: boolean) {
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

function shown({ type, category, value, confidence, part, start, end }: Finding, isMasked: boolean) {
  const kind = category === undefined ? { type } : { type, category };
  return { ...kind, value: isMasked ? maskValue(value) : value, confidence, part, start, end };
}
