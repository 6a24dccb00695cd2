import type { Place, Section } from '../../domain/attachment.ts';
import { partOf } from '../job.ts';
import type { Job, Spot } from '../job.ts';
import { isOrnament } from '../ornament.ts';
import { ReadingError } from '../reading-error.ts';
import { documentText } from './document-text.ts';
import { rootOf, xmlOf } from './part.ts';
import type { Part } from './part.ts';
import { pivotText } from './pivot-text.ts';
import { slideNumbers } from './slide-numbers.ts';
import { readWorkbook } from './workbook.ts';

const PICTURE = /\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp|heic|wdp)$/i;
/** Programs' own business: printers, fonts, and settings that hold no text of the writer. */
const NO_TEXT =
  /(?:^|\/)(?:printerSettings\d*\.bin|[^/]+\.(?:odttf|fntdata|ttf|rels)|mimetype|manifest\.rdf|\[Content_Types\]\.xml|theme\d+\.xml)$/i;
const MARKUP = /\.(?:xml|vml)$/i;

/** Word, Excel, PowerPoint and OpenDocument: every part that holds text, whichever the program would show. */
export async function readOffice(parts: readonly Part[], spot: Spot, job: Job): Promise<void> {
  if (parts.some(isEncryptedManifest)) throw new ReadingError('encrypted');
  const rest = await readWorkbook(parts, spot, job);
  const slides = await slideNumbers(parts, job);
  for (const [index, part] of rest.entries()) {
    const place = [...spot.place, ...placeOf(part, slides)];
    await partOf(job, place, () => readPart(part, { place, depth: spot.depth }, job));
    job.tell(spot, 0.5 + (0.5 * (index + 1)) / rest.length);
  }
}

async function readPart(part: Part, spot: Spot, job: Job): Promise<void> {
  const { path, bytes } = part;
  if (NO_TEXT.test(path) || bytes.length === 0) return;
  if (PICTURE.test(path)) {
    if (!isOrnament(bytes)) throw new ReadingError('picture');
    return;
  }
  if (MARKUP.test(path)) {
    const read = path.includes('pivotCache/') ? pivotText : documentText;
    return job.addText({ place: spot.place, text: await read(xmlOf(part), job) });
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  const place = [...spot.place, { kind: 'entry' as const, name }];
  job.addName(place);
  await partOf(job, place, () => job.readInner({ name, bytes }, { place, depth: spot.depth + 1 }));
}

/** OpenDocument part 3, §4.8: a file with a password says so in its manifest. */
function isEncryptedManifest(part: Part): boolean {
  return part.path === 'META-INF/manifest.xml' && /encryption-data/.test(xmlOf(part));
}

const SECTIONS: readonly (readonly [RegExp, Section])[] = [
  [/^word\/header\d*\.xml$/i, 'header'],
  [/^word\/footer\d*\.xml$/i, 'footer'],
  [/footnotes\.xml$/i, 'footnotes'],
  [/endnotes\.xml$/i, 'endnotes'],
  [/comments?[^/]*\/[^/]+\.xml$|comments[^/]*\.xml$/i, 'comments'],
  [/notesSlides\/[^/]+\.xml$/i, 'notes'],
  [/^docProps\/|^meta\.xml$/i, 'properties'],
];

/** Where a person finds what is in a part: nothing more to say of the document's own text. */
function placeOf(part: Part, slides: ReadonlyMap<string, number>): readonly Place[] {
  const number = slides.get(part.path);
  if (number !== undefined) return [{ kind: 'slide', number }];
  const section = SECTIONS.find(([path]) => path.test(part.path));
  if (section !== undefined) return [{ kind: 'section', name: section[1] }];
  const isMain = part.path === 'content.xml' || rootOf(part) === 'document';
  return isMain || !MARKUP.test(part.path) ? [] : [{ kind: 'section', name: 'other' }];
}
