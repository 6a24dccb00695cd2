const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** HTML to the text that `body.getAsync(Text)` gives: blocks and line breaks become new lines. */
export function htmlToText(html: string): string {
  const plain = html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/[\r\n]+/g, ' ')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<\/(p|div|li|tr|h[1-6]|blockquote)>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  return decodeEntities(plain).replace(/\n+$/, '');
}

export function textToHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .split(/\r?\n/)
    .map((line) => `<div>${line === '' ? '<br>' : line}</div>`)
    .join('');
}

/** What stands inside `<body>`, or all of it when there is no such element. */
export function bodyContent(html: string): string {
  return /<body\b[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(html)?.[1] ?? html;
}

/** The whole document, as Outlook on the web gives a body in HTML. */
export function bodyDocument(content: string): string {
  const head = '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>';
  return `<html>${head}<body dir="ltr">${content}</body></html>`;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (entity, name: string) => {
    if (/^#x/i.test(name)) return codePoint(Number.parseInt(name.slice(2), 16), entity);
    if (name.startsWith('#')) return codePoint(Number(name.slice(1)), entity);
    return ENTITIES[name.toLowerCase()] ?? entity;
  });
}

function codePoint(value: number, otherwise: string): string {
  return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : otherwise;
}
