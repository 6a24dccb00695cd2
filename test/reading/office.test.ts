import {
  aDocument,
  aPackage,
  aPresentation,
  aWorkbook,
  paragraph,
  slidePart,
  wordPart,
} from '../support/files/office.ts';
import { aPicture } from '../support/files/picture.ts';
import { aZip } from '../support/files/zip.ts';
import { CPR, CPR_WITH_ZERO, placesOf, textOf, unreadOf } from './read.ts';

const LARGE_PICTURE = Buffer.alloc(101 * 1024, 7);

describe('a Word document', () => {
  test('joins text that is split over runs, and keeps paragraphs apart', async () => {
    expect(await textOf(aDocument(paragraph('CPR 2512', '48-', '9996') + paragraph('Hej')))).toBe(
      `CPR ${CPR}\nHej`,
    );
  });

  test('shows tables as rows of cells, so that a head is found above its numbers', async () => {
    const row = (...cells: readonly string[]): string =>
      `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`;
    const table = `<w:tbl>${row('Navn', 'Cpr-nr.')}${row('Bo', '2512489996')}</w:tbl>`;
    expect(await textOf(aDocument(table))).toBe('Navn\tCpr-nr.\nBo\t2512489996');
  });

  test.each([
    ['header', 'header2.xml', 'hdr'],
    ['footer', 'footer1.xml', 'ftr'],
    ['footnotes', 'footnotes.xml', 'footnotes'],
    ['endnotes', 'endnotes.xml', 'endnotes'],
    ['comments', 'comments.xml', 'comments'],
  ])('is read in its %s too', async (section, file, root) => {
    const document = aDocument(paragraph('Hej'), {
      [`word/${file}`]: wordPart(root, paragraph(`cpr ${CPR}`)),
    });
    expect(await placesOf(document)).toEqual([`${CPR} @ ${section}`]);
  });

  test('is read in its properties', async () => {
    const core =
      '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>cpr 251248-9996</dc:title></cp:coreProperties>';
    expect(await placesOf(aDocument('', { 'docProps/core.xml': core }))).toEqual([`${CPR} @ properties`]);
  });

  test('gives away what was deleted with changes tracked, without parting what is left', async () => {
    const body = `<w:p><w:r><w:t>CPR 251248</w:t></w:r><w:del><w:r><w:delText>cpr ${CPR_WITH_ZERO}</w:delText></w:r></w:del><w:r><w:t>-9996</w:t></w:r></w:p>`;
    expect(await textOf(aDocument(body))).toBe(`CPR ${CPR}\ncpr ${CPR_WITH_ZERO}`);
  });

  test('says what a text box says once, though it holds it in two forms', async () => {
    const box = `<w:txbxContent>${paragraph(`cpr ${CPR}`)}</w:txbxContent>`;
    const shape = `<mc:AlternateContent><mc:Choice><wp:posOffset>2512489996</wp:posOffset>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent>`;
    expect(await placesOf(aDocument(`<w:p><w:r><w:t>Hej</w:t>${shape}</w:r></w:p>`))).toEqual([`${CPR} @ `]);
  });

  test('whose shape has text in its second form only is read there', async () => {
    const shape = `<mc:AlternateContent><mc:Choice><x:ink/></mc:Choice><mc:Fallback>${paragraph(`cpr ${CPR}`)}</mc:Fallback></mc:AlternateContent>`;
    expect(await textOf(aDocument(`<w:p>${shape}</w:p>`))).toBe(`cpr ${CPR}`);
  });

  test('with tabs in the text keeps them, and takes no tab stop for one', async () => {
    const body = `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>CPR:</w:t><w:tab/><w:t>${CPR}</w:t></w:r></w:p>`;
    expect(await textOf(aDocument(body))).toBe(`CPR:\t${CPR}`);
  });

  test('with a logo is read, with a photograph only partly', async () => {
    const logo = aDocument(paragraph('Hej'), { 'word/media/image1.png': LARGE_PICTURE.subarray(0, 2000) });
    expect(await unreadOf(logo)).toEqual([]);
    const photograph = aDocument(paragraph(`cpr ${CPR}`), { 'word/media/image1.jpeg': LARGE_PICTURE });
    expect(await unreadOf(photograph)).toEqual([['', 'picture']]);
    expect(await placesOf(photograph)).toEqual([`${CPR} @ `]);
  });

  test('is read in what it says of its pictures to those who cannot see them', async () => {
    const picture = `<w:p><w:r><w:t>cpr 251248</w:t><wp:docPr id="1" name="Billede 1" descr="cpr ${CPR_WITH_ZERO}"/><w:t>-9996</w:t></w:r></w:p>`;
    expect(await placesOf(aDocument(picture))).toEqual([`${CPR} @ `, `${CPR_WITH_ZERO} @ `]);
  });

  test('with a screenshot is read in part, however tightly it is packed', async () => {
    const media = (content: Uint8Array): Uint8Array<ArrayBuffer> =>
      aDocument(paragraph('Hej'), { 'word/media/image1.png': content });
    expect(await unreadOf(media(aPicture('png', 300, 150)))).toEqual([]);
    expect(await unreadOf(media(aPicture('png', 900, 400)))).toEqual([['', 'picture']]);
  });

  test('is read in the sheet that is embedded in it; an object of an old program is not', async () => {
    const inner = aWorkbook([
      { name: 'Ark1', rows: '<row r="2"><c r="C2" t="str"><v>cpr 251248-9996</v></c></row>' },
    ]);
    const sheet = aDocument('', { 'word/embeddings/Ark.xlsx': inner });
    expect(await placesOf(sheet)).toEqual([`${CPR} @ Ark.xlsx > Ark1!C2`]);
    const old = aDocument('', { 'word/embeddings/oleObject1.bin': '\u00d0\0\u00cf\0' });
    expect(await unreadOf(old)).toEqual([['oleObject1.bin', 'unknown-kind']]);
  });

  test('that declares entities of its own is corrupt: nothing is expanded', async () => {
    const lol =
      '<!DOCTYPE x [<!ENTITY a "2512489996"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="w">&b;</w:document>';
    expect(await unreadOf(aPackage({ 'word/document.xml': lol }))).toEqual([['', 'corrupt']]);
  });

  test.each([
    ['does not close its elements', '<w:document xmlns:w="w"><w:p><w:t>cpr</w:t>'],
    ['is no text', '\u0000\u0001'],
  ])('that %s is corrupt', async (_what, xml) => {
    expect(await unreadOf(aPackage({ 'word/document.xml': xml }))).toEqual([[expect.any(String), 'corrupt']]);
  });

  test('in UTF-16 is read', async () => {
    const xml = Buffer.from(
      `\ufeff<w:document xmlns:w="w">${paragraph(`cpr ${CPR}`)}</w:document>`,
      'utf16le',
    );
    expect(await textOf(aPackage({ 'word/document.xml': xml }))).toBe(`cpr ${CPR}`);
  });
});

describe('an Excel file', () => {
  const cpr = (row: number, value: string, more = ''): string =>
    `<row r="${row}"><c r="B${row}"${more}><v>${value}</v></c></row>`;

  test('gives numbers below "CPR" the zero back that Excel took', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' + cpr(7, '707614285');
    const book = aWorkbook([{ name: 'Elever', rows }], { strings: ['Navn', 'CPR-nummer'] });
    expect(await placesOf(book)).toEqual(['0707614285 @ Elever!B7']);
  });

  test.each(['000000-0000', '000000\\-0000', '[$-406]000000&quot;-&quot;0000', '000000-0000;@'])(
    'shows a number as its format %s does',
    async (format) => {
      const book = aWorkbook([{ name: 'A', rows: cpr(1, '707614285', ' s="1"') }], { formats: [format] });
      expect(await textOf(book)).toBe(`\t${CPR_WITH_ZERO}`);
    },
  );

  test('whose numbers are parted into two cells below "CPR" is read', async () => {
    const rows =
      '<row r="1"><c r="B1" t="str"><v>CPR dato</v></c><c r="C1" t="str"><v>løbenr</v></c></row>' +
      '<row r="2"><c r="B2"><v>251248</v></c><c r="C2"><v>9996</v></c></row>';
    expect(await placesOf(aWorkbook([{ name: 'A', rows }]))).toEqual([`${CPR} @ A!B2`]);
  });

  test('is looked through in the names of its sheets', async () => {
    const places = await placesOf(aWorkbook([{ name: `cpr ${CPR}`, rows: '' }]));
    expect(places).toEqual([`${CPR} @ cpr 2512••-••••`]);
  });

  test('leaves other numbers as they are', async () => {
    const rows = cpr(1, '707614285') + cpr(2, '12.5') + cpr(3, '1.2E+3') + cpr(4, '707614285', ' s="1"');
    expect(await textOf(aWorkbook([{ name: 'A', rows }], { formats: ['#,##0'] }))).toBe(
      '\t707614285\n\t12.5\n\t1200\n\t707614285',
    );
  });

  test('is read in hidden sheets, inline texts, results of formulas, and headers of the page', async () => {
    const rows =
      `<row r="1" hidden="1"><c r="A1" t="inlineStr"><is><r><t>cpr 2512</t></r><r><t>48-9996</t></r></is></c></row>` +
      `<row r="2"><c r="A2" t="str"><f>"cpr "&amp;"070761"</f><v>cpr ${CPR_WITH_ZERO}</v></c></row>`;
    const more = `<headerFooter><oddHeader>&amp;Lcpr ${CPR}</oddHeader></headerFooter>`;
    const places = await placesOf(aWorkbook([{ name: 'Skjult', rows, isHidden: true, more }]));
    expect(places).toEqual([`${CPR} @ Skjult!A1`, `${CPR_WITH_ZERO} @ Skjult!A2`, `${CPR} @ Skjult`]);
  });

  test('gives away what no cell shows any more: unused texts, comments, and what a pivot table keeps', async () => {
    const book = aWorkbook([{ name: 'A', rows: '' }], {
      strings: [`cpr ${CPR}`],
      parts: {
        'xl/comments1.xml': `<comments><comment><text><t>cpr ${CPR}</t></text></comment></comments>`,
        'xl/pivotCache/pivotCacheRecords1.xml': `<pivotCacheRecords><r><s v="cpr ${CPR_WITH_ZERO}"/></r></pivotCacheRecords>`,
      },
    });
    expect(await placesOf(book)).toEqual([`${CPR} @ other`, `${CPR} @ comments`, `${CPR_WITH_ZERO} @ other`]);
  });

  test('that is 16,384 columns wide and nearly empty stays small', async () => {
    const rows = Array.from(
      { length: 50 },
      (_zero, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`,
    );
    expect((await textOf(aWorkbook([{ name: 'A', rows: rows.join('') }]))).length).toBeLessThan(50 * 300);
  });

  test('in the binary form is not read', async () => {
    expect(await unreadOf(aPackage({ 'xl/workbook.bin': '\u0083\u0001\0' }))).toEqual([
      ['workbook.bin', 'unknown-kind'],
    ]);
  });
});

describe('a PowerPoint file', () => {
  test('numbers its slides as they are shown, and is read in its notes', async () => {
    const notes = slidePart(`cpr ${CPR_WITH_ZERO}`);
    const slides = aPresentation(
      { 'slide7.xml': 'Velkommen', 'slide2.xml': `cpr ${CPR}` },
      { 'ppt/notesSlides/notesSlide1.xml': notes },
    );
    expect(await placesOf(slides)).toEqual([`${CPR} @ slide 2`, `${CPR_WITH_ZERO} @ notes`]);
  });
});

describe('an OpenDocument file', () => {
  const aText = (content: string, manifest = '<manifest:manifest xmlns:manifest="m"/>'): Uint8Array =>
    aZip([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', isStored: true },
      { name: 'content.xml', content },
      { name: 'META-INF/manifest.xml', content: manifest },
    ]);

  test('is read: paragraphs, tables, notes beside the text', async () => {
    const body =
      `<text:p>CPR 2512<office:annotation><text:p>note</text:p></office:annotation><text:span>48-9996</text:span></text:p>` +
      `<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>`;
    const text = await textOf(
      aText(`<office:document-content xmlns:office="o">${body}</office:document-content>`),
    );
    expect(text).toBe(`CPR ${CPR}\nA\t\t\tB\nnote`);
  });

  test('gives numbers below "CPR" their zeros back, and tells what its sheets are called', async () => {
    const row = (cell: string): string =>
      `<table:table-row><table:table-cell><text:p>Bo</text:p></table:table-cell><table:table-cell><text:p>${cell}</text:p></table:table-cell></table:table-row>`;
    const table = `<table:table table:name="cpr ${CPR}">${row('CPR')}${row('707614285')}</table:table>`;
    const sheet = aText(`<office:document-content xmlns:office="o">${table}</office:document-content>`);
    expect(await placesOf(sheet)).toEqual(['0707614285 @ ', `${CPR} @ `]);
  });

  test('with a password is not', async () => {
    const manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>';
    expect(await unreadOf(aText('x', manifest))).toEqual([['', 'encrypted']]);
  });
});

describe('an Office document of old', () => {
  const old = (streams: string): Buffer =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from(streams, 'utf16le'),
    ]);

  test('is not read, and a new one with a password, which looks the same, is called encrypted', async () => {
    expect(await unreadOf(old('WordDocument'))).toEqual([['', 'unknown-kind']]);
    expect(await unreadOf(old('EncryptedPackage'))).toEqual([['', 'encrypted']]);
  });
});
