import { ReadingError } from './reading-error.ts';

/** The bytes of what Outlook hands over: base64, or a text. Throws a ReadingError for what is no base64. */
export function bytesOf({
  kind,
  content,
}: {
  readonly kind: 'base64' | 'text';
  readonly content: string;
}): Uint8Array<ArrayBuffer> {
  if (kind === 'text') return new TextEncoder().encode(content);
  try {
    const binary = atob(content);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    throw new ReadingError('corrupt');
  }
}
