import type { Job } from '../job.ts';
import { readXml } from './read-xml.ts';

/** The texts that cells point to, runs joined, without the readings above East Asian signs (ECMA-376 part 1 §18.4). */
export async function sharedStrings(xml: string, job: Job): Promise<readonly string[]> {
  const strings: string[] = [];
  const state = { text: '', isText: false, phonetic: 0 };
  await readXml(
    xml,
    {
      open: (name) => {
        if (name === 'si') state.text = '';
        if (name === 'rPh') state.phonetic++;
        state.isText = name === 't' && state.phonetic === 0;
      },
      text: (text) => {
        if (state.isText) state.text += text;
      },
      close: (name) => {
        state.isText = false;
        if (name === 'rPh') state.phonetic--;
        if (name === 'si') strings.push(state.text);
      },
    },
    job,
  );
  return strings;
}
