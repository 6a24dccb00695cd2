import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_FAULT } from '../../../src/playground/faults.ts';
import type { Fault } from '../../../src/playground/faults.ts';
import { prepareLocalCertificate } from '../../../src/playground/local-certificate.ts';
import { startPageServer } from '../../../src/playground/page-server.ts';
import type { PageServer } from '../../../src/playground/page-server.ts';
import { httpsAsk } from './https-get.ts';

let folder: string;
let server: PageServer;
let fault: Fault = NO_FAULT;
let isReady = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(folder, 'pages'));
  await writeFile(join(folder, 'pages', 'index.html'), '<meta name="csp-nonce" content="{{CSP_NONCE}}" />');
  await writeFile(join(folder, 'pages', 'index.js'), 'start()');
  await writeFile(
    join(folder, 'pages', 'classic-runtime.html'),
    '<script src="classic-runtime.js"></script>',
  );
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'manifest.xml'), '<Url>https://localhost:3443/taskpane.html</Url>');
  server = await startPageServer({
    certificate: await prepareLocalCertificate(join(folder, 'tls'), new Date()),
    port: 0,
    pages: join(folder, 'pages'),
    manifestFile: join(folder, 'manifest.xml'),
    manifestOrigin: 'https://localhost:3443',
    addinOrigin: () => 'https://localhost:4443',
    isReady: () => isReady,
    fault: { read: () => fault, set: (next) => (fault = next) },
    extraRoutes: [],
  });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const ask = (path: string, more = {}) => httpsAsk({ port: server.port, path, ...more });
const json = { 'content-type': 'application/json' };

test('the page comes with a policy that names its own nonce, anew each time', async () => {
  const nonces = await Promise.all(
    ['/', '/index.html?scene=gmail-with-cpr'].map(async (path) => {
      const { status, headers, text } = await ask(path);
      const nonce = /content="([^"{]+)"/.exec(text)?.[1];
      expect(status).toBe(200);
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test('the page may run its own scripts only, show the add-in, and be shown by nobody', async () => {
  const policy = (await ask('/')).headers['content-security-policy'];
  expect(policy).toMatch(/script-src 'self';/);
  expect(policy).toContain("frame-src 'self' https://localhost:4443");
  expect(policy).toContain("frame-ancestors 'none'");
});

test('the runtime of classic Outlook may be a frame of the playground, and of nothing else', async () => {
  const policy = (await ask('/classic-runtime.html')).headers['content-security-policy'];
  expect(policy).toContain("frame-ancestors 'self'");
});

test('scripts come as scripts', async () => {
  const { headers, text } = await ask('/index.js');
  expect([text, headers['content-type'], headers['x-content-type-options']]).toEqual([
    'start()',
    'text/javascript; charset=utf-8',
    'nosniff',
  ]);
});

test('the manifest names the origin where the add-in is right now', async () => {
  const { text, headers } = await ask('/manifest.xml');
  expect([text, headers['content-type']]).toEqual([
    '<Url>https://localhost:4443/taskpane.html</Url>',
    'text/xml; charset=utf-8',
  ]);
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/%00',
  '/%',
  '/nothing.js',
])('nothing outside the folder of pages is handed out: %s', async (path) => {
  const { status, text } = await ask(path);
  expect([status, text]).toEqual([404, 'There is no such page.\n']);
});

test('a foreign name that points to this machine is turned away', async () => {
  expect((await ask('/', { headers: { host: `attacker.example:${server.port}` } })).status).toBe(421);
});

test('a fault is set and read back', async () => {
  const slow = { kind: 'slow', latencyMs: 700 };
  const set = await ask('/playground/faults', { method: 'POST', headers: json, body: JSON.stringify(slow) });
  expect([set.status, fault]).toEqual([200, slow]);
  expect(JSON.parse((await ask('/playground/faults')).text)).toEqual(slow);
});

test.each([
  '{"kind":"earthquake"}',
  '{"kind":"slow","latencyMs":-1}',
  '{"kind":"error","status":404}',
  'nonsense',
])('what is no fault changes nothing: %s', async (body) => {
  fault = NO_FAULT;
  const { status } = await ask('/playground/faults', { method: 'POST', headers: json, body });
  expect([status, fault]).toEqual([400, NO_FAULT]);
});

test('a form on another site cannot set a fault', async () => {
  fault = NO_FAULT;
  const form = { 'content-type': 'text/plain' };
  const { status } = await ask('/playground/faults', {
    method: 'POST',
    headers: form,
    body: '{"kind":"down"}',
  });
  expect([status, fault]).toEqual([415, NO_FAULT]);
});

test('only reading is possible elsewhere', async () => {
  expect((await ask('/', { method: 'PUT' })).status).toBe(405);
});

test('while things start, the page says so and comes back by itself', async () => {
  isReady = false;
  const { status, headers, text } = await ask('/');
  isReady = true;
  expect([status, headers['refresh']]).toEqual([503, '2']);
  expect(text).toContain('is starting');
});
