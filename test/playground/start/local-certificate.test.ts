import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as authorities from '../../../src/playground/certificate-authority.ts';
import { prepareLocalCertificate } from '../../../src/playground/local-certificate.ts';
import { closeServer, listenOnLoopback } from '../../../src/playground/loopback.ts';
import { httpsAsk } from './https-get.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
});
afterEach(() => rm(folder, { recursive: true }));

const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);

/** What a client that trusts the authority says about a server with this certificate: `ok`, or why not. */
async function trusted(certificate: { cert: string; key: string; authorityFile: string }): Promise<string> {
  const server = createServer(certificate, (_request, response) => response.end('ok'));
  const port = await listenOnLoopback(server, { port: 0, variable: 'PORT' });
  try {
    const ca = await readFile(certificate.authorityFile, 'utf8');
    return (await httpsAsk({ port, path: '/', ca })).text;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await closeServer(server);
  }
}

test('a client that trusts the CA reaches localhost without a warning', async () => {
  expect(await trusted(await prepareLocalCertificate(folder, new Date()))).toBe('ok');
});

test('it is good for localhost and the two loopback addresses, for less than 398 days', async () => {
  const { cert } = await prepareLocalCertificate(folder, new Date());
  const leaf = new X509Certificate(cert);
  expect(leaf.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
  expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBeLessThanOrEqual(397 * 86_400_000);
  expect(leaf.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
});

test('it stays the same between starts, and is renewed a month before its end by the same CA', async () => {
  const now = await prepareLocalCertificate(folder, days(0));
  const authority = await readFile(now.authorityFile, 'utf8');
  expect((await prepareLocalCertificate(folder, days(365))).cert).toBe(now.cert);
  const renewed = await prepareLocalCertificate(folder, days(367));
  expect(renewed.cert).not.toBe(now.cert);
  expect(await readFile(renewed.authorityFile, 'utf8')).toBe(authority);
});

test('a CA near its end is replaced', async () => {
  const first = await readFile((await prepareLocalCertificate(folder, days(-5 * 365))).authorityFile, 'utf8');
  const { cert, authorityFile } = await prepareLocalCertificate(folder, days(0));
  const second = new X509Certificate(await readFile(authorityFile));
  expect(second.toString()).not.toBe(new X509Certificate(first).toString());
  expect(new X509Certificate(cert).verify(second.publicKey)).toBe(true);
});

test('the CA can vouch for this machine only, even in the hands of a thief', async () => {
  const { authorityFile } = await prepareLocalCertificate(folder, new Date());
  const authority = await authorities.readAuthority(
    await readFile(authorityFile, 'utf8'),
    await readFile(join(folder, 'ca.key'), 'utf8'),
  );
  const forged = await authorities.makeLeaf(authority, {
    subject: 'CN=localhost',
    names: [
      { type: 'dns', value: 'localhost' },
      { type: 'dns', value: 'bank.example' },
    ],
    purpose: 'server',
    period: authorities.periodAround(new Date(), -1, 30),
  });
  const cert = authorities.certificateToPem(forged);
  const key = await authorities.keyToPem(forged.privateKey);
  expect(await trusted({ cert, key, authorityFile })).toMatch(/permitted subtree/);
});

test('nobody else may read the keys', async () => {
  await prepareLocalCertificate(folder, new Date());
  const modes = await Promise.all(
    ['ca.key', 'localhost.key'].map(async (name) => (await stat(join(folder, name))).mode & 0o077),
  );
  expect(modes).toEqual(process.platform === 'win32' ? modes : [0, 0]);
});
