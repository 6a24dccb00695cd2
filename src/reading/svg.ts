const TEXT = /<\/?(?:\w+:)?(?:tspan|text)\b[^>]*>/gi;
const HEAD = 4000;

export function isSvg(text: string): boolean {
  return /^\s*</.test(text) && /<(?:\w+:)?svg[\s>]/i.test(text.slice(0, HEAD));
}

/** A drawing's source with its lines of text whole: programs place single letters in spans of their own (SVG 2 §11.2). */
export function withWholeLines(svg: string): string {
  let height = '';
  return svg.replace(TEXT, (tag) => {
    if (tag.startsWith('</')) return '';
    const next = /\sy\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? height;
    const isMoved = next !== height || /\sdy\s*=\s*["']\s*[^"'\s0]/.test(tag) || !/tspan/i.test(tag);
    height = next;
    return isMoved ? '\n' : '';
  });
}
