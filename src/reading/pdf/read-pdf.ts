import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { partOf } from '../job.ts';
import type { FileBytes, Job, Spot } from '../job.ts';
import { ReadingError } from '../reading-error.ts';
import { readPage } from './read-page.ts';
import { countStreams } from './streams.ts';

/** A PDF: text, form fields and notes page by page, what it says of itself, and the files inside it. */
export async function readPdf({ bytes }: FileBytes, spot: Spot, job: Job): Promise<void> {
  await countStreams(bytes, job);
  const document = await opened(bytes);
  try {
    job.countEntries(document.numPages);
    await readProperties(document, spot, job);
    let isEmpty = true;
    for (let number = 1; number <= document.numPages; number++) {
      const place = [...spot.place, { kind: 'page' as const, number }];
      await partOf(job, place, async () => {
        if (await readPage(await document.getPage(number), place, job)) isEmpty = false;
      });
      job.tell(spot, number / document.numPages);
      await job.pause();
    }
    // Nobody sends empty pages: there is something that was not understood.
    if (isEmpty) job.addUnread(spot.place, 'scanned-page');
    await readFilesInside(document, spot, job);
  } finally {
    await document.destroy();
  }
}

async function opened(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument } = await import('unpdf/pdfjs');
  try {
    return await getDocument({
      // A copy: the reader takes the bytes for its own.
      data: bytes.slice(),
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: true,
      useWasm: false,
      // What it would pass over is not known to be clean.
      stopAtErrors: true,
    }).promise;
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new ReadingError(isLocked ? 'encrypted' : 'corrupt');
  }
}

const TOLD = ['Title', 'Author', 'Subject', 'Keywords'];

async function readProperties(document: PDFDocumentProxy, spot: Spot, job: Job): Promise<void> {
  const { info } = await document.getMetadata();
  const text = Object.entries(info)
    .flatMap(([name, value]) => (TOLD.includes(name) && typeof value === 'string' ? [value] : []))
    .join('\n');
  job.addText({ place: [...spot.place, { kind: 'section', name: 'properties' }], text });
}

async function readFilesInside(document: PDFDocumentProxy, spot: Spot, job: Job): Promise<void> {
  const files: unknown = await document.getAttachments();
  const inside = typeof files === 'object' && files !== null ? Object.values(files) : [];
  job.countEntries(inside.length);
  for (const file of inside) {
    const { filename, content }: { filename?: unknown; content?: unknown } = file;
    const name = typeof filename === 'string' ? filename : '';
    const place = [...spot.place, { kind: 'entry' as const, name }];
    job.addName(place);
    await partOf(job, place, async () => {
      if (!(content instanceof Uint8Array)) throw new ReadingError('corrupt');
      job.spend(content.length);
      await job.readInner({ name, bytes: content.slice() }, { place, depth: spot.depth + 1 });
    });
  }
}
