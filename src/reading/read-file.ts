import { createJob, partOf } from './job.ts';
import type { FileBytes, Job, Reading, Spot } from './job.ts';
import { kindOf } from './kind.ts';
import { LIMITS } from './limits.ts';
import type { Limits } from './limits.ts';
import { readMail } from './mail.ts';
import { isOrnament } from './ornament.ts';
import { readPdf } from './pdf/read-pdf.ts';
import { readPlain } from './plain-text.ts';
import { ReadingError } from './reading-error.ts';
import { readRtf } from './rtf.ts';
import { readGzip } from './zip/gzip.ts';
import { readZip } from './zip/read-zip.ts';
import { readTar } from './zip/tar.ts';

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: (progress: number) => void;
  readonly limits?: Limits;
}

/**
 * The text of a file, by what its bytes are, whatever its name says, and what of it could not be read. Only a file with
 * nothing in `unread` is known whole. Rejects only with the reason of the aborted signal. Sends nothing anywhere (C1).
 */
export async function readFile(
  file: FileBytes,
  { signal, onProgress = () => undefined, limits = LIMITS }: ReadOptions,
): Promise<Reading> {
  const job = createJob({ limits, signal, onProgress, read });
  try {
    if (file.bytes.length > limits.input) throw new ReadingError('too-large');
    await partOf(job, [], () => read(file, { place: [], depth: 0 }, job));
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    job.addUnread([], error.code);
  }
  return job.reading;
}

async function read(file: FileBytes, spot: Spot, job: Job): Promise<void> {
  await job.pause();
  if (spot.depth > job.limits.depth) throw new ReadingError('too-deep');
  const kind = kindOf(file);
  switch (kind.kind) {
    case 'zip':
      return readZip(file, spot, job);
    case 'gzip':
      return readGzip(file, spot, job);
    case 'tar':
      return readTar(file, spot, job);
    case 'pdf':
      return readPdf(file, spot, job);
    case 'rtf':
      return readRtf(file, spot, job);
    case 'mail':
      return readMail(file, spot, job);
    case 'text':
      return readPlain({ ...file, text: kind.text }, spot, job);
    case 'unread':
      if (kind.reason === 'picture' && file.isInline === true && isOrnament(file.bytes)) return;
      throw new ReadingError(kind.reason);
  }
}
