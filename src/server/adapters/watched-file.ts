import { stat } from 'node:fs/promises';

/** How long a look at the file system is trusted; it bounds how late a change is noticed. */
const TRUST_MS = 500;

/**
 * Keeps what was read from a path and reads again when the path's time, size or inode changes. A failed read is
 * kept as a failure for as long as the path stays the same, so that nothing old is taken for what is there now.
 */
export function watchPath<T>(path: string, read: (changedAt: Date) => Promise<T>): () => Promise<T> {
  let stamp: string | undefined;
  let lookedAt = 0;
  let kept: Promise<T> | undefined;
  return async () => {
    if (kept !== undefined && performance.now() - lookedAt < TRUST_MS) return kept;
    const { mtime, mtimeMs, size, ino } = await stat(path);
    const seen = `${mtimeMs} ${size} ${ino}`;
    lookedAt = performance.now();
    if (kept === undefined || seen !== stamp) {
      stamp = seen;
      kept = read(mtime);
      kept.catch(() => undefined);
    }
    return kept;
  };
}
