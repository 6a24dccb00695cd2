import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEdge } from '../../../src/playground/edge.ts';
import type { Edge } from '../../../src/playground/edge.ts';
import { NO_FAULT } from '../../../src/playground/faults.ts';
import type { Fault } from '../../../src/playground/faults.ts';
import { prepareLocalCertificate } from '../../../src/playground/local-certificate.ts';
import { httpsAsk, httpsOpen } from './https-get.ts';
import type { HttpsReply } from './https-get.ts';

let folder: string;
let service: Server;
let servicePort: number | undefined;
let edge: Edge;
let fault: Fault = NO_FAULT;
/** What the service got last, and the line that it holds back until asked. */
let seen: IncomingMessage | undefined;
let sendSecondLine: () => void = () => undefined;
let isLeft: Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edge-'));
  service = createServer((request, response) => {
    seen = request;
    isLeft = new Promise((resolve) => response.once('close', resolve));
    if (request.url === '/api/lines') {
      response.writeHead(200, { 'content-type': 'application/x-ndjson', 'set-cookie': ['a=1', 'b=2'] });
      response.write('{"line":1}\n');
      sendSecondLine = () => response.end('{"line":2}\n');
      return;
    }
    if (request.url === '/api/broken') return void response.write('half', () => response.destroy());
    if (request.url === '/api/refused') {
      response.writeHead(413, { connection: 'close' });
      return void response.end('{"code":"request.too-large"}');
    }
    if (request.url === '/api/ill') return void request.socket.destroy();
    request.pipe(response);
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const bound = service.address();
  servicePort = typeof bound === 'object' && bound !== null ? bound.port : undefined;
  edge = await startEdge({
    certificate: await prepareLocalCertificate(folder, new Date()),
    port: 0,
    servicePort: () => servicePort,
    logFile: '/somewhere/service.log',
    fault: () => fault,
    readOfficeJs: (path) =>
      Promise.resolve(
        path === 'office.js' ? { body: 'var Office;', contentType: 'text/javascript' } : undefined,
      ),
  });
});
afterAll(async () => {
  await edge.stop();
  service.closeAllConnections();
  service.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  fault = NO_FAULT;
});

const ask = (path: string, more = {}) => httpsAsk({ port: edge.port, path, ...more });

test('hands a request on whole, and says where it came from', async () => {
  const reply = await ask('/api/echo?q=1', { method: 'POST', body: 'æøå' });
  expect([reply.status, reply.text, seen?.url]).toEqual([200, 'æøå', '/api/echo?q=1']);
  expect(seen?.headers).toMatchObject({
    host: `localhost:${edge.port}`,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': `localhost:${edge.port}`,
    'x-forwarded-for': '127.0.0.1',
  });
});

test('a caller cannot choose what is said about where it came from', async () => {
  await ask('/api/echo', { headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect(seen?.headers['x-forwarded-for']).toBe('127.0.0.1');
});

test('each line passes as soon as the service has written it', async () => {
  const reply = await httpsOpen({ port: edge.port, path: '/api/lines' });
  const lines = reply.setEncoding('utf8')[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('{"line":1}\n');
  sendSecondLine();
  expect((await lines.next()).value).toBe('{"line":2}\n');
  expect(reply.headers['set-cookie']).toEqual(['a=1', 'b=2']);
});

test('the service is told when the client has gone', async () => {
  const reply = await httpsOpen({ port: edge.port, path: '/api/lines' });
  reply.destroy();
  await expect(isLeft).resolves.toBeUndefined();
});

test('an answer that breaks off does not look whole', async () => {
  await expect(ask('/api/broken')).rejects.toThrow();
});

test('hands out office.js, readable from any page, and nothing that it lacks', async () => {
  const file = await ask('/office-js/office.js?x=1');
  expect([file.status, file.text]).toEqual([200, 'var Office;']);
  expect(file.headers).toMatchObject({
    'content-type': 'text/javascript',
    'access-control-allow-origin': '*',
  });
  expect((await ask('/office-js/other.js')).status).toBe(404);
});

test('a foreign name that points to this machine is turned away', async () => {
  const reply = await ask('/api/echo', { headers: { host: 'attacker.example' } });
  expect(reply.status).toBe(421);
});

test('an address that cannot be parsed does no harm', async () => {
  expect((await ask('//')).status).toBe(200);
});

test('a service that is not there is said to be so', async () => {
  const port = servicePort;
  for (const gone of [undefined, 1]) {
    servicePort = gone;
    const reply = await ask('/api/echo');
    expectUnreachable(reply);
  }
  servicePort = port;
});

test('a service that drops the connection is said not to answer, with a body and without', async () => {
  expectUnreachable(await ask('/api/ill'));
  expectUnreachable(await ask('/api/ill', { method: 'POST', body: 'x' }));
});

test('what the service says of a body that is too large is passed on, though it does not read the body', async () => {
  const body = 'x'.repeat(5_000_000);
  const headers = { 'content-length': String(body.length) };
  for (let time = 0; time < 5; time++) {
    const reply = await ask('/api/refused', { method: 'POST', headers, body });
    expect([reply.status, reply.text]).toEqual([413, '{"code":"request.too-large"}']);
  }
});

function expectUnreachable({ status, text }: HttpsReply): void {
  expect([status, JSON.parse(text)]).toEqual([
    502,
    {
      code: 'edge.service-unreachable',
      message: expect.stringMatching(/\/somewhere\/service\.log\. .*Ctrl-C .*"npm start" again\.$/),
    },
  ]);
}

describe('on request', () => {
  test('the service seems slow', async () => {
    fault = { kind: 'slow', latencyMs: 250 };
    const startedAt = Date.now();
    expect((await ask('/api/echo')).status).toBe(200);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(245);
  });

  test('the service seems down: the connection breaks', async () => {
    fault = { kind: 'down' };
    await expect(ask('/api/echo')).rejects.toThrow(/socket hang up|ECONNRESET/);
  });

  test.each([500, 503] as const)('the service answers %d in its own form', async (status) => {
    fault = { kind: 'error', status };
    const reply = await ask('/api/echo');
    expect([reply.status, JSON.parse(reply.text)]).toMatchObject([status, { code: 'playground.fault' }]);
  });

  test('the add-in itself still loads, as its files do not come from the API', async () => {
    fault = { kind: 'down' };
    expect((await ask('/taskpane.html')).status).toBe(200);
  });

  test('all is well again', async () => {
    fault = { kind: 'down' };
    fault = NO_FAULT;
    expect((await ask('/api/echo')).status).toBe(200);
  });
});
