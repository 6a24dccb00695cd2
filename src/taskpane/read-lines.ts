import { ApiError } from './api-error.ts';

/** Reads newline-delimited JSON as it arrives; rejects if a line is no JSON, or the stream breaks off or is aborted. */
export async function readLines(
  response: Response,
  signal: AbortSignal,
  onLine: (value: unknown) => void,
): Promise<void> {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new ApiError('api.unreadable', 'The answer has no body.');
  // Not every fetch breaks a body off that is being read when its request is aborted.
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel);
  try {
    await readAll(reader, onLine);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  if (signal.aborted) throw new ApiError('api.aborted', 'No longer wanted.');
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onLine: (value: unknown) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    for (const line of lines) if (line.trim() !== '') onLine(parsed(line));
    if (done) return;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new ApiError('api.unreadable', 'A line of the answer is not JSON.', cause);
  }
}
