import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { FINDING_TYPES } from '../../src/domain/finding.ts';
import { LIMITS } from '../../src/reading/limits.ts';
import { readFile } from '../../src/reading/read-file.ts';
import { scanFile } from '../../src/reading/scan-file.ts';
import { aDocument, aWorkbook, paragraph } from '../support/files/office.ts';
import { aPdf, words } from '../support/files/pdf.ts';
import { aTar } from '../support/files/tar.ts';
import { aZip } from '../support/files/zip.ts';
import { bytes, CPR, CPR_WITH_ZERO, placesOf, read, scan, unreadOf } from './read.ts';

const MB = 1024 * 1024;

describe('an archive', () => {
  test('is read with all that is in it, and says where', async () => {
    const inner = aZip([{ name: 'b.txt', content: `cpr ${CPR}` }]);
    const zip = aZip([
      { name: 'mappe/', content: '' },
      { name: 'mappe/a.zip', content: inner },
      { name: 'c.docx', content: aDocument(paragraph(`cpr ${CPR}`)) },
    ]);
    expect(await placesOf(zip)).toEqual([`${CPR} @ mappe/a.zip > b.txt`, `${CPR} @ c.docx`]);
  });

  test('is looked through in the names of what is in it, and shows them masked', async () => {
    const inner = aZip([{ name: `cpr ${CPR}.txt`, content: 'Hej' }]);
    const zip = aZip([
      { name: `cpr ${CPR_WITH_ZERO}/`, content: '' },
      { name: 'a.zip', content: inner },
    ]);
    expect(await placesOf(zip)).toEqual([
      `${CPR_WITH_ZERO} @ cpr 0707••-••••/`,
      `${CPR} @ a.zip > cpr 2512••-••••.txt`,
    ]);
    const unread = await scan(aZip([{ name: `cpr ${CPR}.bin`, content: Buffer.from([1, 0, 2]) }]));
    expect(unread.unread.map(({ place }) => place)).toEqual([
      [{ kind: 'entry', name: 'cpr 2512••-••••.bin' }],
    ]);
  });

  test('that is empty holds nothing', async () => {
    expect(await read(aZip([]))).toEqual({ texts: [], names: [], unread: [] });
  });

  test.each([
    ['is encrypted', { flags: 1 }, 'encrypted'],
    ['is encrypted with AES', { method: 99 }, 'encrypted'],
    ['is packed in another way', { method: 14 }, 'unknown-kind'],
    ['is not what its checksum says', { checksum: 1 }, 'corrupt'],
    ['is smaller than it says', { size: 10_000 }, 'corrupt'],
    ['is larger than it says', { size: 1 }, 'corrupt'],
  ])('with a file that %s says so of that file, and reads the others', async (_what, lie, reason) => {
    const zip = aZip([
      { name: 'a.txt', content: 'Hej '.repeat(100), ...lie },
      { name: 'b.txt', content: `cpr ${CPR}` },
    ]);
    expect(await unreadOf(zip)).toEqual([['a.txt', reason]]);
    expect(await placesOf(zip)).toEqual([`${CPR} @ b.txt`]);
  });

  test.each([
    [
      'names a file otherwise than the file itself does',
      aZip([{ name: 'a.txt', content: 'x', localName: 'b.txt' }]),
    ],
    ['names the same bytes twice', aZip([{ name: 'a.txt', content: 'x' }], { times: 2 })],
    ['hides a file before the first', hidden('before')],
    ['hides a file before its directory', hidden('between')],
    ['hides a file behind its end', hidden('after')],
    ['is cut off', aZip([{ name: 'a.txt', content: 'x' }]).slice(0, 40)],
    ['has lost its directory', aZip([{ name: 'a.txt', content: 'x' }]).slice(0, -30)],
  ])('that %s is corrupt', async (_what, zip) => {
    expect(await unreadOf(zip)).toContainEqual(['', 'corrupt']);
  });

  test('of 200 MB behind "1,000 bytes" is given up at the limit', async () => {
    const zip = aZip([{ name: 'a.txt', content: new Uint8Array(200 * MB), size: 1000, checksum: 1 }]);
    expect(zip.length).toBeLessThan(MB);
    const before = process.memoryUsage.rss();
    expect(await unreadOf(zip)).toEqual([['', 'too-large']]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(600 * MB);
  });

  test('whose files are each small enough, and together too large, is given up', async () => {
    const files = Array.from({ length: 30 }, (_zero, index) => ({
      name: `${index}.txt`,
      content: 'a'.repeat(10_000),
    }));
    expect(await unreadOf(aZip(files), { unpacked: 100_000 })).toEqual([['', 'too-large']]);
  });

  test('with more files than is allowed is given up, and counts those in archives in it', async () => {
    const files = Array.from({ length: 60 }, (_zero, index) => ({ name: `${index}.txt`, content: '' }));
    expect(await unreadOf(aZip(files), { entries: 59 })).toEqual([['', 'too-many-entries']]);
    const nested = aZip([
      { name: 'a.zip', content: aZip(files) },
      { name: 'b.zip', content: aZip(files) },
    ]);
    expect(await unreadOf(nested, { entries: 100 })).toEqual([['', 'too-many-entries']]);
  });

  test('in an archive and so on is given up at the fifth', async () => {
    let zip = aZip([{ name: 'cpr.txt', content: `cpr ${CPR}` }]);
    for (let depth = 3; depth > 0; depth--) zip = aZip([{ name: `${depth}.zip`, content: zip }]);
    expect(await placesOf(zip)).toHaveLength(1);
    for (let depth = 0; depth < 2; depth++) zip = aZip([{ name: 'ydre.zip', content: zip }]);
    expect((await unreadOf(zip)).map(([, reason]) => reason)).toEqual(['too-deep']);
  });

  test('that holds itself ends, for each time around costs an entry and a step down', async () => {
    const wide = (inner: Uint8Array): Uint8Array =>
      aZip(Array.from({ length: 12 }, (_zero, index) => ({ name: `${index}.zip`, content: inner })));
    const quine = wide(wide(wide(wide(wide(aZip([]))))));
    const { unread } = await read(quine);
    expect(unread.length).toBeGreaterThan(0);
  });

  test('with a file outside its folder does no harm: names are only told', async () => {
    expect(await placesOf(aZip([{ name: '../../etc/passwd', content: `cpr ${CPR}` }]))).toEqual([
      `${CPR} @ ../../etc/passwd`,
    ]);
  });
});

describe('a packed file of other systems', () => {
  const packed = gzipSync(Buffer.from(`cpr ${CPR}`));

  test('is read: one file, or an archive of many, with their names', async () => {
    expect(await placesOf(packed, 'a.txt.gz')).toEqual([`${CPR} @ a.txt`]);
    const tar = aTar({ 'a.txt': `cpr ${CPR}`, [`cpr ${CPR_WITH_ZERO}.txt`]: 'Hej' });
    const places = [`${CPR_WITH_ZERO} @ cpr 0707••-••••.txt`, `${CPR} @ a.txt`];
    expect(await placesOf(tar)).toEqual(places);
    expect(await placesOf(gzipSync(tar), 'a.tgz')).toEqual(
      places.map((one) => one.replace('@ ', '@ a.tar > ')),
    );
    expect(await unreadOf(tar)).toEqual([]);
  });

  test('with a name of its own shows it, masked', async () => {
    const named = Buffer.concat([
      packed.subarray(0, 10),
      Buffer.from(`cpr ${CPR}.txt\0`),
      packed.subarray(10),
    ]);
    named[3] = 8;
    expect(await placesOf(named)).toEqual([`${CPR} @ cpr 2512••-••••.txt`, `${CPR} @ cpr 2512••-••••.txt`]);
  });

  test.each([
    ['is cut off', packed.subarray(0, -10)],
    ['holds a second one', Buffer.concat([packed, packed])],
    ['is an archive that is cut off', aTar({ 'a.txt': 'x'.repeat(2000) }).subarray(0, 1000)],
    [
      'is an archive with something behind its end',
      Buffer.concat([aTar({ 'a.txt': 'x' }), Buffer.from('x')]),
    ],
    [
      'is an archive whose head is changed',
      Buffer.from(aTar({ 'a.txt': 'x' }).toString('latin1').replace('a.txt', 'b.txt'), 'latin1'),
    ],
  ])('that %s is corrupt', async (_what, content) => {
    expect(await unreadOf(content)).toContainEqual(['', 'corrupt']);
  });

  test('of 200 MB is given up at the limit', async () => {
    expect(await unreadOf(gzipSync(Buffer.alloc(200 * MB)))).toEqual([['', 'too-large']]);
  });
});

describe('a file that is meant to do harm', () => {
  test.each([
    ['ten million digits', '1'.repeat(10 * MB)],
    ['a million numbers', `cpr ${CPR} `.repeat(300_000)],
    ['a million open brackets', '{\\rtf1 ' + '{'.repeat(MB)],
    ['a page of a million open tags', `<html>${'<div>'.repeat(MB)}`],
    ['a table of a million separators', `a;b\n${';'.repeat(MB)}`],
    ['quotation marks without end', '"'.repeat(MB)],
    ['headers without end', 'From: a\nTo: b\nSubject: c\n' + ' x\n'.repeat(300_000)],
  ])(
    'of %s is read or given up, in memory that does not explode',
    async (_what, content) => {
      const result = await scan(content, 'x.csv');
      expect(result.findings.length).toBeLessThan(10_000);
    },
    120_000,
  );

  test('of elements nested a million deep is read', async () => {
    const deep = `${'<w:x>'.repeat(300_000)}${paragraph(`cpr ${CPR}`)}${'</w:x>'.repeat(300_000)}`;
    expect(await placesOf(aDocument(deep))).toHaveLength(1);
  }, 120_000);

  test('that takes too long is given up', async () => {
    const { signal } = new AbortController();
    const slow = await readFile(
      { name: 'a', bytes: aZip([{ name: 'a.txt', content: 'x'.repeat(1000) }]) },
      { signal, limits: { ...LIMITS, milliseconds: -1 } },
    );
    expect(slow).toEqual({ texts: [], names: [], unread: [{ place: [], reason: 'too-slow' }] });
  });

  test('that is larger than a file may be is not even looked at', async () => {
    expect(await unreadOf(`cpr ${CPR}`, { input: 10 })).toEqual([['', 'too-large']]);
  });

  const MAGICS = [
    '',
    'PK\x03\x04',
    'PK\x05\x06',
    '%PDF-1.4\n',
    '{\\rtf1 ',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '\xef\xbb\xbf',
    '\x89PNG\r\n',
    'From: a\r\nTo: b\r\nSubject: c\r\n\r\n',
    '<?xml version="1.0"?>',
  ];

  test('of random bytes behind any sign tells the number in it, or that it could not be read', async () => {
    const bytesOf = fc.uint8Array({ maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...MAGICS), bytesOf, bytesOf, async (magic, before, after) => {
        // The space ends the number where line breaks are nothing, as in Rich Text.
        const number = Buffer.from(`\r\n\r\ncpr ${CPR} \r\n`);
        const { findings, unread } = await scan(
          Buffer.concat([Buffer.from(magic, 'latin1'), before, number, after]),
        );
        expect(findings.length + unread.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  }, 120_000);

  const PACKED = [
    aZip([{ name: 'a.txt', content: `cpr ${CPR}` }]),
    aDocument(paragraph(`cpr ${CPR}`)),
    aWorkbook([{ name: 'A', rows: `<row r="1"><c r="A1" t="str"><v>cpr ${CPR}</v></c></row>` }]),
  ];
  const changed = (file: Uint8Array, at: number, by: number): Uint8Array =>
    file.map((byte, index) => (index === at % file.length ? (byte + by) % 256 : byte));

  test('in which any byte is changed still tells the number, or that it could not be read', async () => {
    const by = fc.integer({ min: 1, max: 255 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PACKED), fc.nat(), by, async (file, at, more) => {
        const { findings, unread } = await scan(changed(file, at, more));
        expect(findings.length + unread.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  }, 120_000);

  test('and is a PDF still shows text, or tells that it could not be read', async () => {
    const pdf = aPdf([words(`cpr ${CPR}`)]);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, more) => {
        const { texts, unread } = await read(changed(pdf, at, more));
        expect(texts.length + unread.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});

test('a file that nobody wants any more is given up', async () => {
  const controller = new AbortController();
  controller.abort(new Error('gone'));
  await expect(readFile({ name: 'a', bytes: bytes('x') }, { signal: controller.signal })).rejects.toThrow(
    'gone',
  );
});

test('a text that takes too long to look through is not called clean, and keeps the thread for no long time', async () => {
  const { signal } = new AbortController();
  const row = (index: number): string => `Bo ${index};2512489996\n`;
  const table = `Navn;CPR\n${Array.from({ length: 30_000 }, (_zero, index) => row(index)).join('')}`;
  const file = { name: 'a.csv', bytes: bytes(table) };
  const late = await scanFile(file, { signal, types: FINDING_TYPES, limits: { ...LIMITS, milliseconds: 0 } });
  expect(late.unread).toContainEqual({ place: [], reason: 'too-slow' });
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const whole = await scanFile(file, { signal, types: FINDING_TYPES });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
  expect(whole.unread).toEqual([]);
  expect(new Set(whole.findings.map(({ confidence }) => confidence))).toEqual(new Set(['high']));
});

test('a large file gives others their turn, and tells how far it is', async () => {
  const files = Array.from({ length: 40 }, (_zero, index) => ({
    name: `${index}.txt`,
    content: 'Hej med dig. '.repeat(40_000),
  }));
  const told: number[] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await readFile(
    { name: 'a.zip', bytes: aZip(files) },
    { signal: new AbortController().signal, onProgress: (progress) => told.push(progress) },
  );
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBeLessThanOrEqual(1);
  expect(told.at(-1)).toBeGreaterThan(0.9);
});

function hidden(where: 'before' | 'between' | 'after'): Uint8Array<ArrayBuffer> {
  const secret = new Uint8Array(
    Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync(Buffer.from(`cpr ${CPR}`)), Buffer.alloc(40)]),
  );
  return aZip([{ name: 'a.txt', content: 'x' }], { [where]: secret });
}
