import { createInterface } from 'node:readline';
import { scanDraft } from '../domain/detection/scan.ts';
import { FINDING_TYPES } from '../domain/finding.ts';
import { splitArguments } from './arguments.ts';
import { asksForHelp } from './help.ts';
import { scanAttachment, scanPath, shown, shownFile, shownName } from './scan-files.ts';
import type { MailAttachment } from './scan-files.ts';

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
    const told = { id: mail.id, findings: findings.map((one) => shown(one, isMasked)) };
    if (mail.attachments === undefined) {
      output.write(`${JSON.stringify(told)}\n`);
      continue;
    }
    const attachments = [];
    for (const attachment of mail.attachments) {
      const result = await scanAttachment(attachment);
      if (result.unread.length > 0) code = 1;
      attachments.push({ name: shownName(attachment.name, isMasked), ...shownFile(result, isMasked) });
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
    output.write(`${JSON.stringify({ file: shownName(file, isMasked), ...told })}\n`);
  }
  return code;
}
