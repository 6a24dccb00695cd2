import type { Finding } from './finding.ts';

/**
 * Why a file, or a part of one, could not be looked through; in words in the pane's texts. The order is that of the stamp
 * in the header of drafts: new ones come last.
 */
export const UNREAD_REASONS = [
  'encrypted',
  'corrupt',
  'unknown-kind',
  'picture',
  'scanned-page',
  'too-large',
  'too-deep',
  'too-many-entries',
  'too-slow',
  'cloud-link',
  'not-downloaded',
] as const;
export type UnreadReason = (typeof UNREAD_REASONS)[number];

/** A step on the way into a file; `name` and numbers are as the person who opens it sees them, from 1. */
export type Place =
  | { readonly kind: 'entry'; readonly name: string }
  | { readonly kind: 'sheet'; readonly name: string; readonly cell?: string }
  | { readonly kind: 'page'; readonly number: number }
  | { readonly kind: 'slide'; readonly number: number }
  | { readonly kind: 'section'; readonly name: Section };

export type Section =
  'header' | 'footer' | 'footnotes' | 'endnotes' | 'comments' | 'notes' | 'properties' | 'other';

/** A part that was not looked through; no place = the whole file. */
export interface UnreadPart {
  readonly place: readonly Place[];
  readonly reason: UnreadReason;
}

/** Personal data inside a file, with what stands around it, other findings masked. */
export interface FileFinding extends Finding {
  readonly place: readonly Place[];
  readonly before: string;
  readonly after: string;
}

/** What looking through one file gave. Only a file with nothing in `unread` is known to be clean where nothing was found. */
export interface FileResult {
  readonly findings: readonly FileFinding[];
  readonly unread: readonly UnreadPart[];
}

/** How far one file is. `progress`: 0 to 1. */
export type FileState =
  { readonly kind: 'pending'; readonly progress: number } | ({ readonly kind: 'read' } & FileResult);

/** States by `attachmentKey`. */
export type FileStates = ReadonlyMap<string, FileState>;
