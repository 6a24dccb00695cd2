import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import type { Answered } from './classification.ts';

const BEGIN = Buffer.from('{"classifications":[');
const END = Buffer.from(']}');
const COMMA = 0x2c;

/** One JSON line per answer, in the order in which they become known. */
export function answerLines(answers: readonly (Answered | Promise<Answered>)[]): Readable {
  const lines = new PassThrough();
  const write = async (answer: Answered | Promise<Answered>) => {
    const { line } = await answer;
    if (!lines.destroyed) lines.write(line);
  };
  Promise.all(answers.map(write)).then(
    () => lines.end(),
    (error: unknown) => lines.destroy(error instanceof Error ? error : new Error('look-up failed')),
  );
  return lines;
}

/** The lines of all answers, in the order in which they were asked for. */
export function answerText(answers: readonly Answered[]): Buffer {
  return Buffer.concat(answers.map(({ line }) => line));
}

/** The reply with all answers: their lines copied one behind the other, each line end made a comma. */
export function answerList(answers: readonly Answered[]): Buffer {
  const length = answers.reduce((sum, { line }) => sum + line.length, BEGIN.length + END.length - 1);
  const list = Buffer.allocUnsafe(length);
  let at = BEGIN.copy(list);
  for (const { line } of answers) {
    at += line.copy(list, at);
    list[at - 1] = COMMA;
  }
  END.copy(list, at - 1);
  return list;
}
