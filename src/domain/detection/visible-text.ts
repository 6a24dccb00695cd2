import { Tokenizer } from 'htmlparser2';
import { addText, newPage, passTag, showHidden, textOf } from './page-text.ts';
import type { Page } from './page-text.ts';

/** UTF-16 units that are read in one step: a millisecond or two. */
const STEP = 32_768;

/**
 * The text of an HTML mail as a person reads it: tags, comments, style and script gone, entities decoded,
 * inline tags joined, blocks and line breaks as `\n`, cells as `\t`. Hidden preheaders count. Needs no DOM.
 */
export function visibleText(html: string): string {
  const page = newPage();
  const tokenizer = tokenizerOf(html, page);
  tokenizer.write(html);
  return finished(tokenizer, page);
}

/** The same in small steps; between two of them the caller may do other things. */
export function* textSteps(html: string): Generator<undefined, string> {
  const page = newPage();
  const tokenizer = tokenizerOf(html, page);
  for (let start = 0; start < html.length; start += STEP) {
    tokenizer.write(html.slice(start, start + STEP));
    yield;
  }
  return finished(tokenizer, page);
}

function finished(tokenizer: Tokenizer, page: Page): string {
  tokenizer.end();
  showHidden(page);
  return textOf(page);
}

interface OpenTag {
  name: string;
  isStyleNext: boolean;
  style: string;
}

function tokenizerOf(html: string, page: Page): Tokenizer {
  const open: OpenTag = { name: '', isStyleNext: false, style: '' };
  const pass = (): void => passTag(page, { name: open.name, depth: 1, style: open.style });
  return new Tokenizer(
    { decodeEntities: true },
    {
      ...IGNORED,
      onopentagname: (start, end) => {
        open.name = html.slice(start, end).toLowerCase();
        open.style = '';
      },
      onattribname: (start, end) => {
        open.isStyleNext = end - start === 5 && html.slice(start, end).toLowerCase() === 'style';
      },
      onattribdata: (start, end) => {
        if (open.isStyleNext) open.style += html.slice(start, end);
      },
      onopentagend: pass,
      onselfclosingtag: () => {
        pass();
        showHidden(page);
      },
      onclosetag: (start, end) =>
        passTag(page, { name: html.slice(start, end).toLowerCase(), depth: -1, style: '' }),
      ontext: (start, end) => addText(page, html.slice(start, end)),
      ontextentity: (codepoint) => addText(page, String.fromCodePoint(codepoint)),
    },
  );
}

const ignore = (): void => undefined;
const IGNORED = {
  onattribentity: ignore,
  onattribend: ignore,
  oncdata: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onprocessinginstruction: ignore,
};
