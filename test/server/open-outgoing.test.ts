import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExtraAnchors } from '../../src/server/open-outgoing.ts';
import { makeAuthority } from '../support/certificates.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anchors-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('trust anchors besides Node’s', () => {
  test('are all certificates of the file, in PEM, whether they stand there in PEM or DER', async () => {
    const [one, other] = [await makeAuthority('CN=One'), await makeAuthority('CN=Other')];
    const read = readExtraAnchors(file(`One:\n${one.pem}${other.pem}`));
    expect(read.map((pem) => pem.replace(/\s/g, ''))).toEqual(
      [one, other].map(({ pem }) => pem.replace(/\s/g, '')),
    );
    expect(readExtraAnchors(file(one.der))).toEqual(read.slice(0, 1));
  });

  test('are none when no file is named', () => {
    expect(readExtraAnchors('')).toEqual([]);
  });

  test.each<[string, () => Promise<string>, string]>([
    ['is no file', async () => join(folder, 'missing.pem'), 'cannot be read'],
    ['is a folder', async () => folder, 'cannot be read'],
    ['is empty', async () => file(''), 'there is no certificate'],
    ['is a text', async () => file('mail.example\n'), 'something is not a certificate'],
    ['holds a key only', async () => file((await makeAuthority()).keyPem), 'there is no certificate'],
    [
      'holds a broken certificate beside a good one',
      async () => {
        const { pem } = await makeAuthority();
        return file(pem + pem.replace(/\n.*\n/, '\n'));
      },
      'something is not a certificate',
    ],
  ])('are refused, with the name of the setting, when it %s', async (_what, make, problem) => {
    const path = await make();
    expect(() => readExtraAnchors(path)).toThrow(
      expect.objectContaining({ code: 'settings.invalid', message: expect.stringContaining(problem) }),
    );
    expect(() => readExtraAnchors(path)).toThrow(`SECURE_SEND_EXTRA_ANCHORS is "${path}"`);
  });
});

let count = 0;

function file(content: string | Buffer): string {
  const path = join(folder, `anchors-${++count}.pem`);
  writeFileSync(path, content);
  return path;
}
