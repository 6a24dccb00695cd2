import { Tokenizer } from 'htmlparser2';
import type { Job } from '../job.ts';
import { ReadingError } from '../reading-error.ts';

export type Attributes = ReadonlyMap<string, string>;

/** What comes by while XML is read. Names come without their prefix; of `id` and `r:id` the latter counts. */
export interface XmlEvents {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** UTF-16 units per step. */
const STEP = 32_768;

/**
 * Reads XML from begin to end. Entities of its own are not expanded: Office documents may not declare any (ECMA-376 part 2
 * §8.1.1), so that one that does is corrupt, as is one whose elements do not close.
 */
export async function readXml(xml: string, events: XmlEvents, job: Job): Promise<void> {
  const attributes = new Map<string, string>();
  const state = { name: '', attribute: '', isPrefixed: false, value: '', depth: 0, attributes };
  const opened = (): void => {
    state.depth++;
    events.open(state.name, state.attributes);
  };
  const closed = (name: string): void => {
    state.depth--;
    events.close(name);
  };
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        state.name = localName(xml.slice(start, end));
        state.attributes = new Map();
      },
      onattribname: (start, end) => {
        const name = xml.slice(start, end);
        state.attribute = localName(name);
        state.isPrefixed = name.includes(':');
        state.value = '';
      },
      onattribdata: (start, end) => (state.value += xml.slice(start, end)),
      onattribentity: (codepoint) => (state.value += String.fromCodePoint(codepoint)),
      onattribend: () => {
        if (state.isPrefixed || !state.attributes.has(state.attribute))
          state.attributes.set(state.attribute, state.value);
      },
      onopentagend: opened,
      onselfclosingtag: () => {
        opened();
        closed(state.name);
      },
      onclosetag: (start, end) => closed(localName(xml.slice(start, end))),
      ontext: (start, end) => events.text(xml.slice(start, end)),
      ontextentity: (codepoint) => events.text(String.fromCodePoint(codepoint)),
      oncdata: (start, end, offset) => events.text(xml.slice(start, end - offset)),
      ondeclaration: () => {
        throw new ReadingError('corrupt');
      },
      oncomment: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  );
  for (let start = 0; start < xml.length; start += STEP) {
    tokenizer.write(xml.slice(start, start + STEP));
    await job.pause();
  }
  tokenizer.end();
  if (state.depth !== 0) throw new ReadingError('corrupt');
}

const ignore = (): void => undefined;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
