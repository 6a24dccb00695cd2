import { deflateSync } from 'node:zlib';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A PDF with one page for each list of drawing operators, packed as programs pack them. `/I` is a small picture. */
export function aPdf(
  pages: readonly string[],
  options: { readonly info?: string; readonly isPacked?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const { info = '', isPacked = true } = options;
  const picture = 3 + 2 * pages.length;
  const kids = pages.map((_page, index) => `${3 + 2 * index} 0 R`).join(' ');
  const objects: Buffer[] = [
    latin('<< /Type /Catalog /Pages 2 0 R >>'),
    latin(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    ...pages.flatMap((page, index) => [
      latin(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${4 + 2 * index} 0 R /Resources << /Font << /F ` +
          `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> /XObject << /I ${picture} 0 R >> >> >>`,
      ),
      stream(latin(page), { isPacked }),
    ]),
    stream(Buffer.alloc(100, 128), {
      isPacked,
      more: '/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8',
    }),
    latin(`<< ${info} >>`),
  ];
  return fileOf(objects);
}

/** Text at a place of the page, in points from its lower left corner. */
export function words(text: string, left = 50, foot = 700): string {
  return `BT /F 12 Tf ${left} ${foot} Td (${text}) Tj ET`;
}

export function picture(width: number, height: number): string {
  return `q ${width} 0 0 ${height} 0 0 cm /I Do Q`;
}

function stream(
  content: Buffer,
  { isPacked, more = '' }: { readonly isPacked: boolean; readonly more?: string },
): Buffer {
  const packed = isPacked ? deflateSync(content) : content;
  const filter = isPacked ? '/Filter /FlateDecode' : '';
  return Buffer.concat([
    latin(`<< ${more} ${filter} /Length ${packed.length} >>\nstream\n`),
    packed,
    latin('\nendstream'),
  ]);
}

function fileOf(objects: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const pieces = [latin('%PDF-1.4\n')];
  const places: number[] = [];
  let length = 9;
  for (const [index, object] of objects.entries()) {
    const whole = Buffer.concat([latin(`${index + 1} 0 obj\n`), object, latin('\nendobj\n')]);
    places.push(length);
    pieces.push(whole);
    length += whole.length;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  pieces.push(
    latin(
      `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer << /Size ${count} /Root 1 0 R /Info ${objects.length} 0 R >>\n`,
    ),
    latin(`startxref\n${length}\n%%EOF`),
  );
  return new Uint8Array(Buffer.concat(pieces));
}
