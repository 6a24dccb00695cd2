import { mkdtempSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createCertificateFolder } from '../../../src/server/adapters/certificate-folder.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { Keyed } from '../../support/certificates.ts';

const ANNA = { local: 'anna', domain: 'partner.example' };
const BO = { local: 'bo', domain: 'partner.example' };
let path: string;
let root: Keyed;
let anna: Keyed;
let bo: Keyed;

beforeAll(async () => {
  root = await makeAuthority();
  anna = await makeCertificate({ email: 'Anna@partner.example', issuer: root, key: 'ec' });
  bo = await makeCertificate({ email: 'bo@partner.example', issuer: root, key: 'ec' });
});
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'certificates-'));
});
afterEach(() => rmSync(path, { recursive: true }));

describe('a folder of certificates', () => {
  test('may have several in a file, issuers among them', async () => {
    put('all.pem', `Anna:\n${anna.pem}\nBo:\n${bo.pem}${root.pem}`);
    const folder = open();
    expect(await folder.find(ANNA)).toEqual({ certificates: [anna.der], isComplete: true });
    expect(await folder.find(BO)).toEqual({ certificates: [bo.der], isComplete: true });
    expect(await folder.intermediates()).toEqual([root.der]);
    await expect(folder.check()).resolves.toBeUndefined();
  });

  test('finds a certificate of a domain in letters by the form that is looked up', async () => {
    const email = 'bo@xn--blbr-roah.example';
    put('bo.der', (await makeCertificate({ email, issuer: root, key: 'ec' })).der);
    put('carla@blåbær.example.pem', bo.pem);
    const domain = 'xn--blbr-roah.example';
    expect((await open().find({ local: 'bo', domain })).certificates.length).toBe(1);
    expect((await open().find({ local: 'carla', domain })).certificates).toEqual([bo.der]);
  });

  test('names to IT what is no certificate, and gives the others all the same', async () => {
    put('anna.pem', anna.pem);
    put('broken.pem', anna.pem.replace(/[A-Za-z0-9+/]{30}\n/, '\n'));
    put('key.pem', anna.keyPem);
    put('text.der', 'no certificate');
    put('zero.crt', '');
    put('readme.txt', 'left out');
    const folder = open();
    expect((await folder.find(ANNA)).certificates).toContainEqual(anna.der);
    await expect(folder.check()).rejects.toThrow(
      /not certificates: broken\.pem, key\.pem, text\.der and 1 more\. Replace or remove them\./,
    );
  });

  test('follows a link to a file, and names a link to nowhere, a folder and a device', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    writeFileSync(join(elsewhere, 'anna'), anna.pem);
    symlinkSync(join(elsewhere, 'anna'), join(path, 'anna.pem'));
    symlinkSync('/dev/zero', join(path, 'bo@partner.example.pem'));
    symlinkSync(join(elsewhere, 'nothing'), join(path, 'c.pem'));
    mkdirSync(join(path, 'd.pem'));
    const folder = open();
    expect((await folder.find(ANNA)).certificates).toEqual([anna.der]);
    expect((await folder.find(BO)).certificates).toEqual([Buffer.alloc(0)]);
    await expect(folder.check()).rejects.toThrow('bo@partner.example.pem, c.pem, d.pem.');
    rmSync(elsewhere, { recursive: true });
  });

  test('does not read a file that is larger than certificates are', async () => {
    put('anna.pem', anna.pem);
    put('bo@partner.example.pem', bo.pem);
    truncateSync(join(path, 'bo@partner.example.pem'), 1_000_001);
    const folder = open();
    expect((await folder.find(BO)).certificates).toEqual([Buffer.alloc(0)]);
    await expect(folder.check()).rejects.toThrow('bo@partner.example.pem');
  });

  test('says that there is more when an address has more certificates than are looked at', async () => {
    put('anna@partner.example.pem', bo.pem.repeat(51));
    const { certificates, isComplete } = await open().find(ANNA);
    expect([certificates.length, isComplete]).toEqual([50, false]);
  });

  test('is looked at again though the clock was set back', async () => {
    const folder = open();
    expect((await folder.find(ANNA)).certificates).toEqual([]);
    const hourAgo = Date.now() - 3_600_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(hourAgo);
    put('anna.pem', anna.pem);
    const giveUpAt = performance.now() + 20_000;
    let found = await folder.find(ANNA);
    while (found.certificates.length === 0 && performance.now() < giveUpAt) {
      await wait(50);
      found = await folder.find(ANNA);
    }
    clock.mockRestore();
    expect(found.certificates).toEqual([anna.der]);
  }, 30_000);

  test('that is not there is not the same as an empty one', async () => {
    expect(await open().find(ANNA)).toEqual({ certificates: [], isComplete: true });
    const missing = createCertificateFolder({ name: 'test', priority: 50, path: join(path, 'missing') });
    await expect(missing.find(ANNA)).rejects.toMatchObject({ code: 'directory.unreachable' });
    await expect(missing.check()).rejects.toThrow('"test" cannot be read');
  });
});

function open() {
  return createCertificateFolder({ name: 'test', priority: 50, path });
}

function put(name: string, content: string | Buffer): void {
  writeFileSync(join(path, name), content);
}
