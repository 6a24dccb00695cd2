import { array, assert, constantFrom, property, string } from 'fast-check';
import { scanText } from '../../../src/domain/detection/scan-text.ts';
import { visibleText } from '../../../src/domain/detection/visible-text.ts';
import { FINDING_TYPES } from '../../../src/domain/finding.ts';

const scan = (text: string) => scanText(text, { part: 'body', types: FINDING_TYPES });
const MEGABYTE = 1_000_000;
const filled = (piece: string, length = MEGABYTE): string => piece.repeat(Math.ceil(length / piece.length));

/* Each would take hours if anything were quadratic: the time limit of the suite is the measure. */
describe('hostile text is read to its end in bounded time', () => {
  it.each([
    ['digits', '2512489996'],
    ['digits and dashes', '251248-'],
    ['numbers with spaces', '251248 9996 '],
    ['numbers on one line', '070761-4285 '],
    ['numbers on lines', '251248-9996\n'],
    ['cells', '1234\t'],
    ['lines of digits', '1234\n'],
    ['labels', 'cpr '],
    ['account numbers', 'DK12 '],
    ['sensitive words', 'hun sygemeldt '],
    ['dates', '12.12.12 '],
    ['pairs', '01 '],
    ['single digits', '1 '],
    ['blank lines', '\n \n'],
    ['odd signs', '\u200b1\u2011'],
  ])('a megabyte of %s', (_name, piece) => {
    const hidden = `${filled(piece)}\n\ncpr: 251248-9996`;
    expect(scan(hidden).some(({ end, value }) => end === hidden.length && value === '251248-9996')).toBe(
      true,
    );
  });

  it('a number at either end of a long row of pairs is found', () => {
    const row = filled('11 ', 3000);
    expect(scan(`cpr 25 12 48 99 96 ${row}`)[0]?.value).toBe('25 12 48 99 96');
    expect(scan(`${row}251248-9996 (cpr)`).some(({ value }) => value === '251248-9996')).toBe(true);
    expect(scan(`CPR-numre:\n${filled('25 12 48 99 96\n', 3000)}`)).toHaveLength(200);
  });

  it('ten megabytes of digits, spaced or not', () => {
    expect(scan(filled('1', 10 * MEGABYTE))).toEqual([]);
    expect(scan(filled('12345678901 ', 10 * MEGABYTE))).toEqual([]);
  });

  it.each([
    ['open tags', '<b>1'],
    ['open blocks', '<div>'],
    ['styled blocks', '<div style="display:inline">'],
    ['open tables', '<table><tr><td>'],
    ['closing tags', '</table></td></div>'],
    ['signs of less', '<'],
    ['entities', '&#49;'],
    ['broken entities', '&#4&am'],
    ['attributes', '<p a=1 style="x">'],
    ['comments', '<!-- -->'],
    ['scripts', '<script></script>'],
  ])('a megabyte of %s', (_name, piece) => {
    const html = `${filled(piece)}<p>cpr: 251248-9996</p>`;
    expect(scan(visibleText(html)).some(({ value }) => value === '251248-9996')).toBe(true);
  });
});

describe('a number in the midst of anything', () => {
  const INLINE = [
    '<b>',
    '</b>',
    '<span style="x">',
    '</span>',
    '<!-- x -->',
    '<wbr>',
    '<o:p></o:p>',
    '&#8203;',
    '<font color=red>',
  ];
  const AROUND = [
    '<p>',
    '</p>',
    '<div>',
    '<table><tr><td>',
    '</td>',
    '</table>',
    '<br>',
    ' tekst ',
    '&nbsp;',
    '<i',
    '">',
    '</style>',
    '</title>',
    '<li>',
  ];

  it('is found whatever inline tags split it', () => {
    assert(
      property(array(constantFrom('', ...INLINE), { minLength: 10, maxLength: 10 }), (tags) => {
        const html = `<p>cpr ${[...'251248-9996'].map((sign, index) => sign + (tags[index] ?? '')).join('')}</p>`;
        expect(scan(visibleText(html)).map(({ value }) => value)).toEqual(['251248-9996']);
      }),
    );
  });

  it('is found whatever markup stands before it, unless that hides it from everybody', () => {
    assert(
      property(array(constantFrom(...AROUND), { maxLength: 30 }), (pieces) => {
        // A tag that is still open would take what follows for its attributes, as a browser does.
        const html = `${pieces.join('').replace(/<i(?![^<>]*>)/g, '')}<p>cpr 251248-9996</p>`;
        expect(scan(visibleText(html)).some(({ value }) => value === '251248-9996')).toBe(true);
      }),
    );
  });

  it('makes no text break the scan', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 500 }), (text) => {
        for (const { start, end } of scan(visibleText(text))) expect(end).toBeGreaterThan(start);
      }),
      { numRuns: 500 },
    );
  });
});
