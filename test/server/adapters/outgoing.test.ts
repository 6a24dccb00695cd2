import type { RequestListener } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { OutgoingRequest } from '../../../src/server/adapters/outgoing.ts';
import { LIMITS, outgoing, rawServer, webServer } from '../../support/outgoing.ts';

const refused = { code: 'outgoing.refused' };
const unreachable = { code: 'outgoing.unreachable' };

describe('an outgoing fetch', () => {
  test('gives status, headers and body', async () => {
    const reply = await ask(
      (request, answer) => {
        answer.setHeader('x-two', ['a', 'b']).setHeader('ETag', '"1"').writeHead(203);
        answer.end(`${request.method} ${request.headers['x-ask']} ${request.headers['accept-encoding']}`);
      },
      { headers: { 'x-ask': 'me' } },
    );
    expect(reply).toMatchObject({ status: 203, headers: { 'x-two': 'a, b', etag: '"1"' } });
    expect(reply.body.toString()).toBe('GET me undefined');
  });

  test('can post what a question needs', async () => {
    const reply = await ask((request, answer) => void request.pipe(answer), {
      method: 'POST',
      body: Buffer.from([1, 2, 3]),
      headers: { 'content-type': 'application/ocsp-request' },
    });
    expect([...reply.body]).toEqual([1, 2, 3]);
  });

  test.each([301, 302, 303, 307, 308])('does not follow a redirect (%d)', async (status) => {
    const { port, asked } = await webServer((request, answer) => {
      answer.writeHead(status, { location: request.url === '/list' ? '/inside' : '/list' }).end();
    });
    const made = outgoing({ ports: new Map([['web.example', port]]) });
    expect(await made.fetch({ url: 'http://web.example/list', ...LIMITS })).toMatchObject({ status });
    expect(asked).toEqual(['GET /list']);
  });

  test.each([
    ['file:///etc/passwd'],
    ['ftp://web.example/'],
    ['gopher://web.example/'],
    ['data:text/plain,x'],
    ['ldap://web.example/'],
    ['javascript:1'],
    ['//web.example/'],
    ['web.example'],
    [''],
    ['http://'],
    ['http://[fe80::1%25eth0]/'],
    ['http://we b.example/'],
    [`http://web.example/${'a'.repeat(2000)}`],
    ['http://anna@web.example/'],
    ['http://anna:secret@web.example/'],
    ['http://:secret@web.example/'],
    ['http://web.example:8080/'],
    ['http://web.example:443/'],
    ['https://web.example:80/'],
    ['http://web.example:25/'],
  ])('is not made to %s', async (url) => {
    await expect(outgoing().fetch({ url, ...LIMITS })).rejects.toMatchObject(refused);
  });

  test('does not repeat a password in its refusal', async () => {
    const url = 'http://anna:secret@web.example/';
    await expect(outgoing().fetch({ url, ...LIMITS })).rejects.toThrow(/^web\.example is not asked: /);
  });
});

describe('an outgoing fetch is bounded', () => {
  test.each([
    [10_000, true],
    [10_001, false],
  ])('in size: of %d bytes, at most 10000 are taken (%s)', async (length, isTaken) => {
    const fetched = ask((_request, answer) => answer.end(Buffer.alloc(length)));
    if (isTaken) expect((await fetched).body).toHaveLength(length);
    else await expect(fetched).rejects.toMatchObject({ code: 'outgoing.too-large' });
  });

  test('when a body never ends, and the connection is closed', async () => {
    const endless = await webServer((_request, answer) => {
      const timer = setInterval(() => answer.write(Buffer.alloc(4096)), 1);
      answer.once('close', () => clearInterval(timer));
    });
    const made = outgoing({ ports: new Map([['web.example', endless.port]]) });
    await expect(made.fetch({ url: 'http://web.example/', ...LIMITS })).rejects.toMatchObject({
      code: 'outgoing.too-large',
    });
    await until(() => endless.open() === 0);
  });

  test('when a body comes in drops, and the connection is closed', async () => {
    const slow = await webServer((_request, answer) => {
      const timer = setInterval(() => answer.write('.'), 20);
      answer.once('close', () => clearInterval(timer));
    });
    const made = outgoing({ ports: new Map([['web.example', slow.port]]) });
    const wanted = { url: 'http://web.example/', maximumBytes: 1_000_000, timeoutMs: 300 };
    await expect(made.fetch(wanted)).rejects.toMatchObject(unreachable);
    await until(() => slow.open() === 0);
  });

  test('when nobody says anything', async () => {
    const silent = await webServer(() => undefined);
    const made = outgoing({ ports: new Map([['web.example', silent.port]]) });
    const wanted = { url: 'http://web.example/', maximumBytes: 10, timeoutMs: 300 };
    await expect(made.fetch(wanted)).rejects.toMatchObject(unreachable);
    await until(() => silent.open() === 0);
  });

  test('in headers', async () => {
    await expect(
      ask((_request, answer) => {
        for (let at = 0; at < 20; at++) answer.setHeader(`x-${at}`, 'a'.repeat(1000));
        answer.end();
      }),
    ).rejects.toMatchObject(unreachable);
  });

  test('and unpacks nothing: a reply that is packed is no reply', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    await expect(
      ask((_request, answer) => answer.setHeader('content-encoding', 'gzip').end(bomb)),
    ).rejects.toMatchObject(unreachable);
  });

  test.each([
    ['HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc'],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['220 mail.example ESMTP\r\n'],
    ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    [''],
  ])('to what is HTTP: %j is no reply', async (bytes) => {
    const raw = await rawServer(bytes);
    const made = outgoing({ ports: new Map([['web.example', raw]]) });
    await expect(made.fetch({ url: 'http://web.example/', ...LIMITS })).rejects.toMatchObject(unreachable);
  });

  test('by whoever does not want it any more, before it begins and in the middle', async () => {
    const silent = await webServer(() => undefined);
    const made = outgoing({ ports: new Map([['web.example', silent.port]]) });
    const fetch = (signal: AbortSignal) => made.fetch({ url: 'http://web.example/', ...LIMITS, signal });
    await expect(fetch(AbortSignal.abort())).rejects.toMatchObject(unreachable);
    expect(silent.asked).toEqual([]);
    const stop = new AbortController();
    const running = fetch(stop.signal);
    await until(() => silent.asked.length === 1);
    stop.abort();
    await expect(running).rejects.toMatchObject(unreachable);
    await until(() => silent.open() === 0);
  });

  test('and over when the service stops', async () => {
    const { port, open } = await webServer((_request, answer) => answer.end('ok'));
    const made = outgoing({ ports: new Map([['web.example', port]]) });
    await made.fetch({ url: 'http://web.example/', ...LIMITS });
    await made.close();
    await until(() => open() === 0);
    await expect(made.fetch({ url: 'http://web.example/', ...LIMITS })).rejects.toMatchObject(unreachable);
  });

  test.each([
    ['x-a', 'one\r\nx-b: two'],
    ['x-a', 'one\ntwo'],
    ['x-a\r\nx-b', 'one'],
    ['x-a', 'n\u0000l'],
    ['host', 'one\r\n\r\nGET /inside HTTP/1.1'],
  ])('to the headers that are meant: %j with %j sends nothing', async (name, value) => {
    const { port, asked } = await webServer((_request, answer) => answer.end());
    const made = outgoing({ ports: new Map([['web.example', port]]) });
    const wanted = { url: 'http://web.example/', ...LIMITS, headers: { [name]: value } };
    await expect(made.fetch(wanted)).rejects.toMatchObject(unreachable);
    expect(asked).toEqual([]);
  });

  test('to the path that is meant, whatever signs are in it', async () => {
    const { port, asked } = await webServer((_request, answer) => answer.end());
    const made = outgoing({ ports: new Map([['web.example', port]]) });
    await made.fetch({ url: 'http://web.example/a\r\nX: b/ HTTP/1.1\r\n\r\nGET /c', ...LIMITS });
    expect(asked).toEqual(['GET /aX:%20b/%20HTTP/1.1GET%20/c']);
  });
});

/** Asks a server that is started for it, by the name web.example. */
async function ask(answer: RequestListener, change: Partial<OutgoingRequest> = {}) {
  const { port } = await webServer(answer);
  const made = outgoing({ ports: new Map([['web.example', port]]) });
  return made.fetch({ url: 'http://web.example/list', ...LIMITS, ...change });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(10);
}
