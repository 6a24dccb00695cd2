import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/policy.ts';

const EXAMPLE = join(__dirname, '../../assets/policy.example.json');
const folder = mkdtempSync(join(tmpdir(), 'policy-'));
let said = '';
beforeEach(() => {
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

describe('secure-send policy check', () => {
  test('says that the example is in order', async () => {
    expect(await run(['check', EXAMPLE])).toBe(0);
    expect(said).toBe(`${EXAMPLE} is in order: the policy of Professionshøjskolen Vestkyst.\n`);
  });

  test('without a file checks that of the settings', async () => {
    expect(await run(['check'])).toBe(0);
    expect(said).toContain('policy.example.json is in order');
  });

  test('names the line of each mistake and what to write', async () => {
    const file = join(folder, 'bad.json');
    writeFileSync(
      file,
      readFileSync(EXAMPLE, 'utf8').replace('"locked": false', '"locked": 0').replace('"csv"', '"x"'),
    );
    await expect(run(['check', file])).rejects.toThrow(
      /bad\.json, line \d+: secureMode\.locked must be true or false\.$/,
    );
    await expect(run(['check', join(folder, 'none.json')])).rejects.toThrow('cannot be read');
    expect(said).toBe('');
  });

  test.each([[[]], [['lint']], [['check', 'a', 'b']], [['check', '--fast']]])(
    'called as %j is told how it is called',
    async (args) => {
      await expect(run(args)).rejects.toThrow('Use: secure-send policy check [FILE]');
    },
  );

  test('explains itself', async () => {
    expect(await run(['--help'])).toBe(0);
    expect(said).toMatch(/^Usage:\n {2}secure-send policy check/);
  });
});
