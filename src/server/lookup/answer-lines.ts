import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import type { Answered } from './lookup.usecases.ts';

/** One JSON line per answer, in the order in which they become known. */
export function answerLines(answers: readonly Promise<Answered>[]): Readable {
  const lines = new PassThrough();
  const write = async (answer: Promise<Answered>) => {
    const { json } = await answer;
    if (!lines.destroyed) lines.write(`${json}\n`);
  };
  Promise.all(answers.map(write)).then(
    () => lines.end(),
    (error: unknown) => lines.destroy(error instanceof Error ? error : new Error('look-up failed')),
  );
  return lines;
}
