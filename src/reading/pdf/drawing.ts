import type { PDFPageProxy } from 'unpdf/pdfjs';

export interface Drawn {
  /** The part of the page, 0 to 1, that its largest picture covers. */
  readonly largestPicture: number;
  /** Lines, areas or pictures: letters may be drawn with them. */
  readonly isAnything: boolean;
}

type Matrix = readonly [number, number, number, number, number, number];

const UNCHANGED: Matrix = [1, 0, 0, 1, 0, 0];

/** What a page draws besides text, by its list of operators (ISO 32000-1 §8). */
export async function drawnOn(page: PDFPageProxy): Promise<Drawn> {
  const { OPS } = await import('unpdf/pdfjs');
  const { fnArray, argsArray } = await page.getOperatorList();
  const pictures = new Set<number>([
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
    OPS.paintImageXObjectRepeat,
    OPS.paintImageMaskXObjectRepeat,
    OPS.paintImageMaskXObjectGroup,
    OPS.paintInlineImageXObjectGroup,
    OPS.paintSolidColorImageMask,
  ]);
  const drawing = new Set<number>([OPS.constructPath, OPS.shadingFill]);
  const saved: Matrix[] = [];
  let matrix = UNCHANGED;
  let largest = 0;
  let isAnything = false;
  for (const [index, operator] of fnArray.entries()) {
    const given: unknown = argsArray[index];
    if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) saved.push(matrix);
    if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? UNCHANGED;
    if (operator === OPS.transform) matrix = product(matrix, matrixIn(given));
    if (operator === OPS.paintFormXObjectBegin && Array.isArray(given))
      matrix = product(matrix, matrixIn(given[0]));
    if (pictures.has(operator)) largest = Math.max(largest, areaOf(matrix));
    if (pictures.has(operator) || drawing.has(operator)) isAnything = true;
  }
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  return { largestPicture: largest / Math.max(1, (right - left) * (top - bottom)), isAnything };
}

function matrixIn(given: unknown): Matrix {
  if (!Array.isArray(given)) return UNCHANGED;
  const [a, b, c, d, e, f]: readonly unknown[] = given;
  const numbers: Matrix = [Number(a), Number(b), Number(c), Number(d), Number(e), Number(f)];
  return numbers.every(Number.isFinite) ? numbers : UNCHANGED;
}

function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** A picture fills the unit square before it is placed. */
function areaOf([a, b, c, d]: Matrix): number {
  return Math.abs(a * d - b * c);
}
