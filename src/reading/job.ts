import type { Place, UnreadPart, UnreadReason } from '../domain/attachment.ts';
import type { Limits } from './limits.ts';
import { endsReading, ReadingError, reasonOf } from './reading-error.ts';
import { takingTurns } from './turns.ts';

/** Text as a person reads it, rows as lines with cells between tabs. `rows`: the sheet's number of each line. */
export interface FileText {
  readonly place: readonly Place[];
  readonly text: string;
  readonly rows?: readonly number[];
}

export interface FileBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As the mail says that holds it; what the bytes look like counts more. */
  readonly contentType?: string;
  /** A picture inside a text: it may be a mere ornament there. */
  readonly isInline?: boolean;
}

/** Where in the file one is: `depth` counts archives and mails around it. */
export interface Spot {
  readonly place: readonly Place[];
  readonly depth: number;
}

/** One file being read: what came out so far, and what it may still cost. */
export interface Job {
  readonly limits: Limits;
  readonly addText: (text: FileText) => void;
  readonly addUnread: (place: readonly Place[], reason: UnreadReason) => void;
  /** What the last step of the place is called is text that others see, too. */
  readonly addName: (place: readonly Place[]) => void;
  /** Throws when the file has become too large, whatever it said of its size. */
  readonly spend: (bytes: number) => void;
  readonly countEntries: (entries: number) => void;
  /** Lets others have their turn now and then; throws when time is up, rejects with the signal's reason when given up. */
  readonly pause: () => Promise<void>;
  /** How far the outermost file is, 0 to 1. */
  readonly tell: (spot: Spot, progress: number) => void;
  /** Reads a file inside this one. */
  readonly readInner: (file: FileBytes, spot: Spot) => Promise<void>;
}

/** Runs one part; what goes wrong in it is told of that part only, unless the whole file has reached a limit. */
export async function partOf(job: Job, place: readonly Place[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await job.pause();
    if (endsReading(error)) throw error;
    job.addUnread(place, reasonOf(error));
  }
}

export interface JobOptions {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: number) => void;
  readonly read: (file: FileBytes, spot: Spot, job: Job) => Promise<void>;
}

export interface Reading {
  readonly texts: readonly FileText[];
  /** Places that have names: files in archives, sheets. */
  readonly names: readonly (readonly Place[])[];
  readonly unread: readonly UnreadPart[];
}

export function createJob({
  limits,
  signal,
  onProgress,
  read,
}: JobOptions): Job & { readonly reading: Reading } {
  const texts: FileText[] = [];
  const names: (readonly Place[])[] = [];
  const unread: UnreadPart[] = [];
  let bytesLeft = limits.unpacked;
  let entriesLeft = limits.entries;
  const job: Job = {
    limits,
    addText: (text) => {
      if (text.text.trim() !== '') texts.push(text);
    },
    addUnread: (place, reason) => void unread.push({ place, reason }),
    addName: (place) => void names.push(place),
    spend: (bytes) => {
      bytesLeft -= bytes;
      if (bytesLeft < 0) throw new ReadingError('too-large');
    },
    countEntries: (entries) => {
      entriesLeft -= entries;
      if (entriesLeft < 0) throw new ReadingError('too-many-entries');
    },
    pause: takingTurns(signal, Date.now() + limits.milliseconds),
    tell: ({ depth }, progress) => {
      if (depth === 0) onProgress(progress);
    },
    readInner: (file, spot) => read(file, spot, job),
  };
  return { ...job, reading: { texts, names, unread } };
}
