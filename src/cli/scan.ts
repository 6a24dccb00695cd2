import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { scanText } from '../domain/detection/scan-text.ts';
import { scanDraft } from '../domain/detection/scan.ts';
import { visibleText } from '../domain/detection/visible-text.ts';
import { FINDING_TYPES, maskValue } from '../domain/finding.ts';
import type { Finding } from '../domain/finding.ts';
import { splitArguments } from './arguments.ts';
import { asksForHelp } from './help.ts';

const USAGE = `Usage:
  secure-send scan [--masked] < MAILS.jsonl   one {"id", "subject", "html"} per line
  secure-send scan [--masked] FILE...         text or HTML files`;

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
  const { options, operands: files } = splitArguments(args);
  const unknown = options.find((option) => option !== '--masked');
  if (unknown !== undefined) {
    streams.errors.write(`scan: unknown option ${unknown}\n${USAGE}\n`);
    return 2;
  }
  const isMasked = options.includes('--masked');
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
    output.write(
      `${JSON.stringify({ id: mail.id, findings: findings.map((one) => shown(one, isMasked)) })}\n`,
    );
  }
  return code;
}

interface Mail {
  readonly id: unknown;
  readonly subject: string;
  readonly html: string;
}

function readMail(line: string): Mail | string {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'not a JSON object; write one {"id", "subject", "html"} per line';
  }
  const { id, subject = '', html = '' }: { id?: unknown; subject?: unknown; html?: unknown } = value;
  if (id === undefined) return '"id" is missing; give each mail one, so that its answer can be told apart';
  if (typeof subject !== 'string') return '"subject" is not a string';
  if (typeof html !== 'string') return '"html" is not a string';
  return { id, subject, html };
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
    const text = await readText(file);
    if (!text.readable) code = 1;
    const found = text.readable ? scanText(text.content, { part: 'body', types: FINDING_TYPES }) : [];
    const { readable } = text;
    const reason = text.readable ? {} : { reason: text.reason };
    output.write(
      `${JSON.stringify({ file, readable, ...reason, findings: found.map((one) => shown(one, isMasked)) })}\n`,
    );
  }
  return code;
}

type TextFile =
  | { readonly readable: true; readonly content: string }
  | { readonly readable: false; readonly reason: string };

const BIGGEST_FILE = 50 * 1024 * 1024;

async function readText(file: string): Promise<TextFile> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > BIGGEST_FILE) return { readable: false, reason: 'larger than 50 MB' };
    if (bytes.includes(0)) return { readable: false, reason: 'not a text or HTML file' };
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return {
      readable: true,
      content: /^\s*<(?:!doctype|html|\w+[\s>])/i.test(content) ? visibleText(content) : content,
    };
  } catch (error) {
    const code = errorCode(error);
    return { readable: false, reason: REASONS[code] ?? code };
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ERR_ENCODING_INVALID_ENCODED_DATA: 'not UTF-8 text',
  ENOENT: 'no such file',
  EISDIR: 'a folder, not a file',
  EACCES: 'no permission to read it',
};

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

function shown({ type, category, value, confidence, part, start, end }: Finding, isMasked: boolean) {
  const kind = category === undefined ? { type } : { type, category };
  return { ...kind, value: isMasked ? maskValue(value) : value, confidence, part, start, end };
}
