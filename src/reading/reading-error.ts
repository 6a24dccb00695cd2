import type { UnreadReason } from '../domain/attachment.ts';

/** A limit of the whole file is reached: nothing more of it can be read, wherever it was noticed. */
const LIMITS_REACHED: readonly UnreadReason[] = ['too-large', 'too-many-entries', 'too-slow'];

/** Why reading stops; the file, or the part that is being read, counts as not looked through. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
  readonly code: UnreadReason;

  constructor(code: UnreadReason) {
    super(`The file cannot be read: ${code}.`);
    this.code = code;
  }
}

export function endsReading(error: unknown): boolean {
  return error instanceof ReadingError && LIMITS_REACHED.includes(error.code);
}

/** A fault that a parser of others throws at hostile bytes says no more than that they are not in order. */
export function reasonOf(error: unknown): UnreadReason {
  return error instanceof ReadingError ? error.code : 'corrupt';
}
