import { decode, encode } from 'dns-packet';
import type { Answer, Packet } from 'dns-packet';
import { createResolver } from '../../../src/server/adapters/dns.ts';
import { startUdpServer } from '../../support/servers/udp-server.ts';
import type { UdpServer } from '../../support/servers/udp-server.ts';

const RECURSIVE = 0x80;
const soon = () => AbortSignal.timeout(400);
let server: UdpServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

test.each([
  [8, true, 'found'],
  [9, true, 'failed'],
  [9, false, 'failed'],
  [2, false, 'no-records'],
] as const)('behind %i aliases, with an end %s, stands what is %s', async (count, hasEnd, kind) => {
  server = await startUdpServer((query) => [
    reply(query, [...aliases(count), ...(hasEnd ? [end(count)] : [])], {
      flags: RECURSIVE,
    }),
  ]);
  const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
  expect(await resolver.mailServers('a0.test', soon())).toMatchObject({ kind });
});

test('nobody can say what is behind aliases that go in a circle', async () => {
  const circle: Answer = { type: 'CNAME', name: 'a2.test', ttl: 60, data: 'a0.test' };
  server = await startUdpServer((query) => [reply(query, [...aliases(2), circle], { flags: RECURSIVE })]);
  const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
  expect(await resolver.mailServers('a0.test', soon())).toEqual({ kind: 'failed' });
});

test('nobody can say what is behind an alias where the server does not look there', async () => {
  server = await startUdpServer((query) => [reply(query, aliases(1))]);
  const resolver = createResolver([{ host: '127.0.0.1', port: server.port }]);
  expect(await resolver.mailServers('a0.test', soon())).toEqual({ kind: 'failed' });
});

/** a0.test is an alias of a1.test, that one of a2.test, and so on. */
function aliases(count: number): Answer[] {
  return Array.from({ length: count }, (_unused, index) => ({
    type: 'CNAME' as const,
    name: `a${index}.test`,
    ttl: 60,
    data: `a${index + 1}.test`,
  }));
}

function end(count: number): Answer {
  return { type: 'MX', name: `a${count}.test`, ttl: 60, data: { preference: 10, exchange: 'b.test' } };
}

function reply(query: Buffer, answers: Answer[], change: Partial<Packet> = {}): Buffer {
  const { id, questions } = decode(query);
  return encode({ type: 'response', id: id ?? 0, questions: questions ?? [], answers, ...change });
}
