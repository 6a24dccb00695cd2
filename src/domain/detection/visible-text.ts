import { Tokenizer } from 'htmlparser2';

const HIDDEN = new Set(['script', 'style', 'title']);
const PREFORMATTED = new Set(['pre', 'textarea']);
const CELLS = new Set(['td', 'th']);
const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark o:p q s samp small span ' +
    'strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/**
 * The text of an HTML mail as a person reads it: tags, comments, style and script gone, entities decoded,
 * inline tags joined, blocks and line breaks as `\n`, cells as `\t`. Hidden preheaders count. Needs no DOM.
 */
export function visibleText(html: string): string {
  const page: Page = { pieces: [], gap: '', hidden: undefined, preformatted: 0 };
  const passTagAt = (start: number, end: number, depth: 1 | -1): void =>
    passTag(page, html.slice(start, end).toLowerCase(), depth);
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ...IGNORED,
      onopentagname: (start, end) => passTagAt(start, end, 1),
      onclosetag: (start, end) => passTagAt(start, end, -1),
      onselfclosingtag: () => showHidden(page),
      ontext: (start, end) => addText(page, html.slice(start, end)),
      ontextentity: (codepoint) => addText(page, String.fromCodePoint(codepoint)),
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  showHidden(page);
  return page.pieces.join('');
}

const ignore = (): void => undefined;
const IGNORED = {
  onattribdata: ignore,
  onattribentity: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncdata: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onprocessinginstruction: ignore,
};

/** The text so far; `gap` is the white space owed before the next visible sign. */
interface Page {
  readonly pieces: string[];
  gap: '' | ' ' | '\t' | '\n';
  /** What stands in a script, style or title that has not ended yet. */
  hidden: string[] | undefined;
  preformatted: number;
}

function passTag(page: Page, name: string, depth: 1 | -1): void {
  if (HIDDEN.has(name)) page.hidden = depth === 1 ? [] : undefined;
  if (PREFORMATTED.has(name)) page.preformatted = Math.max(0, page.preformatted + depth);
  if (INLINE.has(name) || page.gap === '\n') return;
  page.gap = CELLS.has(name) ? '\t' : '\n';
}

/** One that never ends hides nothing: a slip in the markup must not make the rest of a mail look clean. */
function showHidden(page: Page): void {
  const text = page.hidden?.join('') ?? '';
  page.hidden = undefined;
  addText(page, text);
}

function addText(page: Page, text: string): void {
  if (page.hidden !== undefined) return void page.hidden.push(text);
  if (page.preformatted > 0) return put(page, text);
  const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
  if (collapsed.startsWith(' ')) owe(page);
  put(page, collapsed.replace(/^ | $/g, ''));
  if (collapsed.endsWith(' ')) owe(page);
}

function owe(page: Page): void {
  if (page.gap === '') page.gap = ' ';
}

function put(page: Page, text: string): void {
  if (text === '') return;
  if (page.pieces.length > 0) page.pieces.push(page.gap);
  page.gap = '';
  page.pieces.push(text);
}
