import { setTimeout as wait } from 'node:timers/promises';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { HOST, prepareProbing } from '../../support/probing.ts';
import type { Probing } from '../../support/probing.ts';
import type { MailBehaviour } from '../../support/servers/mail-server.ts';
import { freePort } from '../../support/servers/server-program.ts';

const { signal } = new AbortController();
let probing: Probing;
let good: MailBehaviour;

beforeAll(async () => {
  probing = await prepareProbing();
  good = probing.good;
});

afterEach(() => probing.stopServers());

test.each<[string, MailBehaviour]>([
  ['QUIT', { ehlo: '250 mx.test\r\n' }],
  ['secured QUIT', {}],
])('the probe leaves with %s', async (goodbye, behaviour) => {
  const server = await probing.start({ ...good, ...behaviour });
  await probing.subject(server.port).probe(HOST, ['127.0.0.1'], signal);
  while (server.heard.at(-1) !== goodbye) await wait(20);
});

test('a probe ends at once when the service closes', async () => {
  const server = await probing.start({ banner: null });
  const subject = probing.subject(server.port, { timeoutMs: 3_600_000 });
  const asked = subject.probe(HOST, ['127.0.0.1'], signal);
  while (server.connections() === 0) await wait(20);
  await subject.close();
  expect((await asked).outcome).toBe('no-answer-in-time');
});

describe('the certificates that a server shows', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'are told as it sent them, and none of ours besides (%s)',
    async (maxVersion) => {
      const issuer = await makeAuthority('CN=Issuer', { issuer: probing.root });
      const stray = await makeAuthority('CN=Stray');
      const own = await makeCertificate({ subject: 'CN=mx', dns: HOST, extended: 'serverAuth', issuer });
      const cert = own.pem + stray.pem + issuer.pem;
      const seen = await probing.probe({ tls: { cert, key: own.keyPem, maxVersion } });
      expect(seen).toMatchObject({ outcome: 'tls-verified', chains: [[own.der, stray.der, issuer.der]] });
    },
  );

  test('are told when they do not hold, too', async () => {
    const own = await makeCertificate({ dns: HOST, extended: 'serverAuth', subject: 'CN=mx' });
    expect(await probing.probe({ tls: { cert: own.pem, key: own.keyPem } })).toMatchObject({
      outcome: 'certificate-untrusted',
      chains: [[own.der]],
    });
  });
});

describe('a server that does not answer', () => {
  test.each<[string, MailBehaviour, string]>([
    ['is silent', { banner: null }, 'no-answer-in-time'],
    ['turns the probe away', { banner: '554 no\r\n' }, 'refused'],
  ])('(it %s) is left alone for a while, and what it said stands', async (_what, behaviour, outcome) => {
    let now = 0;
    const server = await probing.start(behaviour);
    const gentle = probing.subject(server.port, { timeoutMs: 500, now: () => now });
    const ask = async () => (await gentle.probe(HOST, ['127.0.0.1'], signal)).outcome;
    expect([await ask(), await ask()]).toEqual([outcome, outcome]);
    expect(server.connections()).toBe(1);
    now = 10_000;
    expect(await ask()).toBe(outcome);
    expect(server.connections()).toBe(2);
  });

  test('is asked again at once when the question was called off', async () => {
    const server = await probing.start({ ...good, delayMs: 1000 });
    const gentle = probing.subject(server.port);
    await gentle.probe(HOST, ['127.0.0.1'], AbortSignal.timeout(100));
    expect((await gentle.probe(HOST, ['127.0.0.1'], signal)).outcome).toBe('tls-verified');
  });
});

describe('a network that lets nobody through to mail servers', () => {
  const dead = ['mx.one.example', 'mx.two.example', 'mx.three.example'];

  test('is told as such, is tried once a minute, and is forgotten when a server answers', async () => {
    let now = 0;
    const server = await probing.start(good);
    const closed = await freePort();
    const ports = new Map([[HOST, server.port], ...dead.map((host) => [host, closed] as const)]);
    const watching = probing.subject(server.port, { ports, now: () => now });
    const ask = async (host: string, address: string) =>
      (await watching.probe(host, [address], signal)).outcome;
    await expect(watching.check(signal)).resolves.toBeUndefined();
    const first = [await ask('mx.one.example', '127.0.1.1'), await ask('mx.two.example', '127.0.2.1')];
    now = 2000;
    const third = await ask('mx.three.example', '127.0.3.1');
    expect([...first, third]).toEqual(['unreachable', 'unreachable', 'port-25-blocked']);
    expect(await watching.probe(HOST, ['127.0.0.1'], signal)).toMatchObject({
      outcome: 'port-25-blocked',
      unanswered: ['port-25-blocked'],
    });
    expect(server.connections()).toBe(0);
    await expect(watching.check(signal)).rejects.toThrow('lets no connection to port 25 through');
    now += 60_000;
    expect(await ask(HOST, '127.0.0.1')).toBe('tls-verified');
    await expect(watching.check(signal)).resolves.toBeUndefined();
    expect(await ask(HOST, '127.0.0.1')).toBe('tls-verified');
  });
});
