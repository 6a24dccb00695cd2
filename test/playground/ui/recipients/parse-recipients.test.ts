import {
  isWholeAddress,
  parseRecipients,
} from '../../../../src/playground/ui/recipients/parse-recipients.ts';

const written = (text: string): readonly string[] =>
  parseRecipients(text).map((entry) =>
    entry.kind === 'text' ? `?${entry.text}` : `${entry.name}<${entry.address}>`,
  );

describe('A list of recipients as people type and paste it', () => {
  test.each([
    ['one bare address', 'anna@a.example', ['<anna@a.example>']],
    ['a name before the address', 'Anna Lund <anna@a.example>', ['Anna Lund<anna@a.example>']],
    ['semicolons', 'a@a.example; b@b.example;', ['<a@a.example>', '<b@b.example>']],
    ['commas', 'a@a.example, b@b.example', ['<a@a.example>', '<b@b.example>']],
    ['line breaks of Windows', 'a@a.example\r\nb@b.example\r\n', ['<a@a.example>', '<b@b.example>']],
    ['cells of a sheet', 'a@a.example\tb@b.example', ['<a@a.example>', '<b@b.example>']],
    ['spaces between addresses', 'a@a.example b@b.example', ['<a@a.example>', '<b@b.example>']],
    [
      'a mixture',
      'Anna <a@a.example>; b@b.example\nBo <c@c.example>',
      ['Anna<a@a.example>', '<b@b.example>', 'Bo<c@c.example>'],
    ],
    [
      'a comma inside a quoted name',
      '"Lund, Anna" <a@a.example>, b@b.example',
      ['Lund, Anna<a@a.example>', '<b@b.example>'],
    ],
    [
      'a comma inside a bare name',
      'Lund, Anna <a@a.example>; b@b.example',
      ['Lund, Anna<a@a.example>', '<b@b.example>'],
    ],
    [
      'a comma after an address, then a name',
      'b@b.example, Anna <a@a.example>',
      ['<b@b.example>', 'Anna<a@a.example>'],
    ],
    ['a semicolon inside a quoted name', '"Lund; Anna" <a@a.example>', ['Lund; Anna<a@a.example>']],
    ['an escaped quote in a name', '"Anna \\"Ann\\" Lund" <a@a.example>', ['Anna "Ann" Lund<a@a.example>']],
    ['angles without a name', '<a@a.example>', ['<a@a.example>']],
    ['mailto', 'mailto:a@a.example', ['<a@a.example>']],
    ['a name in brackets behind', 'a@a.example (Anna)', ['Anna<a@a.example>']],
    ["Outlook's single quotes", "'a@a.example'", ['<a@a.example>']],
    ['a quoted local part', '"a,b"@a.example', ['<"a,b"@a.example>']],
    ['a domain with other letters', 'a@gma\u0456l.com', ['<a@gma\u0456l.com>']],
  ])('is read with %s', (_, text, expected) => {
    expect(written(text)).toEqual(expected);
  });

  test.each([
    ['a name alone', 'Jens Friis', ['?Jens Friis']],
    ['two names', 'Jens, Anna', ['?Jens', '?Anna']],
    ['an address without a dot', 'lars@firma', ['?lars@firma']],
    ['an address with nothing behind @', 'lars@', ['?lars@']],
    ['angles with no address inside', 'Lars <lars>', ['?Lars <lars>']],
    [
      'text between two addresses',
      'a@a.example; Jens; b@b.example',
      ['<a@a.example>', '?Jens', '<b@b.example>'],
    ],
  ])('keeps what is no address as text: %s', (_, text, expected) => {
    expect(written(text)).toEqual(expected);
  });

  test.each(['', '   ', ';;,\n', '\t'])('holds nobody when only separators are there (%j)', (text) => {
    expect(parseRecipients(text)).toEqual([]);
  });

  test('goes on after a quote that is never closed, at the next line', () => {
    expect(written('"Anna a@a.example\nb@b.example')).toEqual(['?"Anna a@a.example', '<b@b.example>']);
  });
});

describe('A space while typing', () => {
  test.each([
    ['anna@a.example', true],
    [' anna@a.example', true],
    ['anna@a', false],
    ['Anna', false],
    ['Anna a@a.example', false],
  ])('ends the entry %j: %s', (text, ends) => {
    expect(isWholeAddress(text)).toBe(ends);
  });
});
