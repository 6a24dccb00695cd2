import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tunnel-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Checks a list that stands where the example policy says. */
function check(text: string | undefined, args = ['check'], changedAt = new Date()) {
  const path = join(folder, 'tunnel-organisations.csv');
  if (text !== undefined) {
    writeFileSync(path, text);
    utimesSync(path, changedAt, changedAt);
  }
  return spawnSync(NODE, [join(ROOT, 'src/cli/secure-send.ts'), 'tunnel', ...args], {
    env: { ...process.env, SECURE_SEND_DATA: folder, SECURE_SEND_DNS: '127.0.0.1:1' },
    encoding: 'utf8',
  });
}

describe('secure-send tunnel check', () => {
  test('tells what there is to know of a good list', () => {
    const { stdout, stderr, status } = check('domain;name\nby.example;Byen\ngmail.com;Post\n');
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toMatch(
      /^source: tunnel-organisations\.csv\nentries: 1\nlistedAt: \d{4}-.*\ndateOf: file\nisStale: false\n/,
    );
    expect(stdout).toContain('ignored: gmail.com\n');
  }, 30_000);

  test.each([
    ['is not there', undefined, 'cannot be read. Put it where "tunnelList" says'],
    ['has a mistake', 'domain,name\nby,Byen', 'line 2: "by" is no domain'],
  ])(
    'ends with 1 when the list %s, and says why',
    (_what, text, why) => {
      const { stderr, status } = check(text);
      expect(status).toBe(1);
      expect(stderr).toContain(why);
      expect(stderr).not.toContain('See to it that');
    },
    30_000,
  );

  test('ends with 1 when the list is old', () => {
    const { stdout, stderr, status } = check('domain\nby.example', ['check'], new Date('2020-01-01'));
    expect(status).toBe(1);
    expect(stdout).toContain('isStale: true');
    expect(stderr).toContain('older than the policy allows');
  }, 30_000);

  test.each([[[]], [['status', 'x']]])(
    'called as %j ends with 2 and says what is right',
    (args) => {
      const { stderr, status } = check(undefined, args);
      expect([status, stderr]).toEqual([2, expect.stringContaining('Use: secure-send tunnel check')]);
    },
    30_000,
  );
});
