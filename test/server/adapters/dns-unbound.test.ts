import { createResolver } from '../../../src/server/adapters/dns.ts';
import type { Resolver } from '../../../src/server/adapters/dns.ts';
import { startNsd } from '../../support/servers/nsd.ts';
import { startUdpServer } from '../../support/servers/udp-server.ts';
import { startUnbound } from '../../support/servers/unbound.ts';

const MANY = Array.from(
  { length: 60 },
  (_unused, index) => `many IN MX ${index} a-rather-long-name-${index}.mx.test.`,
);
const { signal } = new AbortController();
const stops: (() => Promise<void>)[] = [];
let resolver: Resolver;

beforeAll(async () => {
  const nsd = await startNsd('test', [
    'two IN MX 20 backup.test.',
    'two IN MX 10 Primary.test.',
    'null IN MX 0 .',
    'plain IN A 192.0.2.1',
    'plain IN AAAA 2001:db8::1',
    'alias IN CNAME two',
    'broken IN CNAME missing',
    'text IN TXT "nothing for mail"',
    ...MANY,
  ]);
  stops.push(nsd.stop);
  const silent = await startUdpServer(() => []);
  stops.push(silent.stop);
  const zones = { test: nsd.port, 'silent.example': silent.port, '.': nsd.port };
  const unbound = await startUnbound({ zones });
  stops.push(unbound.stop);
  resolver = createResolver([{ host: '127.0.0.1', port: unbound.port }]);
}, 30_000);

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

describe('the resolver behind a real unbound', () => {
  test('gives the mail servers of a domain, and again from what unbound keeps', async () => {
    const expected = {
      kind: 'found',
      records: expect.arrayContaining([
        { host: 'primary.test', preference: 10 },
        { host: 'backup.test', preference: 20 },
      ]),
    };
    expect(await resolver.mailServers('two.test', signal)).toMatchObject(expected);
    expect(await resolver.mailServers('TWO.test', signal)).toMatchObject(expected);
  });

  test('gives a null MX as the root', async () => {
    const answer = await resolver.mailServers('null.test', signal);
    expect(answer).toMatchObject({ kind: 'found', records: [{ host: '.', preference: 0 }] });
  });

  test('gives addresses of both families', async () => {
    const answer = await resolver.addresses('plain.test', signal);
    expect(answer).toMatchObject({ kind: 'found', records: ['192.0.2.1', '2001:db8::1'] });
  });

  test('follows an alias, and knows one that leads nowhere', async () => {
    expect(await resolver.mailServers('alias.test', signal)).toMatchObject({ kind: 'found' });
    expect(await resolver.mailServers('broken.test', signal)).toMatchObject({ kind: 'no-domain' });
  });

  test('tells a domain that does not exist from one without mail servers', async () => {
    expect(await resolver.mailServers('missing.test', signal)).toMatchObject({ kind: 'no-domain' });
    expect(await resolver.addresses('missing.test', signal)).toMatchObject({ kind: 'no-domain' });
    expect(await resolver.mailServers('text.test', signal)).toMatchObject({ kind: 'no-records' });
  });

  test('fetches by TCP what does not fit into a datagram', async () => {
    const answer = await resolver.mailServers('many.test', signal);
    expect(answer.kind === 'found' && answer.records.length).toBe(60);
  });

  test('takes it for "could not say" when the name servers refuse', async () => {
    expect(await resolver.mailServers('elsewhere.example', signal)).toEqual({ kind: 'failed' });
  });

  test('takes it for "could not say" when the name servers keep silent, and is back in time', async () => {
    const before = Date.now();
    const answer = await resolver.mailServers('silent.example', AbortSignal.timeout(500));
    expect(answer).toEqual({ kind: 'failed' });
    expect(Date.now() - before).toBeLessThan(2000);
  });

  test('knows that unbound is there, though the root is not', async () => {
    expect(await resolver.isAnswering(signal)).toBe(true);
  });
});
