import { setTimeout as wait } from 'node:timers/promises';
import { createSmtpProbe } from '../../../src/server/adapters/smtp-probe.ts';
import type { ProbeOptions } from '../../../src/server/adapters/smtp-probe.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';
import { startMailServer } from '../../support/servers/mail-server.ts';
import type { MailBehaviour, MailServerForTests } from '../../support/servers/mail-server.ts';
import { freePort } from '../../support/servers/server-program.ts';

const HOST = 'mx.partner.example';
const { signal } = new AbortController();
let root: Keyed;
let good: MailBehaviour;
let servers: MailServerForTests[] = [];

beforeAll(async () => {
  root = await makeAuthority('CN=Mail Root');
  good = { tls: await identity({}) };
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
});

describe('the probe of a mail server', () => {
  test('verifies a server with STARTTLS, TLS 1.3 and a certificate for its name', async () => {
    const seen = await probe(good);
    expect(seen).toMatchObject({ outcome: 'tls-verified', protocol: 'TLSv1.3' });
    expect(seen.certificate?.subject).toBe('CN=mx');
    expect(servers[0]?.heard.slice(0, 2)).toEqual(['EHLO secure-send.test', 'STARTTLS']);
  });

  test('is content with TLS 1.2', async () => {
    expect(await probe({ tls: { ...good.tls, maxVersion: 'TLSv1.2' } })).toMatchObject({
      outcome: 'tls-verified',
      protocol: 'TLSv1.2',
    });
  });

  test('is not content with TLS 1.1', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    expect((await probe({ tls: { ...good.tls, ...old } })).outcome).toBe('tls-too-old');
  });

  test.each<[string, CertificateWish, string]>([
    ['has ended', { days: [-30, -1] }, 'certificate-expired'],
    ['has not begun', { days: [1, 30] }, 'certificate-expired'],
    ['is for another name', { dns: 'mx.other.example' }, 'certificate-wrong-name'],
    [
      'has the name only in its subject',
      { dns: 'x.example', subject: `CN=${HOST}` },
      'certificate-wrong-name',
    ],
    ['covers the name by a star two labels up', { dns: '*.example' }, 'certificate-wrong-name'],
    ['is for clients', { extended: 'clientAuth' }, 'certificate-untrusted'],
  ])('tells a certificate that %s', async (_what, change, outcome) => {
    expect((await probe({ tls: await identity(change) })).outcome).toBe(outcome);
  });

  test('accepts a star for exactly one label', async () => {
    expect((await probe({ tls: await identity({ dns: '*.partner.example' }) })).outcome).toBe('tls-verified');
  });

  test('tells a certificate that signed itself', async () => {
    const { pem, keyPem } = await makeCertificate({ dns: HOST, extended: 'serverAuth', subject: 'CN=mx' });
    expect((await probe({ tls: { cert: pem, key: keyPem } })).outcome).toBe('certificate-untrusted');
  });

  test.each<[string, MailBehaviour]>([
    ['does not offer STARTTLS', { ehlo: '250-mx.test\r\n250 SIZE\r\n' }],
    [
      'offers something that only looks like it',
      { ehlo: '250-mx.test\r\n250-XSTARTTLS\r\n250 STARTTLSX\r\n' },
    ],
    ['names itself STARTTLS', { ehlo: '250 STARTTLS\r\n' }],
    ['does not know EHLO', { ehlo: '502 what?\r\n' }],
    ['offers STARTTLS and then will not have it for good', { starttls: '554 no\r\n' }],
  ])('knows that mail goes in the clear when the server %s', async (_what, behaviour) => {
    expect((await probe({ ...good, ...behaviour })).outcome).toBe('no-starttls');
  });

  test.each<[string, MailBehaviour]>([
    ['sends one away at the door', { banner: '554 go away\r\n' }],
    ['is busy', { banner: '421 later\r\n' }],
    ['is busy at EHLO', { ehlo: '421 later\r\n' }],
    ['turns one away at EHLO', { ehlo: '550 not you\r\n' }],
    ['does not like the name in EHLO', { ehlo: '501 odd name\r\n' }],
    ['never ends its first line', { banner: 'x'.repeat(40_000) }],
    ['has endless lines in its greeting', { banner: '220-x\r\n'.repeat(10_000) }],
    ['does not speak SMTP', { banner: 'HTTP/1.1 400 Bad Request\r\n' }],
    ['offers STARTTLS and then does not want to', { starttls: '454 not now\r\n' }],
    ['says more than it may before TLS', { injected: '250 injected\r\n' }],
    ['never ends its reply', { ehlo: '250-x\r\n'.repeat(10_000) }],
  ])('could not say when the server %s', async (_what, behaviour) => {
    expect((await probe({ ...good, ...behaviour })).outcome).toBe('refused');
  });

  test.each<[string, MailBehaviour]>([
    ['never greets', { banner: null }],
    ['never answers EHLO', { ehlo: '' }],
    ['never answers STARTTLS', { starttls: '' }],
    ['never begins TLS', { starttls: '220 go\r\n', tls: undefined }],
    ['ends no line', { banner: '220 no end' }],
  ])('gives up in time when the server %s', async (_what, behaviour) => {
    const before = Date.now();
    const seen = await probe({ ...good, ...behaviour }, { timeoutMs: 300 });
    expect(seen.outcome).toBe('no-answer-in-time');
    expect(Date.now() - before).toBeLessThan(1500);
  });

  test('cannot reach a port where nobody listens', async () => {
    expect((await subject(await freePort()).probe(HOST, ['127.0.0.1'], signal)).outcome).toBe('unreachable');
  });

  test('does not connect to private addresses', async () => {
    const server = await start(good);
    const guarded = subject(server.port, { allowPrivate: false });
    const seen = await guarded.probe(HOST, ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1'], signal);
    expect(seen.outcome).toBe('unreachable');
    expect(server.connections()).toBe(0);
  });

  test.each<[string, MailBehaviour, string]>([
    ['speaks in the clear', { ehlo: '250 mx.test\r\n' }, 'no-starttls'],
    ['never greets', { banner: null }, 'no-answer-in-time'],
    ['is busy', { banner: '421 later\r\n' }, 'refused'],
    ['is as good', {}, 'tls-verified'],
  ])('knows a host by its weakest address: one verified, one that %s', async (_what, behaviour, outcome) => {
    const port = await startPair(good, { ...good, ...behaviour });
    const both = ['127.0.0.1', '127.0.0.2'];
    const seen = await subject(port, { timeoutMs: 2000 }).probe(HOST, both, signal);
    const turned = await subject(port, { timeoutMs: 2000 }).probe(HOST, [...both].reverse(), signal);
    expect([seen.outcome, turned.outcome]).toEqual([outcome, outcome]);
  });

  test('waits for a slow banner, even where another address has answered long before', async () => {
    const port = await startPair(good, { ehlo: '250 mx.test\r\n', delayMs: 1500 });
    expect((await subject(port).probe(HOST, ['127.0.0.1', '127.0.0.2'], signal)).outcome).toBe('no-starttls');
  });

  test('tells that a bad certificate is not all that there is to know', async () => {
    const { pem, keyPem } = await makeCertificate({ dns: HOST, extended: 'serverAuth', subject: 'CN=mx' });
    const port = await startPair({ tls: { cert: pem, key: keyPem } }, { banner: null });
    const seen = await subject(port, { timeoutMs: 500 }).probe(HOST, ['127.0.0.1', '127.0.0.2'], signal);
    expect(seen).toMatchObject({ outcome: 'certificate-untrusted', unanswered: ['no-answer-in-time'] });
  });

  test('asks at every address, and cannot say where there are too many', async () => {
    const port = await startPair(good, { ehlo: '250 mx.test\r\n' });
    const others = Array.from({ length: 30 }, (_unused, index) => `127.0.1.${index + 1}`);
    await Promise.all(others.map((host) => start(good, { host, port })));
    const plainLast = ['127.0.0.1', ...others, '127.0.0.2'];
    expect((await subject(port).probe(HOST, plainLast, signal)).outcome).toBe('no-starttls');
    const beyond = [...plainLast.slice(0, -1), '127.0.9.9', '127.0.0.2'];
    await start(good, { host: '127.0.9.9', port });
    expect((await subject(port).probe(HOST, beyond, signal)).outcome).toBe('unreachable');
  });

  test('leaves out a family of addresses that this machine has no way to, and says so', async () => {
    // Linux has no route to a multicast address for TCP, whatever its network looks like.
    const noWay = ['ff0e::1', 'ff0e::2'];
    const { port } = await start(good);
    const seen = await subject(port).probe(HOST, ['127.0.0.1', ...noWay], signal);
    expect(seen).toMatchObject({ outcome: 'tls-verified', leftOut: 'IPv6' });
    expect((await subject(port).probe(HOST, noWay, signal)).outcome).toBe('unreachable');
    const oneIsThere = await subject(port).probe(HOST, ['127.0.0.1', ...noWay, '::1'], signal);
    expect(oneIsThere.outcome).toBe('unreachable');
    expect(oneIsThere.leftOut).toBeUndefined();
  });

  test('ends in time however many addresses keep silent', async () => {
    const { port } = await start({ banner: null });
    const addresses = Array.from({ length: 11 }, (_unused, index) => `127.0.2.${index + 1}`);
    await Promise.all(addresses.map((host) => start({ banner: null }, { host, port })));
    const before = Date.now();
    const seen = await subject(port, { timeoutMs: 400 }).probe(HOST, addresses, signal);
    expect(seen.outcome).toBe('no-answer-in-time');
    expect(Date.now() - before).toBeLessThan(900);
  });

  test('stops when nobody wants the answer any more', async () => {
    const { port } = await start({ banner: null });
    const before = Date.now();
    const seen = await subject(port).probe(HOST, ['127.0.0.1'], AbortSignal.timeout(100));
    expect(seen.outcome).toBe('no-answer-in-time');
    expect(Date.now() - before).toBeLessThan(1000);
  });

  test('waits for the second half of a guarded greeting', async () => {
    const guarded = { ...good, teaser: '220-mx.test waits\r\n', delayMs: 1500 };
    expect((await probe(guarded)).outcome).toBe('tls-verified');
  });

  test.each<[string, MailBehaviour]>([
    ['QUIT', { ehlo: '250 mx.test\r\n' }],
    ['secured QUIT', {}],
  ])('leaves with %s', async (goodbye, behaviour) => {
    await probe({ ...good, ...behaviour });
    await until(() => servers[0]?.heard.at(-1) === goodbye);
  });
});

describe('the certificates that a server shows', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'are told as it sent them, and none of ours besides (%s)',
    async (maxVersion) => {
      const issuer = await makeAuthority('CN=Issuer', { issuer: root });
      const stray = await makeAuthority('CN=Stray');
      const own = await makeCertificate({ subject: 'CN=mx', dns: HOST, extended: 'serverAuth', issuer });
      const cert = own.pem + stray.pem + issuer.pem;
      const seen = await probe({ tls: { cert, key: own.keyPem, maxVersion } });
      expect(seen).toMatchObject({ outcome: 'tls-verified', chains: [[own.der, stray.der, issuer.der]] });
    },
  );

  test('are told when they do not hold, too', async () => {
    const own = await makeCertificate({ dns: HOST, extended: 'serverAuth', subject: 'CN=mx' });
    expect(await probe({ tls: { cert: own.pem, key: own.keyPem } })).toMatchObject({
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
    const server = await start(behaviour);
    const gentle = subject(server.port, { timeoutMs: 500, now: () => now });
    const ask = async () => (await gentle.probe(HOST, ['127.0.0.1'], signal)).outcome;
    expect([await ask(), await ask()]).toEqual([outcome, outcome]);
    expect(server.connections()).toBe(1);
    now = 10_000;
    expect(await ask()).toBe(outcome);
    expect(server.connections()).toBe(2);
  });

  test('is asked again at once when the question was called off', async () => {
    const server = await start({ ...good, delayMs: 1000 });
    const gentle = subject(server.port);
    await gentle.probe(HOST, ['127.0.0.1'], AbortSignal.timeout(100));
    expect((await gentle.probe(HOST, ['127.0.0.1'], signal)).outcome).toBe('tls-verified');
  });
});

describe('a network that lets nobody through to mail servers', () => {
  const dead = ['mx.one.example', 'mx.two.example', 'mx.three.example'];

  test('is told as such, is tried once a minute, and is forgotten when a server answers', async () => {
    let now = 0;
    const server = await start(good);
    const closed = await freePort();
    const ports = new Map([[HOST, server.port], ...dead.map((host) => [host, closed] as const)]);
    const watching = subject(server.port, { ports, now: () => now });
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

async function identity(wish: CertificateWish) {
  const { pem, keyPem } = await makeCertificate({
    subject: 'CN=mx',
    dns: HOST,
    extended: 'serverAuth',
    issuer: root,
    ...wish,
  });
  return { cert: pem, key: keyPem };
}

/** Two servers at the two addresses of one host; answers their common port. */
async function startPair(one: MailBehaviour, two: MailBehaviour): Promise<number> {
  const { port } = await start(one);
  await start(two, { host: '127.0.0.2', port });
  return port;
}

async function start(behaviour: MailBehaviour, where: { host?: string; port?: number } = {}) {
  const server = await startMailServer(behaviour, where);
  servers.push(server);
  return server;
}

async function probe(behaviour: MailBehaviour, change: { timeoutMs?: number } = {}) {
  const { port } = await start(behaviour);
  return subject(port, change).probe(HOST, ['127.0.0.1'], signal);
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await wait(20);
}

function subject(port: number, change: Partial<ProbeOptions> = {}) {
  return createSmtpProbe({
    ports: new Map([[HOST, port]]),
    extraAnchors: [root.pem],
    timeoutMs: 4000,
    allowPrivate: true,
    ownName: 'secure-send.test',
    ...change,
  });
}
