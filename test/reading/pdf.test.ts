import { deflateSync } from 'node:zlib';
import { aPdf, picture, words } from '../support/files/pdf.ts';
import { CPR, CPR_WITH_ZERO, bytes, placesOf, textOf, unreadOf } from './read.ts';

describe('a PDF', () => {
  test.each([true, false])('is read page by page, packed or not (%s)', async (isPacked) => {
    const pdf = aPdf([words('Hej'), words(`cpr ${CPR}`)], { isPacked });
    expect(await placesOf(pdf)).toEqual([`${CPR} @ page 2`]);
  });

  test('joins what was written in pieces, and parts what stands in columns', async () => {
    const page =
      `BT /F 12 Tf 50 700 Td (CPR: 251248-) Tj (9996) Tj ET ` +
      [
        words('Navn', 50, 600),
        words('CPR', 250, 600),
        words('Bo', 50, 580),
        words('0707614285', 250, 580),
      ].join(' ');
    expect((await textOf(aPdf([page]))).replace(/ *\t */g, '\t')).toBe(
      `CPR: ${CPR}\nNavn\tCPR\nBo\t0707614285`,
    );
  });

  test('is read in its properties', async () => {
    expect(await placesOf(aPdf([words('Hej')], { info: `/Title (cpr ${CPR_WITH_ZERO})` }))).toEqual([
      `${CPR_WITH_ZERO} @ properties`,
    ]);
  });

  test('with a scanned page says which; an empty page and a logo are nothing to read', async () => {
    const pages = [words('Hej'), picture(500, 700), '', `${words('Side 4')} ${picture(40, 40)}`];
    expect(await unreadOf(aPdf(pages))).toEqual([['page 2', 'scanned-page']]);
  });

  test('with nothing on any of its pages is not called clean', async () => {
    expect(await unreadOf(aPdf(['', '']))).toEqual([['', 'scanned-page']]);
  });

  test('with a page number stamped on a scan is a scan; a photograph in a text is told of', async () => {
    const long = Array.from({ length: 12 }, (_zero, line) =>
      words('Her er en linje med almindelig tekst', 50, 700 - line * 20),
    );
    const pages = [`${words('Side 1')} ${picture(500, 700)}`, `${long.join(' ')} ${picture(500, 700)}`];
    expect(await unreadOf(aPdf(pages))).toEqual([
      ['page 1', 'scanned-page'],
      ['page 2', 'picture'],
    ]);
  });

  test('whose letters are drawn as lines is not read', async () => {
    expect(await unreadOf(aPdf(['50 50 m 60 90 l 70 50 l S']))).toEqual([['page 1', 'scanned-page']]);
  });

  test.each([
    ['cut off', aPdf([words('Hej')]).slice(0, 300)],
    ['nothing but its sign', bytes('%PDF-1.7\n')],
  ])('that is %s is corrupt', async (_what, pdf) => {
    expect(await unreadOf(pdf)).toEqual([['', 'corrupt']]);
  });

  test('with a password is encrypted', async () => {
    const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}> /P -4 >> /ID [<00> <00>] /Root`;
    const pdf = Buffer.from(aPdf([words('Hej')], { isPacked: false }))
      .toString('latin1')
      .replace('/Root', lock);
    expect(await unreadOf(Buffer.from(pdf, 'latin1'))).toEqual([['', 'encrypted']]);
  });

  test('whose page unpacks to more than is allowed is given up before its reader unpacks it', async () => {
    const bomb = aPdf([`BT ${' '.repeat(8_000_000)} ET`]);
    expect(bomb.length).toBeLessThan(20_000);
    expect(await unreadOf(bomb, { unpacked: 5_000_000 })).toEqual([['', 'too-large']]);
  });

  test('that is packed twice over is refused', async () => {
    const twice = deflateSync(deflateSync(Buffer.alloc(1000, 32)));
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nstream\n'),
      twice,
      Buffer.from('\nendstream'),
    ]);
    expect(await unreadOf(pdf)).toEqual([['', 'too-deep']]);
  });

  test('with more pages than is allowed is given up', async () => {
    expect(await unreadOf(aPdf(['', '', '']), { entries: 2 })).toEqual([['', 'too-many-entries']]);
  });
});
