import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../../src/server/json-lines.ts';

const EXAMPLE = readFileSync(join(__dirname, '../../assets/policy.example.json'), 'utf8');

describe('the lines of a JSON text', () => {
  test('are told for each value, also of equal keys in a list', () => {
    const { lines } = linesOf('{\n"list": [\n{ "a": 1 },\n{ "a": 2,\n"b/c~": [] }\n]\n}');
    expect(Object.fromEntries(lines)).toEqual({
      '': 1,
      '/list': 2,
      '/list/0': 3,
      '/list/0/a': 3,
      '/list/1': 4,
      '/list/1/a': 4,
      '/list/1/b~1c~0': 5,
    });
  });

  test.each([
    ['{\n"a": 1,\n}', 3],
    ['{\n"a": tru\n}', 2],
    ['[\n"a\n"]', 2],
    ['[\n\n"\\x"]', 3],
    ['{ "a": 1 }\nx', 2],
    ['[01]', 1],
    ['\n', 2],
  ])('tell where %j is wrong: line %i', (text, line) => {
    expect(linesOf(text).wrong).toBe(line);
  });

  test('find a mistake exactly where JSON.parse finds one, whichever sign is lost or doubled', () => {
    for (let at = 0; at < EXAMPLE.length; at += 3) {
      for (const kept of [at + 1, at - 1]) {
        const text = EXAMPLE.slice(0, at) + EXAMPLE.slice(Math.max(kept, 0));
        expect([text, linesOf(text).wrong === undefined]).toEqual([text, isJson(text)]);
      }
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a key that an object has twice', () => {
  test.each<[string, unknown]>([
    ['{ "a": 1,\n"a": 2 }', { key: 'a', line: 2 }],
    ['{ "a": 1,\n\n"\\u0061": 2 }', { key: 'a', line: 3 }],
    ['{ "a": { "b": 1 },\n"c": { "b": 1, "b": 2 } }', { key: 'b', line: 2 }],
    ['[{ "a": 1 }, { "a": 1 }]', undefined],
  ])('is told with its line: %j', (text, repeated) => {
    expect(linesOf(text).repeated).toEqual(repeated);
  });
});

test('a text of any depth and length is gone through', () => {
  expect(linesOf('['.repeat(200_000)).wrong).toBe(1);
  expect(linesOf(`${'['.repeat(5000)}${']'.repeat(5000)}`).lines.get('')).toBe(1);
  const long = `[${'0,\n'.repeat(100_000)}0]`;
  expect(linesOf(long).lines.get('/100000')).toBe(100_001);
});
