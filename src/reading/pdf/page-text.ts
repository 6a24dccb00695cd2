import type { PDFPageProxy } from 'unpdf/pdfjs';

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
type TextItem = Extract<TextContent['items'][number], { readonly str: string }>;

/** A gap this many letters' height wide parts two cells. */
const CELL_GAP = 1.2;
/** Two pieces stand on one line when their feet differ by less than this part of their height. */
const SAME_LINE = 0.5;

interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly foot: number;
  readonly height: number;
}

/** The text of a page line by line in the order it was written; wide gaps, as in tables, as tabs. */
export function pageText({ items }: TextContent): string {
  let text = '';
  let last: Piece | undefined;
  for (const item of items) {
    if (!('str' in item)) continue;
    const piece = pieceOf(item);
    if (piece.text.trim() !== '') {
      text += between(last, piece) + piece.text;
      last = piece;
    } else if (piece.text !== '' && last !== undefined && isOneLine(last, piece) && !/\s$/.test(text))
      text += ' ';
    if (item.hasEOL) {
      text += '\n';
      last = undefined;
    }
  }
  return text;
}

function pieceOf({ str, transform, width, height }: TextItem): Piece {
  const [, , , scale, left, foot]: readonly unknown[] = transform;
  const start = Number(left);
  return {
    text: str,
    left: start,
    right: start + width,
    foot: Number(foot),
    height: height > 0 ? height : Math.abs(Number(scale)),
  };
}

function between(last: Piece | undefined, next: Piece): string {
  if (last === undefined) return '';
  if (!isOneLine(last, next)) return '\n';
  const gap = next.left - last.right;
  return gap > next.height * CELL_GAP || gap < -next.height ? '\t' : '';
}

function isOneLine(last: Piece, next: Piece): boolean {
  return Math.abs(last.foot - next.foot) < Math.max(last.height, next.height) * SAME_LINE;
}
