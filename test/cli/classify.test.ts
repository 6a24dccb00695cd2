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
      'no address',
    ]);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(lines.map(({ address, transport }) => [address, transport])).toEqual([
      ['jens.friis@phv.example', 'internal'],
      ['anna@gmail.com', 'unknown'],
      ['no address', 'unknown'],
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
