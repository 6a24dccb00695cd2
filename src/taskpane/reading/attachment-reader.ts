import type { FileResult } from '../../domain/attachment.ts';

/** A file as Outlook hands it over. */
export interface FileToRead {
  readonly name: string;
  /** A picture in the text, which may be a logo. */
  readonly isInline?: boolean;
  readonly content: { readonly kind: 'base64' | 'text'; readonly content: string };
}

export interface ReadingWatch {
  readonly signal: AbortSignal;
  /** How far, from 0 to 1. */
  readonly onProgress: (progress: number) => void;
}

/** Looks through files one at a time, beside the page: typing never waits for it. Nothing read leaves the machine (C1). */
export interface AttachmentReader {
  /** Rejects only when the signal is aborted; whatever cannot be read is told in the result. */
  readonly read: (file: FileToRead, watch: ReadingWatch) => Promise<FileResult>;
  readonly stop: () => void;
}
