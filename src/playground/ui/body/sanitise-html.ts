/** Elements that a mail body may hold here; everything else gives way to its content. */
const ALLOWED = new Set(
  (
    'a b blockquote br code dd div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span strike strong sub sup ' +
    'table tbody td tfoot th thead tr u ul'
  ).split(' '),
);
/** Elements that go with their content. */
const DROPPED = new Set(
  'applet audio base canvas embed form frame frameset head iframe link math meta noscript object script style svg template title video'.split(
    ' ',
  ),
);
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  img: ['src', 'alt', 'width', 'height'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
  ol: ['start'],
};

/**
 * Body HTML that is safe to put into the page: pasted text, and what an add-in wrote. Scripts, styles, forms, frames and
 * addresses other than http(s), mailto, cid and embedded pictures are taken out.
 */
export function sanitiseHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  clean(body);
  return body.innerHTML;
}

/** Plain text as HTML with the same line breaks. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r\n|\r|\n/g, '<br>');
}

function clean(parent: Element): void {
  for (const node of [...parent.childNodes]) {
    if (node.nodeType === Node.TEXT_NODE) continue;
    if (!(node instanceof HTMLElement) || DROPPED.has(node.localName)) {
      node.remove();
      continue;
    }
    clean(node);
    if (ALLOWED.has(node.localName)) cleanAttributes(node);
    else node.replaceWith(...node.childNodes);
  }
}

function cleanAttributes(element: HTMLElement): void {
  const allowed = ATTRIBUTES[element.localName] ?? [];
  for (const { name, value } of [...element.attributes]) {
    const isLink = name === 'href' || name === 'src';
    const isKept = allowed.includes(name) && (!isLink || isSafeLink(name, value));
    if (!isKept) element.removeAttribute(name);
  }
}

function isSafeLink(name: string, value: string): boolean {
  // Browsers pass over control characters inside a scheme.
  const address = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
  return name === 'href'
    ? /^(?:https?|mailto):/.test(address)
    : /^(?:cid:|data:image\/(?:png|gif|jpeg|webp);)/.test(address);
}
