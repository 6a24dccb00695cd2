/** One piece of a line. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'italic'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] };

const INLINE = /\*\*(?<bold>.+?)\*\*|\*(?<italic>.+?)\*|\[(?<label>[^\]]+)\]\((?<href>https:\/\/[^\s)]+)\)/g;
const ITEM = /^\s*(?:[-*]|(?<number>\d+)\.)\s+(?<content>.*)$/;

/** The subset that Smart Alerts show: bold, italic, lists, https links. Everything else is plain text. */
export function parseMarkdown(markdown: string): readonly Block[] {
  return markdown
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .reduce<readonly Block[]>(withLine, []);
}

function withLine(blocks: readonly Block[], line: string): readonly Block[] {
  const groups = ITEM.exec(line)?.groups;
  if (groups === undefined) return [...blocks, { kind: 'paragraph', content: parseInline(unescape(line)) }];
  const isOrdered = groups['number'] !== undefined;
  const item = parseInline(groups['content'] ?? '');
  const previous = blocks.at(-1);
  return previous?.kind === 'list' && previous.isOrdered === isOrdered
    ? [...blocks.slice(0, -1), { ...previous, items: [...previous.items, item] }]
    : [...blocks, { kind: 'list', isOrdered, items: [item] }];
}

/** `1\.` and `\-` at the start of a line mean the sign itself. */
function unescape(line: string): string {
  return line.replace(/\\([-.#>+!_])/g, '$1');
}

function parseInline(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    pieces.push(marked(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  return end < text.length ? [...pieces, { kind: 'text', text: text.slice(end) }] : pieces;
}

function marked({
  bold,
  italic,
  label = '',
  href = '',
}: Readonly<Record<string, string | undefined>>): Inline {
  if (bold !== undefined) return { kind: 'bold', text: bold };
  return italic === undefined ? { kind: 'link', text: label, href } : { kind: 'italic', text: italic };
}
