import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
const NO_NETWORK = { SECURE_SEND_DNS: '127.0.0.1:1', SECURE_SEND_DEADLINE_MS: '1000' };

describe('secure-send classify', () => {
  test('prints one line per address, in order, with exactly what is promised', () => {
    const { stdout, status } = secureSend([
      'classify',
      'jens.friis@phv.example',
      'anna@gmail.com',
      'bo@partner.example',
    ]);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(lines.map(({ address, transport }) => [address, transport])).toEqual([
      ['jens.friis@phv.example', 'internal'],
      ['anna@gmail.com', 'unknown'],
      ['bo@partner.example', 'unknown'],
    ]);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual([
        'address',
        'transport',
        'consumer',
        'personalData',
        'assurance',
        'reasons',
        'evidence',
        'checkedAt',
        'expiresAt',
      ]);
    }
    expect(lines[1]).toMatchObject({ consumer: true, personalData: 'no' });
  }, 30_000);

  test('explains every step that leads to an answer, for people and as JSON', () => {
    const addresses = ['jens.friis@phv.example', 'anna@gmail.com', 'nobody'];
    const text = secureSend(['classify', '--explain', ...addresses]);
    expect(text.status).toBe(1);
    expect(text.stdout).toContain('1. internal     match: internal, organisational; asked now');
    expect(text.stdout).toContain('4. tls          inconclusive: could not check');
    expect(text.stdout).toContain('nothing that can be looked up: This is not a valid mail address.');
    expect(text.stderr).toContain('"nobody" is no mail address');
    const json = secureSend(['classify', '--json', '--explain', ...addresses]);
    const trails = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(trails.map(({ address, choice }) => [address, choice?.rule])).toEqual([
      ['jens.friis@phv.example', 'first-match'],
      ['anna@gmail.com', 'no-match'],
      ['nobody', undefined],
    ]);
    expect(trails[0].steps).toMatchObject([
      { source: 'internal' },
      { isAsked: false },
      { isAsked: false },
      { isAsked: false },
    ]);
  }, 60_000);

  test('takes everything behind -- for an address', () => {
    const { stdout, status } = secureSend(['classify', '--', '-x@phv.example', '--help@phv.example']);
    const lines = stdout.trim().split('\n');
    expect(status).toBe(0);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { address: '-x@phv.example', transport: 'internal' },
      { address: '--help@phv.example', transport: 'internal' },
    ]);
  }, 30_000);

  test.each([
    ['notanaddress', 'no mail address. Write it like name@example.org.'],
    ['Bo <bo@x.example>', 'give the bare address, without name and brackets: bo@x.example'],
    ['', 'no mail address'],
  ])(
    'prints the line of %j, which is no address, then ends with 1 and says what to write',
    (text, hint) => {
      const { stdout, stderr, status } = secureSend(['classify', text, 'jens.friis@phv.example']);
      expect(status).toBe(1);
      expect(stderr).toContain(hint);
      const lines = stdout.trim().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([
        { address: text, transport: 'unknown', reasons: [text === '' ? 'address-blank' : 'address-invalid'] },
        { transport: 'internal' },
      ]);
    },
    30_000,
  );

  test.each([
    [['--help'], 'COMMAND'],
    [['classify', '--help'], 'secure-send classify ADDRESS'],
    [['scan', '-h'], 'secure-send scan [--masked] FILE'],
    [['manifest', '--help'], 'secure-send manifest make --origin'],
    [['manifest', 'make', '--help'], 'secure-send manifest make --origin'],
  ])(
    'called as %j shows how it is called, and all is well',
    (args, usage) => {
      const { stdout, stderr, status } = secureSend(args);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Usage:/);
      expect(stdout).toContain(usage);
    },
    30_000,
  );

  test.each([
    [[], 'COMMAND'],
    [['classify'], 'at least one address'],
    [['classify', '--fast', 'a@b.example'], 'no option "--fast"'],
    [['clasify'], 'no command "clasify"'],
    [['constructor'], 'no command "constructor"'],
  ])(
    'called as %j ends with 2 and says what is right',
    (args, sentence) => {
      const { stdout, stderr, status } = secureSend(args);
      expect(status).toBe(2);
      expect(stderr).toContain(sentence);
      expect(stdout).toBe('');
    },
    30_000,
  );

  test('with a wrong setting ends with 1 and names it', () => {
    const { stderr, status } = secureSend(['classify', 'a@b.example'], {
      SECURE_SEND_POLICY: '/nowhere.json',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('SECURE_SEND_POLICY');
  }, 30_000);
});

function secureSend(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  return spawnSync(NODE, [join(ROOT, 'src/cli/secure-send.ts'), ...args], {
    env: { ...process.env, ...NO_NETWORK, ...settings },
    encoding: 'utf8',
  });
}
