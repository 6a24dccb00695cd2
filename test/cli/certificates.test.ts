import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeAuthority, makeCertificate } from '../support/certificates.ts';
import type { Keyed } from '../support/certificates.ts';

const ROOT = join(__dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
const folder = mkdtempSync(join(tmpdir(), 'certificates-cli-'));
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
let authority: Keyed;
let issuer: Keyed;
let anna: Keyed;

beforeAll(async () => {
  authority = await makeAuthority();
  issuer = await makeAuthority('CN=Test Issuer', { issuer: authority });
  anna = await makeCertificate({ email: 'Anna@partner.example', issuer });
  const example = JSON.parse(readFileSync(join(ROOT, 'assets/policy.example.json'), 'utf8'));
  const certificateDirectories = [{ kind: 'uploads', name: 'Added by IT' }];
  const policy = { ...example, certificateDirectories, certificateTrustAnchors: ['root.pem'] };
  file('root.pem', authority.pem);
  file('policy.json', JSON.stringify(policy));
  file('without.json', JSON.stringify({ ...policy, certificateDirectories: [] }));
  file('tunnel-organisations.csv', 'domain,name,since\nby.example,Byen,\n');
});
beforeEach(() => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `secure-send.sqlite${end}`), { force: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('secure-send certificates', () => {
  test('adds a certificate that is usable from then on, lists it and removes it', () => {
    const added = call('add', file('anna.pem', `${anna.pem}${issuer.pem}`));
    expect([added.status, added.stderr]).toEqual([0, '']);
    expect(added.lines).toMatchObject([
      { addresses: ['anna@partner.example'], isUsable: true, problems: [], outcome: 'added' },
      { isIssuer: true, outcome: 'added' },
    ]);
    const [recipient] = secureSend(['classify', 'Anna@partner.example']).lines;
    expect(recipient).toMatchObject({ transport: 'certificate' });

    const { fingerprint } = added.lines[0] ?? {};
    expect(call('list').lines).toMatchObject([
      { isIssuer: true },
      { address: 'anna@partner.example', fingerprint },
    ]);
    const removed = call('remove', String(fingerprint).replaceAll(':', '').toLowerCase());
    expect([removed.status, removed.lines]).toEqual([0, [{ fingerprint, outcome: 'removed' }]]);
    expect(call('list').lines).toMatchObject([{ isIssuer: true }]);
    const [again] = secureSend(['classify', 'Anna@partner.example']).lines;
    expect(again).toMatchObject({ reasons: expect.arrayContaining(['certificate-not-found']) });
  });

  test('leaves answers that the service keeps in the same file alone: classify neither makes nor reads them', () => {
    call('add', file('anna.pem', `${anna.pem}${issuer.pem}`));
    secureSend(['classify', 'Anna@partner.example']);
    const database = new DatabaseSync(join(folder, 'secure-send.sqlite'));
    const rows = database.prepare('select area from kept').all();
    database.close();
    expect(rows).toEqual([]);
  });

  test('says that a certificate was there already, and changes nothing', () => {
    const path = file('twice.pem', anna.pem);
    call('add', path);
    const before = call('list').lines;
    expect(call('add', path).lines).toMatchObject([{ outcome: 'already-there' }]);
    expect(call('list').lines).toEqual(before);
  });

  test('says why a certificate that it adds is not usable', async () => {
    const expired = await makeCertificate({ email: 'bo@partner.example', issuer: authority, days: [-9, -2] });
    const stranger = await makeCertificate({ email: 'carla@partner.example' });
    const added = call('add', file('expired.der', expired.der), file('stranger.pem', stranger.pem));
    expect(added.status).toBe(0);
    expect(added.lines).toMatchObject([
      { isUsable: false, problems: ['certificate-expired'], outcome: 'added' },
      { isUsable: false, problems: ['certificate-untrusted'], outcome: 'added' },
    ]);
    expect(added.stderr).toContain('expired.der: The certificate has expired.');
    expect(added.stderr).toContain('stranger.pem: The certificate is issued by someone we do not trust.');
  });

  test('refuses what is no certificate, and adds the others', async () => {
    const nameless = await makeCertificate({ dns: 'www.partner.example', issuer: authority });
    const added = call(
      'add',
      file('key.pem', anna.keyPem),
      file('noise.der', 'no certificate'),
      file('nameless.pem', nameless.pem),
      file('large.pem', 'x'.repeat(1_000_001)),
      join(folder, 'missing.pem'),
      folder,
      file('good.pem', anna.pem),
    );
    expect(added.status).toBe(1);
    expect(added.lines.map(({ outcome }) => outcome)).toEqual([...Array(6).fill('refused'), 'added']);
    expect(added.lines.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('holds no certificate'),
      expect.stringContaining('no certificate'),
      expect.stringContaining('names no mail address'),
      expect.stringContaining('larger than'),
      expect.stringContaining('cannot be read'),
      expect.stringContaining('is no file'),
      undefined,
    ]);
    expect(call('list').lines.length).toBe(1);
  });

  test('warns when the policy does not look at added certificates', () => {
    const settings = { SECURE_SEND_POLICY: join(folder, 'without.json') };
    const added = secureSend(['certificates', 'add', file('anna.pem', anna.pem)], settings);
    expect(added.stderr).toContain('"kind": "uploads"');
    expect(added.status).toBe(0);
  });

  test('says when there is nothing to remove', () => {
    const { status, stderr } = call('remove', 'ab'.repeat(32));
    expect(status).toBe(1);
    expect(stderr).toContain('no added certificate with this fingerprint');
  });

  test.each([
    [[], 'add, list or remove'],
    [['throw'], 'add, list or remove'],
    [['add'], 'certificates add FILE'],
    [['add', '--force', 'x.pem'], 'no option "--force"'],
    [['list', 'x'], 'certificates list'],
    [['remove'], 'certificates remove FINGERPRINT'],
    [['remove', 'ab:cd'], 'one SHA-256 fingerprint'],
    [['remove', 'ab'.repeat(32), 'cd'.repeat(32)], 'one SHA-256 fingerprint'],
  ])('called as %j ends with 2 and says what is right', (args, sentence) => {
    const { status, stderr, stdout } = call(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });

  test('shows how it is called', () => {
    expect(call('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^Usage:/) });
  });
});

function call(...args: readonly string[]) {
  return secureSend(['certificates', ...args]);
}

function secureSend(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(NODE, [join(ROOT, 'src/cli/secure-send.ts'), ...args], {
    env: {
      ...process.env,
      SECURE_SEND_DNS: '127.0.0.1:1',
      SECURE_SEND_POLICY: join(folder, 'policy.json'),
      ...settings,
    },
    encoding: 'utf8',
  });
  const texts = stdout.split('\n').filter((line) => line.startsWith('{'));
  const lines: Record<string, unknown>[] = texts.map((line) => JSON.parse(line));
  return { status, stdout, stderr, lines };
}
