import type { PDFPageProxy } from 'unpdf/pdfjs';
import type { Place } from '../../domain/attachment.ts';
import type { Job } from '../job.ts';
import { drawnOn } from './drawing.ts';
import { pageText } from './page-text.ts';

/** Letters on a page that may be no more than a page number or a stamp on a scan. */
const FEW_LETTERS = 200;
/** The part of a page that a picture covers at least if the page is a scan, or shows a paper. */
const LARGE_PICTURE = 0.25;

/** The text of one page; a page that shows what is not text is told of. Answers whether there is anything on it. */
export async function readPage(page: PDFPageProxy, place: readonly Place[], job: Job): Promise<boolean> {
  const text = [pageText(await page.getTextContent()), ...(await notesOn(page))].join('\n');
  job.spend(text.length);
  job.addText({ place, text });
  const drawn = await drawnOn(page);
  const letters = text.replace(/\s/g, '').length;
  if (drawn.largestPicture >= LARGE_PICTURE)
    job.addUnread(place, letters < FEW_LETTERS ? 'scanned-page' : 'picture');
  else if (letters === 0 && drawn.isAnything) job.addUnread(place, 'scanned-page');
  page.cleanup();
  return letters > 0 || drawn.isAnything;
}

/** What is written into form fields and notes. */
async function notesOn(page: PDFPageProxy): Promise<readonly string[]> {
  const notes: readonly unknown[] = await page.getAnnotations();
  return notes.flatMap((note) => {
    if (typeof note !== 'object' || note === null) return [];
    const { fieldValue, fieldName, contentsObj }: Record<string, unknown> = { ...note };
    const value = [fieldValue]
      .flat()
      .filter((one) => typeof one === 'string')
      .join(', ');
    const label = typeof fieldName === 'string' && value !== '' ? `${fieldName}: ` : '';
    return [label + value, textIn(contentsObj)].filter((text) => text !== '');
  });
}

function textIn(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('str' in value)) return '';
  return typeof value.str === 'string' ? value.str : '';
}
