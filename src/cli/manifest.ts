import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asksForHelp } from './help.ts';
import type { ImageSize } from './manifest/addresses.ts';
import { checkManifest } from './manifest/check-manifest.ts';
import { formatComplaint } from './manifest/complaint.ts';
import { makeManifest } from './manifest/make-manifest.ts';

const USAGE = `Usage:
  secure-send manifest check FILE
  secure-send manifest make --origin https://mail.example.org [--id GUID] [--version 1.0.0.0] [--out FILE]`;

const EXIT = { good: 0, complaints: 1, usage: 2 };

/** Where PNG keeps width and height: the start of its first chunk (PNG specification, section 11.2.1). */
const PNG_WIDTH = 16;
const PNG_HEIGHT = 20;

function readImageSize(file: string): ImageSize | undefined {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') return { width: 0, height: 0 };
  return { width: bytes.readUInt32BE(PNG_WIDTH), height: bytes.readUInt32BE(PNG_HEIGHT) };
}

/** Complaints about a manifest as lines. Icons are measured where `/assets/…` lies beside one of the folders. */
function complaintsAbout(xml: string, file: string, folders: readonly string[]): string[] {
  const sizeOf = (path: string): ImageSize | undefined => {
    if (!/^\/assets\/[\w.-]+$/.test(path)) return undefined;
    const found = folders.map((folder) => join(folder, path)).find((candidate) => existsSync(candidate));
    return found === undefined ? undefined : readImageSize(found);
  };
  return checkManifest(xml, sizeOf).map((complaint) => formatComplaint(file, complaint));
}

function check(file: string | undefined): number {
  if (file === undefined) return usage();
  if (!existsSync(file)) return usage(`There is no file ${file}.`);
  const xml = textOf(file);
  if (xml === undefined) return refuse(`${file} cannot be read. Give a file that you may read.`);
  const lines = complaintsAbout(xml, file, [dirname(resolve(file)), process.cwd()]);
  for (const line of lines) console.error(line);
  if (lines.length === 0) console.log(`${file} is in order.`);
  return lines.length === 0 ? EXIT.good : EXIT.complaints;
}

function make(args: readonly string[]): number {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { origin: text, id: text, version: text, out: text },
  });
  if (values.origin === undefined) return usage('--origin is missing.');
  const template = readFileSync(join(import.meta.dirname, '../../manifest.xml'), 'utf8');
  const made = makeManifest(template, { origin: values.origin, id: values.id, version: values.version });
  if (made.kind === 'refused') return usage(`${made.reason}.`);
  const complaints = complaintsAbout(made.xml, values.out ?? 'manifest', []);
  for (const line of complaints) console.error(line);
  if (complaints.length > 0) return EXIT.complaints;
  if (values.out === undefined) process.stdout.write(made.xml);
  else return write(values.out, made.xml);
  return EXIT.good;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function write(file: string, text: string): number {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) {
    return refuse(`There is no folder ${folder}. Make it, or give --out a file in a folder that is there.`);
  }
  try {
    writeFileSync(file, text);
    return EXIT.good;
  } catch {
    return refuse(`${file} cannot be written. Give --out a file that you may write.`);
  }
}

function refuse(problem: string): number {
  console.error(problem);
  return EXIT.usage;
}

function usage(problem?: string): number {
  if (problem !== undefined) console.error(problem);
  console.error(USAGE);
  return EXIT.usage;
}

/** `secure-send manifest check|make …`; gives the exit code: 0 in order, 1 complaints, 2 called wrongly. */
export async function run(args: readonly string[]): Promise<number> {
  if (asksForHelp(args)) {
    console.log(USAGE);
    return EXIT.good;
  }
  const [command, ...rest] = args;
  try {
    if (command === 'check') return check(rest[0]);
    if (command === 'make') return make(rest);
  } catch (cause) {
    return usage(cause instanceof Error ? cause.message : String(cause));
  }
  return usage();
}
