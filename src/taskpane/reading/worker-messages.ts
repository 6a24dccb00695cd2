import type { FileResult } from '../../domain/attachment.ts';

/** What the worker says: that its script runs, how far the file is that it was sent, and what came of it. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly progress: number }
  | { readonly kind: 'result'; readonly result: FileResult };
