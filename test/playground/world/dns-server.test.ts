import { startDnsServer } from '../../../src/playground/world/dns-server.ts';
import type { DnsServer } from '../../../src/playground/world/dns-server.ts';
import { SIGNED_DOMAINS, ZONES } from '../../../src/playground/world/zones.ts';
import { answersOf, askTcp, askUdp, codeOf } from './ask-dns.ts';

let dns: DnsServer;
beforeAll(async () => {
  dns = await startDnsServer(
    { ...ZONES, 'long.example': { TXT: Array.from({ length: 60 }, (_, index) => `text number ${index}`) } },
    { ownTopLevel: 'example', signed: SIGNED_DOMAINS },
  );
});
afterAll(() => dns.stop());

const ask = (name: string, type: 'MX' | 'A' | 'AAAA' | 'TXT', timeoutMs?: number) =>
  askUdp({ name, type, port: dns.port }, timeoutMs);

test('names the mail servers of a domain with their preference', async () => {
  const answer = await ask('to-servere.example', 'MX');
  expect(answersOf(answer)).toEqual([
    { preference: 10, exchange: 'mx1.to-servere.example' },
    { preference: 20, exchange: 'mx2.to-servere.example' },
  ]);
});

test('every mail server of the world lives on 127.0.0.1', async () => {
  expect(answersOf(await ask('mx.gmail.example', 'A'))).toEqual(['127.0.0.1']);
});

test('a domain without MX still has an address to deliver to', async () => {
  const [mx, a] = [
    await ask('nordstrand-bogbinderi.example', 'MX'),
    await ask('nordstrand-bogbinderi.example', 'A'),
  ];
  expect([codeOf(mx), answersOf(mx), answersOf(a)]).toEqual(['NOERROR', [], ['127.0.0.1']]);
});

test('a domain may say that it takes no mail at all', async () => {
  expect(answersOf(await ask('ingen-post.example', 'MX'))).toEqual([{ preference: 0, exchange: '.' }]);
});

test('case does not matter in names', async () => {
  expect(answersOf(await ask('GMail.COM', 'MX'))).toEqual([{ preference: 10, exchange: 'mx.gmail.example' }]);
});

test('a name that is missing in the world does not exist, and says for how long that holds', async () => {
  const answer = await ask('findes-ikke.example', 'MX');
  expect(codeOf(answer)).toBe('NXDOMAIN');
  expect(answer?.authorities?.[0]?.type).toBe('SOA');
});

test('a name that only has names below it exists without records', async () => {
  expect(codeOf(await ask('gmail.example', 'MX'))).toBe('NOERROR');
});

test('a real domain is refused, never called non-existent', async () => {
  expect(codeOf(await ask('borger.dk', 'MX'))).toBe('REFUSED');
});

test('one name server fails', async () => {
  expect(codeOf(await ask('dns-fejl.example', 'MX'))).toBe('SERVFAIL');
});

test('one name server never answers', async () => {
  expect(await ask('tavs-dns.example', 'MX', 300)).toBeUndefined();
});

test.each([
  ['nordlys-forsikring.example', 'MX', true],
  ['mx.nordlys-forsikring.example', 'A', true],
  ['_25._tcp.nothing.nordlys-forsikring.example', 'TXT', true],
  ['advokat-nordhavn.example', 'MX', false],
  ['ikke-nordlys-forsikring.example', 'MX', false],
] as const)('what is said of %s (%s) is marked as validated: %s', async (name, type, isValidated) => {
  expect((await ask(name, type))?.flag_ad).toBe(isValidated);
});

test('a forged answer is withheld, and given unmarked to who asks not to check', async () => {
  const name = 'forfalsket-dns.example';
  expect(codeOf(await ask(name, 'MX'))).toBe('SERVFAIL');
  const unchecked = await askUdp({ name, type: 'MX', port: dns.port, isUnchecked: true });
  expect([codeOf(unchecked), unchecked?.flag_ad]).toEqual(['NOERROR', false]);
  expect(answersOf(unchecked)).toHaveLength(1);
});

test('a name server that fails does so also for who asks not to check', async () => {
  const question = { name: 'dns-fejl.example', type: 'MX', port: dns.port, isUnchecked: true } as const;
  expect(codeOf(await askUdp(question))).toBe('SERVFAIL');
});

test('TCP answers on the same port, also when the question comes in pieces', async () => {
  const answer = await askTcp({ name: 'gmail.com', type: 'MX', port: dns.port });
  expect(answersOf(answer)).toEqual([{ preference: 10, exchange: 'mx.gmail.example' }]);
});

test('an answer that is too long for UDP says so, and comes whole over TCP', async () => {
  const short = await ask('long.example', 'TXT');
  const whole = await askTcp({ name: 'long.example', type: 'TXT', port: dns.port });
  expect([short?.flag_tc, answersOf(short).length, answersOf(whole).length]).toEqual([true, 0, 60]);
});

test('what is not DNS is dropped and the server goes on', async () => {
  const { createSocket } = await import('node:dgram');
  const socket = createSocket('udp4');
  await new Promise((sent) => socket.send(Buffer.from('not dns'), dns.port, '127.0.0.1', sent));
  socket.close();
  expect(codeOf(await ask('gmail.com', 'MX'))).toBe('NOERROR');
});
