import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';
import {
  classicFetch,
  classicRoutes,
  classicScript,
  readClassicRequest,
} from '../../src/playground/classic-fetch.ts';
import type { ClassicNetwork } from '../../src/playground/classic-fetch.ts';
import { prepareLocalCertificate } from '../../src/playground/local-certificate.ts';

const FILES: Record<string, string> = {
  '/good.js': 'var answer = typeof secret;',
  '/modern.js': 'const answer = () => 1;',
};

describe('Classic Outlook’s way to the network', () => {
  let folder: string;
  let server: Server;
  let network: ClassicNetwork;
  let origin: string;
  let allowed: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secure-send-classic-'));
    const certificate = await prepareLocalCertificate(folder, new Date());
    server = createServer(certificate, (request, response) => {
      const path = request.url ?? '';
      if (path.startsWith('/.well-known/')) return void response.end(allowed);
      if (path === '/echo') {
        response.writeHead(201, { 'x-method': request.method, 'x-mark': String(request.headers['x-mark']) });
        return void request.pipe(response);
      }
      response.writeHead(FILES[path] === undefined ? 404 : 200);
      return void response.end(FILES[path]);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `https://localhost:${(server.address() as AddressInfo).port}`;
    network = { addinOrigin: () => origin, ca: await readFile(certificate.authorityFile, 'utf8') };
  });
  beforeEach(() => {
    allowed = JSON.stringify({ allowed: [`${origin}/good.js`] });
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });

  const echo = (change: object = {}) =>
    classicFetch(
      {
        script: `${origin}/good.js`,
        url: `${origin}/echo`,
        method: 'POST',
        headers: { 'x-mark': 'm' },
        body: 'æ',
        ...change,
      },
      network,
    );

  test('a listed script reaches its own host, with method, headers and body', async () => {
    expect(await echo()).toMatchObject({
      kind: 'answered',
      status: 201,
      headers: { 'x-method': 'POST', 'x-mark': 'm' },
      body: 'æ',
    });
  });

  test.each(['{}', '[]', 'null', '{"allowed":"all"}', '{"allowed":["https://other.example/good.js"]}'])(
    'an allow-list %s does not name the script',
    async (list) => {
      allowed = list;
      expect(await echo()).toEqual({ kind: 'refused', why: 'not-listed' });
    },
  );

  test('an allow-list that cannot be read refuses', async () => {
    allowed = 'not JSON';
    expect(await echo()).toEqual({ kind: 'refused', why: 'unreachable' });
  });

  test.each(['https://other.example/echo', 'http://localhost/echo', 'file:///etc/passwd', '/echo'])(
    '%s is of another origin',
    async (url) => {
      expect(await echo({ url })).toEqual({ kind: 'refused', why: 'other-origin' });
    },
  );

  test('a script of another origin gets nothing', async () => {
    expect(await echo({ script: 'https://other.example/good.js' })).toMatchObject({ why: 'other-origin' });
  });

  test('the script is wrapped so that its scope is what the page gives', async () => {
    const script = await classicScript(`${origin}/good.js`, network);
    const seen: string[] = [];
    const sandbox = {
      secret: 'of the page',
      runInClassicScope: (run: (scope: object) => void) => {
        run(new Proxy({}, { has: () => true, get: () => undefined }));
        seen.push('ran');
      },
    };
    vm.runInNewContext(script, sandbox);
    expect(seen).toEqual(['ran']);
  });

  test.each([
    ['/modern.js', 'not ES5'],
    ['/none.js', 'could not be loaded'],
  ])('%s fails in words: %s', async (path, words) => {
    const script = await classicScript(origin + path, network);
    expect(script).toMatch(/^failInClassicScope\("/);
    expect(script).toContain(words);
  });

  test('a script of another origin is not loaded', async () => {
    expect(await classicScript('https://other.example/good.js', network)).toContain('not of the add-in');
  });

  test.each(['', '[]', 'null', '{"script":"a","url":"b"}', '{"script":1,"url":"b","method":"GET"}'])(
    '%j is no request',
    (text) => {
      expect(readClassicRequest(text)).toBeUndefined();
    },
  );

  test('the routes take JSON only, and leave other paths', async () => {
    const routes = classicRoutes(network);
    const front = createPlainServer((request, response) => {
      void routes(request, response).then((done) => done || response.writeHead(404).end());
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    const body = JSON.stringify({
      script: `${origin}/good.js`,
      url: `${origin}/echo`,
      method: 'POST',
      headers: {},
    });
    const post = (type: string) =>
      fetch(`${at}/playground/classic-fetch`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(await (await post('application/json')).json()).toMatchObject({ kind: 'answered', status: 201 });
    expect((await post('text/plain')).status).toBe(400);
    expect((await fetch(`${at}/playground/classic-fetch`)).status).toBe(404);
    expect((await fetch(`${at}/other`)).status).toBe(404);
    const script = await fetch(
      `${at}/playground/classic-script?url=${encodeURIComponent(`${origin}/good.js`)}`,
    );
    expect(await script.text()).toContain('runInClassicScope');
    await new Promise((resolve) => front.close(resolve));
  });
});
