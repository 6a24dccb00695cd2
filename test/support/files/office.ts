import { aZip } from './zip.ts';

const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';

export type Parts = Readonly<Record<string, string | Uint8Array>>;

/** An Office document of these parts. */
export function aPackage(parts: Parts): Uint8Array<ArrayBuffer> {
  const all: Parts = { '[Content_Types].xml': TYPES, ...parts };
  return aZip(Object.entries(all).map(([name, content]) => ({ name, content })));
}

/** A paragraph of Word whose text is split over runs. */
export function paragraph(...runs: readonly string[]): string {
  return `<w:p>${runs.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join('')}</w:p>`;
}

export function aDocument(body: string, parts: Parts = {}): Uint8Array<ArrayBuffer> {
  return aPackage({
    'word/document.xml': `<?xml version="1.0"?><w:document ${WORD}><w:body>${body}</w:body></w:document>`,
    ...parts,
  });
}

/** A part of Word beside the document, such as a header. */
export function wordPart(root: string, body: string): string {
  return `<w:${root} ${WORD}>${body}</w:${root}>`;
}

export interface Sheet {
  readonly name: string;
  readonly rows: string;
  readonly isHidden?: boolean;
  /** Behind the rows. */
  readonly more?: string;
}

/** A workbook; `strings` are the shared ones, `formats` the number formats of the styles 1, 2 … */
export function aWorkbook(
  sheets: readonly Sheet[],
  {
    strings = [],
    formats = [],
    parts = {},
  }: {
    readonly strings?: readonly string[];
    readonly formats?: readonly string[];
    readonly parts?: Parts;
  } = {},
): Uint8Array<ArrayBuffer> {
  const listed = sheets.map(
    ({ name, isHidden }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${isHidden === true ? ' state="veryHidden"' : ''} r:id="r${index}"/>`,
  );
  const related = sheets.map(
    (_sheet, index) => `<Relationship Id="r${index}" Target="worksheets/s${index}.xml"/>`,
  );
  const numFmts = formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`);
  const xfs = formats.map((_code, index) => `<xf numFmtId="${200 + index}"/>`);
  return aPackage({
    'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${related.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet><numFmts>${numFmts.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows, more = '' }, index) => [
        `xl/worksheets/s${index}.xml`,
        `<worksheet><sheetData>${rows}</sheetData>${more}</worksheet>`,
      ]),
    ),
    ...parts,
  });
}

/** A presentation whose slides are shown in the order given, whatever their files are called. */
export function aPresentation(
  slides: Readonly<Record<string, string>>,
  parts: Parts = {},
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(slides);
  const ids = names.map((_name, index) => `<p:sldId id="${256 + index}" r:id="r${index}"/>`);
  const related = names.map((name, index) => `<Relationship Id="r${index}" Target="slides/${name}"/>`);
  return aPackage({
    'ppt/presentation.xml': `<p:presentation xmlns:p="p" xmlns:r="${RELATIONS}"><p:sldIdLst>${ids.join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': `<Relationships>${related.join('')}</Relationships>`,
    ...Object.fromEntries(names.map((name) => [`ppt/slides/${name}`, slidePart(slides[name] ?? '')])),
    ...parts,
  });
}

export function slidePart(text: string): string {
  return `<p:sld xmlns:p="p" ${DRAWING}><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
}
