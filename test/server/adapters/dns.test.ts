import { decode, encode } from 'dns-packet';
import type { Answer, Packet } from 'dns-packet';
import { createResolver } from '../../../src/server/adapters/dns.ts';
import type { Resolver } from '../../../src/server/adapters/dns.ts';
import type { DnsTrust } from '../../../src/server/config.ts';
import { startNsd } from '../../support/servers/nsd.ts';
import type { RunningNameServer } from '../../support/servers/nsd.ts';
import { freePort } from '../../support/servers/server-program.ts';
import { startUdpServer } from '../../support/servers/udp-server.ts';
import type { UdpServer } from '../../support/servers/udp-server.ts';

const MANY = Array.from(
  { length: 60 },
  (_unused, index) => `many IN MX ${index} a-rather-long-name-${index}.mx.test.`,
);
const AUTHENTIC = 0x20;
const UNCHECKED = 0x10;
const { signal } = new AbortController();
const soon = () => AbortSignal.timeout(400);

describe('the resolver on a real nsd', () => {
  let nsd: RunningNameServer;
  let resolver: Resolver;

  beforeAll(async () => {
    nsd = await startNsd('test', [
      'two IN MX 20 backup.test.',
      'two IN MX 10 Primary.test.',
      'null IN MX 0 .',
      'plain IN A 192.0.2.1',
      'plain IN AAAA 2001:db8::1',
      'alias IN CNAME two',
      'text IN TXT "nothing for mail"',
      ...MANY,
    ]);
    resolver = createResolver([{ host: '127.0.0.1', port: nsd.port }]);
  }, 30_000);

  afterAll(() => nsd.stop());

  test('gives the mail servers of a domain in lower case', async () => {
    const answer = await resolver.mailServers('two.test', signal);
    expect(answer).toMatchObject({
      kind: 'found',
      records: expect.arrayContaining([
        { host: 'primary.test', preference: 10 },
        { host: 'backup.test', preference: 20 },
      ]),
    });
  });

  test('follows an alias', async () => {
    expect(await resolver.mailServers('alias.test', signal)).toMatchObject({ kind: 'found' });
  });

  test('gives a null MX as the root', async () => {
    const answer = await resolver.mailServers('null.test', signal);
    expect(answer).toMatchObject({ kind: 'found', records: [{ host: '.', preference: 0 }] });
  });

  test('tells a domain that does not exist from one without mail servers', async () => {
    expect(await resolver.mailServers('missing.test', signal)).toMatchObject({ kind: 'no-domain' });
    expect(await resolver.mailServers('text.test', signal)).toMatchObject({ kind: 'no-records' });
    expect(await resolver.addresses('text.test', signal)).toMatchObject({ kind: 'no-records' });
    expect(await resolver.addresses('missing.test', signal)).toMatchObject({ kind: 'no-domain' });
  });

  test('gives addresses of both families', async () => {
    const answer = await resolver.addresses('plain.test', signal);
    expect(answer).toMatchObject({ kind: 'found', records: ['192.0.2.1', '2001:db8::1'] });
  });

  test('fetches by TCP what does not fit into a datagram', async () => {
    const answer = await resolver.mailServers('many.test', signal);
    expect(answer.kind === 'found' && answer.records.length).toBe(60);
  });

  test('knows that a server is there by any reply', async () => {
    expect(await resolver.isAnswering(signal)).toBe(true);
    const gone = createResolver([{ host: '127.0.0.1', port: await freePort() }]);
    expect(await gone.isAnswering(soon())).toBe(false);
  });

  test('takes a refusal, as for a foreign zone, for "could not say"', async () => {
    expect(await resolver.mailServers('elsewhere.example', signal)).toEqual({ kind: 'failed' });
  });
});

describe('the resolver when answers are bad', () => {
  let server: UdpServer | undefined;

  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  test.each<[string, (query: Buffer) => readonly Buffer[]]>([
    ['keeps silent', () => []],
    ['answers with noise', () => [Buffer.from('noise that is no DNS at all')]],
    ['answers half a packet', (query) => [reply(query, [mx('evil.test')]).subarray(0, 20)]],
    ['answers under another number', (query) => [otherId(reply(query, [mx('evil.test')]))]],
    [
      'answers another question',
      (query) => [reply(query, [mx('evil.test')], { questions: [{ type: 'MX', name: 'other.test' }] })],
    ],
    ['echoes the question as it came', (query) => [query]],
    ['says that it failed', (query) => [reply(query, [], { flags: 2 })]],
    ['says that it does not want to', (query) => [reply(query, [], { flags: 5 })]],
  ])('could not say when the server %s', async (_what, answer) => {
    server = await startUdpServer(answer);
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.mailServers('a.test', soon())).toEqual({ kind: 'failed' });
  });

  test('waits for the true answer behind a forged one', async () => {
    server = await startUdpServer((query) => [
      otherId(reply(query, [mx('evil.test')])),
      reply(query, [mx('good.test')]),
    ]);
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    const answer = await resolver.mailServers('a.test', signal);
    expect(answer).toMatchObject({ kind: 'found', records: [{ host: 'good.test', preference: 10 }] });
  });

  test('leaves aside records about another name', async () => {
    server = await startUdpServer((query) => [reply(query, [mx('evil.test', 'other.test')])]);
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.mailServers('a.test', signal)).toMatchObject({ kind: 'no-records' });
  });

  test('asks the next server when the first is not there', async () => {
    server = await startUdpServer((query) => [reply(query, [mx('good.test')])]);
    const gone = { host: '127.0.0.1', port: await freePort() };
    const resolver = createResolver([gone, { host: '127.0.0.1', port: server.port }]);
    expect(await resolver.mailServers('a.test', signal)).toMatchObject({ kind: 'found' });
  });

  test.each(['nosuchhost.invalid', 'fe80::1', '255.255.255.255'])(
    'asks the next server when there is no way to the first, %s, and could not say without another',
    async (host) => {
      server = await startUdpServer((query) => [reply(query, [mx('good.test')])]);
      const noWay = { host, port: 53 };
      const both = createResolver([noWay, { host: '127.0.0.1', port: server.port }], 'true');
      expect(await both.mailServers('a.test', signal)).toMatchObject({ kind: 'found' });
      expect(await createResolver([noWay]).mailServers('a.test', soon())).toEqual({ kind: 'failed' });
    },
  );

  test('stops when nobody wants the answer any more, rather than ask for it without validation', async () => {
    const leave = new AbortController();
    let count = 0;
    server = await startUdpServer((query) => {
      if (++count === 1) return [reply(query, [], { flags: 2 })];
      leave.abort();
      return [];
    });
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.mailServers('a.test', leave.signal)).toEqual({ kind: 'failed' });
    expect(count).toBe(2);
  });

  test('needs both families to say that a host has no address', async () => {
    server = await startUdpServer((query) =>
      decode(query).questions?.[0]?.type === 'A' ? [reply(query, [])] : [reply(query, [], { flags: 2 })],
    );
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.addresses('a.test', signal)).toEqual({ kind: 'failed' });
  });

  test.each<['A' | 'AAAA', string]>([
    ['A', '192.0.2.1'],
    ['AAAA', '2001:db8::1'],
  ])('says that there may be more addresses than those of %s', async (family, address) => {
    server = await startUdpServer((query) => {
      const isAsked = decode(query).questions?.[0]?.type === family;
      const answer: Answer = { type: family, name: 'a.test', ttl: 60, data: address };
      return [isAsked ? reply(query, [answer]) : reply(query, [], { flags: 2 })];
    });
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.addresses('a.test', signal)).toMatchObject({
      kind: 'found',
      records: [address],
      isPartial: true,
    });
  });

  test('says that an answer fails validation where it would come without', async () => {
    server = await startUdpServer((query) => [
      (query.readUInt16BE(2) & UNCHECKED) === 0
        ? reply(query, [], { flags: 2 })
        : reply(query, [mx('forged.test')]),
    ]);
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.mailServers('a.test', signal)).toEqual({ kind: 'bogus' });
  });

  test.each<[DnsTrust, string, boolean]>([
    ['auto', '127.0.0.1', true],
    ['auto', '127.0.0.53', false],
    ['true', '127.0.0.53', true],
    ['false', '127.0.0.1', false],
  ])('believes with "%s" that %s has validated the answer: %s', async (trust, host, isAuthenticated) => {
    server = await startUdpServer((query) => [reply(query, [mx('b.test')], { flags: AUTHENTIC })], host);
    const resolver = createResolver([{ host, port: server.port }], trust);
    expect(await resolver.mailServers('a.test', signal)).toMatchObject({ kind: 'found', isAuthenticated });
  });

  test('asks nobody else beside a resolver that validates, whatever the others would say', async () => {
    server = await startUdpServer((query) => [reply(query, [], { flags: 2 })]);
    const other = await startUdpServer((query) => [reply(query, [mx('evil.test')])], '127.0.0.53');
    const resolver = createResolver([
      { host: '127.0.0.53', port: other.port },
      { host: '127.0.0.1', port: server.port },
    ]);
    expect(await resolver.mailServers('a.test', signal)).toEqual({ kind: 'failed' });
    await other.stop();
  });

  test('a host is authenticated only where the answers for both families are', async () => {
    server = await startUdpServer((query) => {
      const type = decode(query).questions?.[0]?.type;
      const answer: Answer = { type: 'A', name: 'a.test', ttl: 60, data: '192.0.2.1' };
      return [type === 'A' ? reply(query, [answer], { flags: AUTHENTIC }) : reply(query, [])];
    });
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.addresses('a.test', signal)).toMatchObject({
      kind: 'found',
      isAuthenticated: false,
    });
  });

  test.each([
    [0, 180],
    [179, 180],
    [180, 180],
    [181, 181],
    [2_592_000, 2_592_000],
    [2_592_001, 2_592_000],
    [0x8000_0000, 180],
  ])('a time to live of %i seconds holds for %i', async (ttl, ttlSeconds) => {
    server = await startUdpServer((query) => [reply(query, [mx('b.test', 'a.test', ttl)])]);
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.mailServers('a.test', signal)).toMatchObject({ ttlSeconds });
  });

  test('a TLSA record too short to be one is there, and cannot be used', async () => {
    server = await startUdpServer((query) => [reply(query, [raw('_25._tcp.a.test', 52, '0301')])]);
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.tlsa('a.test', 25, signal)).toMatchObject({
      kind: 'found',
      records: [{ usage: 3, selector: 1, matchingType: 255, data: '' }],
    });
  });

  test('a record that breaks its own form makes the answer none, rather than a part of it', async () => {
    server = await startUdpServer((query) => [
      reply(query, [{ type: 'A', name: 'a.test', ttl: 60, data: '192.0.2.1' }, raw('a.test', 1, 'c00002')]),
    ]);
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    expect(await resolver.addresses('a.test', soon())).toMatchObject({ kind: 'failed' });
  });

  test.each(['a..test', `${'a'.repeat(64)}.test`, 'a b.test', `${'abcdefg.'.repeat(32)}test`])(
    'nobody can say anything of the impossible name %s',
    async (name) => {
      server = await startUdpServer((query) => [reply(query, [mx('b.test', name)])]);
      const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
      expect(await resolver.mailServers(name, signal)).toEqual({ kind: 'failed' });
    },
  );

  test('answers a thousand questions at once', async () => {
    server = await startUdpServer((query) => [reply(query, [mx('b.test', nameIn(query))])]);
    const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
    const names = Array.from({ length: 1000 }, (_unused, index) => `${index}.test`);
    const answers = await Promise.all(names.map((name) => resolver.mailServers(name, signal)));
    expect(answers.filter(({ kind }) => kind !== 'found')).toEqual([]);
  });

  test('stops at once when nobody wants the answer any more', async () => {
    const resolver = createResolver([{ host: '127.0.0.1', port: await freePort() }]);
    const before = Date.now();
    expect(await resolver.mailServers('a.test', AbortSignal.abort())).toEqual({ kind: 'failed' });
    expect(Date.now() - before).toBeLessThan(200);
  });
});

function mx(exchange: string, name = 'a.test', ttl = 60): Answer {
  return { type: 'MX', name, ttl, data: { preference: 10, exchange } };
}

function nameIn(query: Buffer): string {
  return decode(query).questions?.[0]?.name ?? '';
}

/** A record of any type with any data, in hex. */
function raw(name: string, type: number, hex: string): Answer {
  // The library takes such names of types; its declarations do not know them.
  return { type: `UNKNOWN_${type}`, name, ttl: 60, data: Buffer.from(hex, 'hex') } as unknown as Answer;
}

function reply(query: Buffer, answers: Answer[], change: Partial<Packet> = {}): Buffer {
  const { id, questions } = decode(query);
  return encode({ type: 'response', id: id ?? 0, questions: questions ?? [], answers, ...change });
}

function otherId(packet: Buffer): Buffer {
  const copy = Buffer.from(packet);
  copy.writeUInt16BE((packet.readUInt16BE(0) + 1) % 65536, 0);
  return copy;
}
