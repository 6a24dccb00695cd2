import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
const manifest = join(__dirname, '../../manifest.xml');
let said: string[] = [];

beforeEach(() => {
  said = [];
  for (const stream of ['log', 'error'] as const)
    jest.spyOn(console, stream).mockImplementation((...words: unknown[]) => {
      said.push(words.join(' '));
    });
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

describe('secure-send manifest', () => {
  it('says that the manifest of this repository is in order', async () => {
    expect(await run(['check', manifest])).toBe(0);
    expect(said).toEqual([`${manifest} is in order.`]);
  });

  it('names file, line, element, what is wrong and the fix', async () => {
    const file = join(folder, 'bad.xml');
    writeFileSync(file, readFileSync(manifest, 'utf8').replace('>ReadWriteItem<', '>ReadWriteMailbox<'));
    expect(await run(['check', file])).toBe(1);
    expect(said).toEqual([
      expect.stringMatching(
        /bad\.xml:\d+ {2}<Permissions> asks for ReadWriteMailbox.*\. Write ReadWriteItem\.$/,
      ),
    ]);
  });

  it('makes one for another host that its own check accepts', async () => {
    const out = join(folder, 'made.xml');
    const id = '0f4d7a52-54c4-4a0b-9f5c-6d1f2b7f9e11';
    const choices = ['--origin', 'https://mail.example.org', '--id', id, '--version', '1.2.3', '--out', out];
    expect(await run(['make', ...choices])).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain(`<Id>${id}</Id>\n  <Version>1.2.3</Version>`);
    expect(await run(['check', out])).toBe(0);
  });

  it.each([
    ['an id that is none', ['--origin', 'https://mail.example.org', '--id', 'mine'], 1],
    ['a version below 1.0', ['--origin', 'https://mail.example.org', '--version', '0.1'], 1],
    ['an address without encryption', ['--origin', 'http://mail.example.org'], 2],
    ['no address', [], 2],
    ['an unknown option', ['--host', 'mail.example.org'], 2],
  ])('makes none for %s', async (_, args, code) => {
    const out = join(folder, 'none.xml');
    expect(await run(['make', ...args, '--out', out])).toBe(code);
    expect(() => readFileSync(out)).toThrow('ENOENT');
    expect(said).not.toEqual([]);
  });

  it('names the folder that is not there, and what to do', async () => {
    const out = join(folder, 'nowhere/made.xml');
    expect(await run(['make', '--origin', 'https://mail.example.org', '--out', out])).toBe(2);
    expect(said).toEqual([
      `There is no folder ${join(folder, 'nowhere')}. Make it, or give --out a file in a folder that is there.`,
    ]);
  });

  it('says in its own words what cannot be written or read', async () => {
    expect(await run(['make', '--origin', 'https://mail.example.org', '--out', folder])).toBe(2);
    expect(await run(['check', folder])).toBe(2);
    expect(said).toEqual([
      `${folder} cannot be written. Give --out a file that you may write.`,
      `${folder} cannot be read. Give a file that you may read.`,
    ]);
  });

  it('says of a manifest that breaks off where it does, in one clear sentence', async () => {
    const file = join(folder, 'half.xml');
    const whole = readFileSync(manifest, 'utf8');
    // Within a tag, within a text, within an attribute, and right behind a tag.
    for (const end of [
      '<Version',
      '<Version>1',
      '<Version>1.0.0.0<',
      'DefaultLocale>en-US</',
      'Value="Sec',
    ]) {
      said = [];
      const half = whole.slice(0, whole.indexOf(end) + end.length);
      writeFileSync(file, half);
      expect(await run(['check', file])).toBe(1);
      expect(said).toEqual([
        `${file}:${half.split('\n').length}  <file> breaks off before </OfficeApp>. ` +
          'Add what is missing, or make the file anew with "secure-send manifest make".',
      ]);
    }
  });

  it.each([[['check']], [['check', '/nowhere/manifest.xml']], [['frobnicate']], [[]]])(
    'shows how it is called after %j',
    async (args) => {
      expect(await run(args)).toBe(2);
      expect(said.at(-1)).toContain('secure-send manifest check FILE');
    },
  );
});
