import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createRemoteProbe } from '../../../src/server/adapters/remote-probe.ts';
import type { OpenProbe } from '../../../src/server/adapters/smtp-probe.ts';
import type { ProbeResult } from '../../../src/server/adapters/weakest-address.ts';
import { HOST, prepareProbing } from '../../support/probing.ts';
import type { Probing } from '../../support/probing.ts';
import { freePort } from '../../support/servers/server-program.ts';
import { aService } from '../../support/service.ts';

const TOKEN = 'a-secret-of-at-least-thirty-two-signs';
const { signal } = new AbortController();
const closing: (() => unknown)[] = [];
let probing: Probing;

beforeAll(async () => {
  probing = await prepareProbing();
});

afterEach(async () => {
  await probing.stopServers();
  for (const close of closing.splice(0).reverse()) await close();
});

describe('another service that asks in our place', () => {
  test('is believed as if we had asked, certificates included, and is named', async () => {
    const { port } = await probing.start(probing.good);
    const own = probing.subject(port);
    const origin = await serve({ probe: own, token: TOKEN });
    const direct = await own.probe(HOST, ['127.0.0.1'], signal);
    expect(direct).toMatchObject({ outcome: 'tls-verified', chains: [[expect.any(Buffer)]] });
    expect(await ask(origin)).toEqual({ ...direct, askedBy: new URL(origin).host });
  });

  test.each<ProbeResult>([
    { port: 25, outcome: 'no-answer-in-time', unanswered: ['no-answer-in-time', 'refused'] },
    { port: 25, outcome: 'tls-verified', protocol: 'TLSv1.3', leftOut: 'IPv6' },
    { port: 25, outcome: 'port-25-blocked', unanswered: ['port-25-blocked'] },
    { port: 2525, outcome: 'certificate-untrusted', chains: [[], [Buffer.from('a'), Buffer.from('b')]] },
  ])('passes on all that it says: %j', async (result) => {
    const origin = await serve({ probe: saying(result), token: TOKEN });
    expect(await ask(origin)).toEqual({ ...result, askedBy: new URL(origin).host });
  });

  test.each<[string, string | undefined, string]>([
    [
      'has another secret',
      'b-secret-of-at-least-thirty-two-signs',
      'does not know this SECURE_SEND_PROBE_TOKEN.',
    ],
    ['asks for nobody', undefined, 'asks no mail servers for others.'],
  ])('that %s leaves the question open, and health says why', async (_what, token, why) => {
    const origin = await serve({ probe: saying({ port: 25, outcome: 'tls-verified' }), token });
    expect(await ask(origin)).toMatchObject({ outcome: 'unreachable', unanswered: ['unreachable'] });
    await expect(remote(origin).check(signal)).rejects.toThrow(`${new URL(origin).host} ${why}`);
  });

  test('that is not there leaves the question open, and health says so', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    expect(await ask(origin)).toMatchObject({ outcome: 'unreachable', unanswered: ['unreachable'] });
    await expect(remote(origin).check(signal)).rejects.toThrow('does not answer.');
  });

  test('is in order when it can reach mail servers, and health says so when it cannot', async () => {
    const good = await serve({ probe: saying({ port: 25, outcome: 'unreachable' }), token: TOKEN });
    await expect(remote(good).check(signal)).resolves.toBeUndefined();
    const blocked = {
      ...saying({ port: 25, outcome: 'port-25-blocked' }),
      check: () => Promise.reject(new Error()),
    };
    const bad = await serve({ probe: blocked, token: TOKEN });
    await expect(remote(bad).check(signal)).rejects.toThrow('lets no connection to port 25 through.');
  });

  test('that keeps silent is given up', async () => {
    const origin = await pretend(() => undefined);
    expect(await ask(origin, { timeoutMs: 50 })).toMatchObject({ outcome: 'no-answer-in-time' });
  });

  test('is not asked any longer when nobody wants the answer', async () => {
    const origin = await pretend(() => undefined);
    const seen = await remote(origin).probe(HOST, ['192.0.2.1'], AbortSignal.timeout(50));
    expect(seen.outcome).toBe('no-answer-in-time');
  });
});

describe('an answer that is not as agreed is not believed', () => {
  const good = { port: 25, outcome: 'tls-verified' };

  test.each<[string, string]>([
    ['no JSON', 'tls-verified'],
    ['no object', '"tls-verified"'],
    ['another outcome', JSON.stringify({ ...good, outcome: 'safe' })],
    ['a reservation that we do not know', JSON.stringify({ ...good, except: ['192.0.2.7'] })],
    ['no port', JSON.stringify({ outcome: 'tls-verified' })],
    ['certificates that are none', JSON.stringify({ ...good, chains: 'MII' })],
    ['more certificates than a server sends', JSON.stringify({ ...good, chains: [Array(11).fill('MII')] })],
    ['no end', JSON.stringify({ ...good, protocol: 'x'.repeat(5_000_000) })],
  ])('%s', async (_what, body) => {
    const origin = await pretend((_request, reply) => reply.end(body));
    expect((await ask(origin)).outcome).toBe('unreachable');
  });

  test.each([201, 302, 404, 429, 500])('status %i', async (status) => {
    const origin = await pretend((_request, reply) =>
      reply.writeHead(status, { location: '/elsewhere' }).end(JSON.stringify(good)),
    );
    expect((await ask(origin)).outcome).toBe('unreachable');
  });

  test('from a service whose certificate nobody we trust has issued', async () => {
    const identity = await probing.identity({ dns: 'localhost' });
    const server = createTlsServer(identity, (_request, reply) => reply.end(JSON.stringify(good)));
    const origin = `https://localhost:${await listening(server)}`;
    expect((await ask(origin)).outcome).toBe('unreachable');
    expect((await ask(origin, { extraAnchors: [probing.root.pem] })).outcome).toBe('tls-verified');
  });
});

function saying(result: ProbeResult): OpenProbe {
  return { probe: async () => result, check: async () => undefined, close: async () => undefined };
}

/** A real service that asks for others; answers its origin. */
async function serve(probes: {
  readonly probe: OpenProbe;
  readonly token: string | undefined;
}): Promise<string> {
  const { app } = await aService({ change: { probes } });
  closing.push(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

/** Something that is no service of ours; answers its origin. */
async function pretend(reply: (request: IncomingMessage, reply: ServerResponse) => unknown): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(reply))}`;
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port; // it listens on a port
}

function remote(origin: string, change: Partial<Parameters<typeof createRemoteProbe>[0]> = {}): OpenProbe {
  const probe = createRemoteProbe({ origin, token: TOKEN, extraAnchors: [], timeoutMs: 5000, ...change });
  closing.push(() => probe.close());
  return probe;
}

function ask(
  origin: string,
  change: Partial<Parameters<typeof createRemoteProbe>[0]> = {},
): Promise<ProbeResult> {
  return remote(origin, change).probe(HOST, ['127.0.0.1'], signal);
}
