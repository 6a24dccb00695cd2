import { Parser } from 'htmlparser2';

const HIDDEN = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'object',
  'iframe',
  'select',
  'svg',
]);
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
  const page: Page = { pieces: [], gap: '', hidden: 0, preformatted: 0 };
  const parser = new Parser(
    {
      onopentagname: (name) => passTag(page, name, 1),
      onclosetag: (name) => passTag(page, name, -1),
      ontext: (text) => addText(page, text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  return page.pieces.join('');
}

/** The text so far; `gap` is the white space owed before the next visible sign. */
interface Page {
  readonly pieces: string[];
  gap: '' | ' ' | '\t' | '\n';
  hidden: number;
  preformatted: number;
}

function passTag(page: Page, name: string, depth: 1 | -1): void {
  if (HIDDEN.has(name)) page.hidden += depth;
  if (PREFORMATTED.has(name)) page.preformatted += depth;
  if (INLINE.has(name) || page.gap === '\n') return;
  page.gap = CELLS.has(name) ? '\t' : '\n';
}

function addText(page: Page, text: string): void {
  if (page.hidden > 0) return;
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
