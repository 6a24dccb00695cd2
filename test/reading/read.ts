import { FINDING_TYPES } from '../../src/domain/finding.ts';
import type { FileResult, Place, UnreadReason } from '../../src/domain/attachment.ts';
import type { Reading } from '../../src/reading/job.ts';
import { LIMITS } from '../../src/reading/limits.ts';
import type { Limits } from '../../src/reading/limits.ts';
import { readFile } from '../../src/reading/read-file.ts';
import { scanFile } from '../../src/reading/scan-file.ts';

/** Official test numbers: with modulus 11, and one that begins with a zero. */
export const CPR = '251248-9996';
export const CPR_WITH_ZERO = '070761-4285';

export function bytes(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(content));
}

export function read(
  content: string | Uint8Array,
  name = 'file',
  limits: Partial<Limits> = {},
): Promise<Reading> {
  const { signal } = new AbortController();
  // Generous: what a busy machine takes longer for must not change what is read.
  const all = { ...LIMITS, milliseconds: 60_000, ...limits };
  return readFile({ name, bytes: bytes(content) }, { signal, limits: all });
}

export function scan(content: string | Uint8Array, name = 'file'): Promise<FileResult> {
  const { signal } = new AbortController();
  return scanFile({ name, bytes: bytes(content) }, { signal, types: FINDING_TYPES });
}

/** All text, the parts one after another. */
export async function textOf(content: string | Uint8Array, name?: string): Promise<string> {
  const { texts, unread } = await read(content, name);
  expect(unread).toEqual([]);
  return texts.map(({ text }) => text).join('\n');
}

export async function unreadOf(
  content: string | Uint8Array,
  limits?: Partial<Limits>,
): Promise<readonly (readonly [string, UnreadReason])[]> {
  const { unread } = await read(content, 'file', limits);
  return unread.map(({ place, reason }) => [shortPlace(place), reason]);
}

/** `a.zip > page 2` */
export function shortPlace(place: readonly Place[]): string {
  return place
    .map((step) => {
      if (step.kind === 'page' || step.kind === 'slide') return `${step.kind} ${step.number}`;
      return step.kind === 'sheet' && step.cell !== undefined ? `${step.name}!${step.cell}` : step.name;
    })
    .join(' > ');
}

export async function placesOf(content: string | Uint8Array, name?: string): Promise<readonly string[]> {
  const { findings } = await scan(content, name);
  return findings.map(({ place, value }) => `${value} @ ${shortPlace(place)}`);
}
