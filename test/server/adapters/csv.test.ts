import fc from 'fast-check';
import { readCsv } from '../../../src/server/adapters/csv.ts';

const rowsOf = (text: string, separator = ',') => {
  const result = readCsv(text, separator);
  return result.ok ? result.rows.map(({ cells }) => cells) : result.line;
};

describe('CSV', () => {
  test.each<[string, string, unknown]>([
    [
      'a,b\nc,d',
      ',',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a;b\r\nc;d\r\n',
      ';',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\tb\rc\td\r',
      '\t',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a,b","c ""d"""', ',', [['a,b', 'c "d"']]],
    [' "a" , b ', ',', [['a', ' b ']]],
    ['"two\r\nlines",b', ',', [['two\r\nlines', 'b']]],
    [
      'a,,\n\n,,\nb,,',
      ',',
      [
        ['a', '', ''],
        ['b', '', ''],
      ],
    ],
    ['""', ',', []],
    ['', ',', []],
    ['a,', ',', [['a', '']]],
  ])('%j with %j between cells is %j', (text, separator, rows) => {
    expect(rowsOf(text, separator)).toEqual(rows);
  });

  test.each([
    ['a,b\n"c,d\ne', 2],
    ['"a"b,c', 1],
    ['a\na"b', 2],
    ['"a\nb"\n"c', 3],
  ])('%j names the line of its mistake: %d', (text, line) => {
    expect(rowsOf(text)).toBe(line);
  });

  test('names the line in which a row begins, also behind cells of several lines', () => {
    const result = readCsv('a\n\n"b\r\nb\rb"\n\nc\n', ',');
    expect(result.ok && result.rows.map(({ line }) => line)).toEqual([1, 3, 7]);
  });

  test('gives back every cell that was written by its rules', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'æ', '"', ',', ';', ' ', '\n', '\r', '\t'),
      maxLength: 6,
    });
    const row = fc
      .array(cell, { minLength: 1, maxLength: 4 })
      .filter((cells) => cells.some((one) => one.trim() !== ''));
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom(',', ';', '\t'), (rows, separator) => {
        const text = rows.map((cells) => cells.map(quoted).join(separator)).join('\r\n');
        expect(rowsOf(text, separator)).toEqual(rows);
      }),
    );
  });

  test('takes time that grows with its length only, quotes without end among it', () => {
    for (const text of [
      '"'.repeat(1_000_001),
      ','.repeat(1_000_000),
      '"a'.repeat(500_000),
      '\n'.repeat(1_000_000),
    ])
      expect(readCsv(text, ',')).toHaveProperty('ok');
  });
});
