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
  const reader = createReader();
  const parser = new Parser(
    {
      onopentagname: (name) => reader.open(name),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.add(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  return reader.text();
}

interface Reader {
  readonly open: (name: string) => void;
  readonly close: (name: string) => void;
  readonly add: (text: string) => void;
  readonly text: () => string;
}

function createReader(): Reader {
  const pieces: string[] = [];
  let hidden = 0;
  let preformatted = 0;
  let gap = '';
  const breakWith = (sign: '\n' | '\t'): void => {
    if (gap !== '\n') gap = sign;
  };
  const breakAround = (name: string): void => {
    if (CELLS.has(name)) breakWith('\t');
    else if (!INLINE.has(name)) breakWith('\n');
  };
  const put = (text: string): void => {
    if (text === '') return;
    if (gap !== '' && pieces.length > 0) pieces.push(gap);
    gap = '';
    pieces.push(text);
  };
  return {
    open: (name) => {
      if (HIDDEN.has(name)) hidden++;
      if (PREFORMATTED.has(name)) preformatted++;
      breakAround(name);
    },
    close: (name) => {
      if (HIDDEN.has(name)) hidden--;
      if (PREFORMATTED.has(name)) preformatted--;
      breakAround(name);
    },
    add: (text) => {
      if (hidden > 0) return;
      if (preformatted > 0) return put(text);
      const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
      if (collapsed === ' ') {
        if (gap === '') gap = ' ';
        return;
      }
      if (collapsed.startsWith(' ') && gap === '') gap = ' ';
      put(collapsed.trim() === '' ? collapsed : collapsed.replace(/^ | $/g, ''));
      if (collapsed.endsWith(' ')) gap = ' ';
    },
    text: () => pieces.join(''),
  };
}
