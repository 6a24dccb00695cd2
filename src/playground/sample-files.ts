import { strToU8, zipSync } from 'fflate';

export type SampleFileName = 'studerende.csv' | 'optagelse.docx' | 'praktiksteder.csv' | 'journal.zip';

/** Official test number (the register's own, for nobody). */
const CPR = '251248-9996';

/** Files as people attach them; made when a scene needs them. */
const MAKERS: Readonly<Record<SampleFileName, () => Uint8Array>> = {
  'studerende.csv': () =>
    strToU8(`Navn;CPR-nummer;Hold\r\nNancy Ann Berggren;${CPR};S24V\r\nBo Testesen;;S24V\r\n`),
  'optagelse.docx': () => document(['Optagelse pr. 1. februar', `Nancy Ann Berggren, CPR ${CPR}`]),
  'praktiksteder.csv': () => strToU8('Sted;Plads\r\nKlinikken ved Fjorden;2\r\nNordstrand Bogbinderi;1\r\n'),
  'journal.zip': () => locked(zipSync({ 'journal.txt': strToU8('Fortroligt') })),
};

export function sampleFile(name: SampleFileName): Uint8Array {
  return MAKERS[name]();
}

/** A document of Word (ECMA-376), a paragraph to a line. */
function document(paragraphs: readonly string[]): Uint8Array {
  const text = paragraphs.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('');
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${text}</w:body></w:document>`,
    ),
  });
}

/** Signatures of a file's header and of its entry in the directory, and where their flags stand (APPNOTE 4.3.7, 4.3.12). */
const HEADERS = [
  { signature: 0x04034b50, flagsAt: 6 },
  { signature: 0x02014b50, flagsAt: 8 },
];
const IS_ENCRYPTED = 1;

/** The archive says of each entry that a password is needed (APPNOTE 4.4.4, bit 0). */
function locked(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at + 10 <= zip.length; at++) {
    const header = HEADERS.find(({ signature }) => view.getUint32(at, true) === signature);
    if (header !== undefined)
      view.setUint8(at + header.flagsAt, view.getUint8(at + header.flagsAt) | IS_ENCRYPTED);
  }
  return zip;
}
