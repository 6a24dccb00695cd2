import type { IncomingMessage, RequestListener } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import type { Keep } from '../../../src/server/adapters/keep.ts';
import { createTunnelList } from '../../../src/server/adapters/tunnel-list.ts';
import type { TunnelListReader } from '../../../src/server/adapters/tunnel-list.ts';
import { webOrigin } from '../../../src/server/adapters/tunnel-list-origin.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { Keyed } from '../../support/certificates.ts';
import { outgoing, webServer } from '../../support/outgoing.ts';

const URL_OF_LIST = 'https://lists.example/tunnel/list.csv?key=secret';
const NOW = new Date('2026-11-26T12:00:00Z');
const STOP = new AbortController().signal;
let identity: Keyed;
let root: Keyed;
const readers: TunnelListReader[] = [];

beforeAll(async () => {
  root = await makeAuthority('CN=Lists Root');
  identity = await makeCertificate({ issuer: root, dns: 'lists.example', extended: 'serverAuth', key: 'ec' });
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});

async function served(answer: RequestListener) {
  const server = await webServer(answer, { cert: identity.pem, key: identity.keyPem });
  const fetches = outgoing({ ports: new Map([['lists.example', server.port]]), extraAnchors: [root.pem] });
  return { server, origin: webOrigin(URL_OF_LIST, { outgoing: fetches, refreshMinutes: 60 }) };
}

const CSV = 'domain,name\nby.example,Byen\n';

describe('a tunnel list at an https address', () => {
  test('is asked for anew only when its server says that it changed', async () => {
    const conditions: unknown[] = [];
    const { origin } = await served(({ headers }, reply) => {
      conditions.push([headers['if-none-match'], headers['if-modified-since']]);
      reply.setHeader('etag', '"v1"').setHeader('last-modified', 'Sun, 01 Nov 2026 00:00:00 GMT');
      if (headers['if-none-match'] === '"v1"') reply.writeHead(304).end();
      else reply.setHeader('content-type', 'text/csv').end(CSV);
    });
    const first = await origin.fetch(undefined, NOW, STOP);
    expect(first).toMatchObject({
      listedAt: new Date('2026-11-01T00:00:00Z'),
      dateOf: 'server',
      contentType: 'text/csv',
    });
    expect(first?.bytes.toString()).toBe(CSV);
    expect(await origin.fetch(first?.stamp, NOW, STOP)).toBeUndefined();
    expect(conditions).toEqual([
      [undefined, undefined],
      ['"v1"', 'Sun, 01 Nov 2026 00:00:00 GMT'],
    ]);
  });

  test.each([undefined, 'yesterday', 'Fri, 27 Nov 2026 00:00:00 GMT'])(
    'is of the day on which it was fetched when its server says no day that has been: %s',
    async (changed) => {
      const { origin } = await served((_request, reply) => {
        if (changed !== undefined) reply.setHeader('last-modified', changed);
        reply.end(CSV);
      });
      expect(await origin.fetch(undefined, NOW, STOP)).toMatchObject({ listedAt: NOW, dateOf: 'fetch' });
    },
  );

  test.each([
    [301, 'points elsewhere (301)'],
    [302, 'points elsewhere (302)'],
    [304, 'points elsewhere (304)'],
    [404, 'answered with 404'],
    [500, 'answered with 500'],
    [204, 'answered with 204'],
  ])(
    'is not had with %d, and its problem does not tell what is secret in its address',
    async (status, why) => {
      const { origin } = await served((_request, reply) => {
        reply.writeHead(status, { location: 'https://elsewhere.example/' }).end();
      });
      const fetched = origin.fetch(undefined, NOW, STOP);
      await expect(fetched).rejects.toThrow(
        `The tunnel list lists.example/tunnel/list.csv was not given out`,
      );
      await expect(fetched).rejects.toThrow(why);
      await expect(fetched).rejects.not.toThrow('secret');
    },
  );

  test('that is too large is not taken', async () => {
    const { origin } = await served((_request, reply) => reply.end(Buffer.alloc(5_000_001)));
    await expect(origin.fetch(undefined, NOW, STOP)).rejects.toMatchObject({ code: 'outgoing.too-large' });
  });
});

/** Follows a list that is looked at every few milliseconds. */
async function following(answer: RequestListener, keep = createMemoryKeep()) {
  const { server, origin } = await served(answer);
  const list = createTunnelList({
    origin: { ...origin, lookAgainMs: 20 },
    maximumAgeDays: 30,
    maximumShrinkPercent: 20,
    keep,
    clock: () => NOW,
    isConsumer: () => false,
  });
  readers.push(list);
  return { list, server };
}

const isConditional = ({ headers }: IncomingMessage) => headers['if-none-match'] !== undefined;

describe('a tunnel list that is followed at its address', () => {
  test('is taken in when it changes, without anybody asking', async () => {
    let text = CSV;
    const { list } = await following((_request, reply) => reply.end(text));
    expect((await list.read()).organisations).toHaveLength(1);
    text = `${CSV}land.example,Landet\n`;
    while ((await list.read()).organisations.length < 2) await wait(5);
    expect(list.status()).toMatchObject({ source: 'lists.example/tunnel/list.csv', entries: 2 });
  });

  test('is not read again while its server says that it is as it was', async () => {
    const { list, server } = await following((request, reply) => {
      if (isConditional(request)) reply.writeHead(304).end();
      else reply.setHeader('etag', '"1"').end(CSV);
    });
    const { version } = await list.read();
    while (server.asked.length < 4) await wait(5);
    expect((await list.read()).version).toBe(version);
    expect(list.status()).not.toHaveProperty('problem');
  });

  test('stays while its server fails, is a web page or is hard to understand, and that is told', async () => {
    let answer = { status: 200, text: CSV };
    const { list } = await following((_request, reply) => reply.writeHead(answer.status).end(answer.text));
    await list.read();
    for (const [status, text, why] of [
      [503, '', 'answered with 503'],
      [200, '<html>Please sign in', 'web page'],
      [200, 'domain,name\nby.example', 'line 2'],
      [200, 'domain,name\n', 'lacks 100 %'],
    ] as const) {
      answer = { status, text };
      while (!list.status().problem?.includes(why)) await wait(5);
      expect((await list.read()).organisations).toHaveLength(1);
    }
    answer = { status: 200, text: CSV };
    while (list.status().problem !== undefined) await wait(5);
    expect((await list.read()).doubtful.size).toBe(0);
  });

  test('is there at once after a restart, while its server is silent', async () => {
    const memory = createMemoryKeep();
    let kept = 0;
    const put: Keep['put'] = async (...values) => {
      await memory.put(...values);
      kept++;
    };
    const keep = { ...memory, put };
    const first = await following((_request, reply) => reply.end(CSV), keep);
    await first.list.read();
    while (kept === 0) await wait(5);
    first.list.close();
    const second = await following(() => undefined, keep);
    expect((await second.list.read()).organisations).toHaveLength(1);
  });

  test('is not asked for any more when it is closed', async () => {
    const { list, server } = await following((_request, reply) => reply.end(CSV));
    await list.read();
    list.close();
    await wait(100);
    const { length } = server.asked;
    await wait(200);
    expect(server.asked).toHaveLength(length);
  });

  test('that never came is unreadable, with the reason', async () => {
    const { list } = await following((_request, reply) => reply.writeHead(404).end());
    await expect(list.read()).rejects.toMatchObject({
      code: 'tunnel-list.unreadable',
      message: expect.stringContaining('404'),
    });
  });
});
