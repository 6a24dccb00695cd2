import { isOrnament } from '../../src/reading/ornament.ts';
import { aPicture } from '../support/files/picture.ts';
import { bytes, read } from './read.ts';
import { readFile } from '../../src/reading/read-file.ts';

const KINDS = ['png', 'gif', 'bmp', 'webp', 'lossyWebp', 'losslessWebp', 'jpeg'] as const;

test.each(KINDS)('a logo as %s is an ornament, a screenshot of a record or one long line is none', (kind) => {
  expect(isOrnament(aPicture(kind, 320, 160))).toBe(true);
  expect(isOrnament(aPicture(kind, 900, 400))).toBe(false);
  expect(isOrnament(aPicture(kind, 401, 30))).toBe(false);
});

test('a picture that does not tell its size counts by its bytes', () => {
  expect(isOrnament(bytes('\x89PNG'))).toBe(true);
  expect(isOrnament(new Uint8Array(5000))).toBe(false);
  expect(isOrnament(new Uint8Array(Buffer.alloc(5000, Buffer.from('ffd8ffe10002', 'hex'))))).toBe(false);
});

test('a small picture is an ornament in a text, and a picture that cannot be read as a file of its own', async () => {
  const logo = aPicture('png', 100, 50);
  expect((await read(logo)).unread).toEqual([{ place: [], reason: 'picture' }]);
  const { signal } = new AbortController();
  expect((await readFile({ name: 'a.png', bytes: logo, isInline: true }, { signal })).unread).toEqual([]);
});
