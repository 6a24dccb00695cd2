import 'core-js/full/reflect/index.js';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate, X509Crl } from '@peculiar/x509';
import { MAIL_DOMAINS } from '../../../src/playground/world/mail-hosts.ts';
import { LOST_REVOCATION_LIST, REVOCATION_LIST } from '../../../src/playground/world/web-hosts.ts';
import { startWorld } from '../../../src/playground/world/world.ts';
import type { World } from '../../../src/playground/world/world.ts';
import { createOutgoing } from '../../../src/server/adapters/outgoing.ts';
import { askUdp, codeOf } from './ask-dns.ts';
import { certificateIn } from './certificate-in.ts';

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'world-'));
  world = await startWorld({ folder });
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

const outgoing = async () =>
  createOutgoing({
    resolve: () => Promise.resolve(['127.0.0.1']),
    ports: new Map(Object.entries(world.webPorts)),
    extraAnchors: [await readFile(join(folder, 'mail-ca.pem'), 'utf8')],
    allowPrivate: true,
  });
const fetched = async (url: string) => {
  const web = await outgoing();
  try {
    return await web.fetch({ url, maximumBytes: 65_536, timeoutMs: 10_000 });
  } finally {
    await web.close();
  }
};
const policyOf = (domain: string) => fetched(`https://mta-sts.${domain}/.well-known/mta-sts.txt`);

test('the policy of a domain on a host of its own, with a certificate that holds', async () => {
  const { status, headers, body } = await policyOf('hede-og-bro.example');
  expect([status, headers['content-type']]).toEqual([200, 'text/plain']);
  expect(body.toString()).toBe(
    'version: STSv1\r\nmode: enforce\r\nmx: mx.hede-og-bro.example\r\nmax_age: 604800\r\n',
  );
});

test('one policy names another mail server than the one that takes the mail', async () => {
  const policy = (await policyOf('strandby-fysioterapi.example')).body.toString();
  const [server] = MAIL_DOMAINS['strandby-fysioterapi.example'] ?? [];
  expect(server).toBeDefined();
  expect(policy).not.toContain(server);
});

test('serves nothing else', async () => {
  expect((await fetched('https://mta-sts.hede-og-bro.example/')).status).toBe(404);
});

test('lists the one certificate that is revoked, signed by the CA of the sample people', async () => {
  const { body } = await fetched(REVOCATION_LIST);
  const list = new X509Crl(Uint8Array.from(body));
  const anchor = new X509Certificate(await readFile(join(folder, 'certificates-ca.pem')));
  expect(await list.verify({ publicKey: anchor })).toBe(true);
  expect(list.nextUpdate?.getTime()).toBeGreaterThan(Date.now());
  const revoked = await certificateIn(folder, 'lone.bech@kystens-revision.example');
  expect(list.entries.map(({ serialNumber }) => serialNumber.toUpperCase())).toEqual([revoked.serialNumber]);
});

test('one certificate names a list on a host that does not exist', async () => {
  const host = new URL(LOST_REVOCATION_LIST).hostname;
  const raw = (await certificateIn(folder, 'morten.riis@kystens-revision.example')).raw.toString('latin1');
  expect(raw).toContain(LOST_REVOCATION_LIST);
  expect(codeOf(await askUdp({ name: host, type: 'A', port: world.dnsPort }))).toBe('NXDOMAIN');
});
