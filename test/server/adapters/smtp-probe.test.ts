import { makeCertificate } from '../../support/certificates.ts';
import type { CertificateWish } from '../../support/certificates.ts';
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

describe('the probe of a mail server', () => {
  test('verifies a server with STARTTLS, TLS 1.3 and a certificate for its name', async () => {
    const server = await probing.start(good);
    const seen = await probing.subject(server.port).probe(HOST, ['127.0.0.1'], signal);
    expect(seen).toMatchObject({ outcome: 'tls-verified', protocol: 'TLSv1.3' });
    expect(seen.certificate?.subject).toBe('CN=mx');
    expect(server.heard.slice(0, 2)).toEqual(['EHLO secure-send.test', 'STARTTLS']);
  });

  test('is content with TLS 1.2', async () => {
    expect(await probing.probe({ tls: { ...good.tls, maxVersion: 'TLSv1.2' } })).toMatchObject({
      outcome: 'tls-verified',
      protocol: 'TLSv1.2',
    });
  });

  test('is not content with TLS 1.1', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    expect((await probing.probe({ tls: { ...good.tls, ...old } })).outcome).toBe('tls-too-old');
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
    expect((await probing.probe({ tls: await probing.identity(change) })).outcome).toBe(outcome);
  });

  test('accepts a star for exactly one label', async () => {
    expect((await probing.probe({ tls: await probing.identity({ dns: '*.partner.example' }) })).outcome).toBe(
      'tls-verified',
    );
  });

  test('tells a certificate that signed itself', async () => {
    const { pem, keyPem } = await makeCertificate({ dns: HOST, extended: 'serverAuth', subject: 'CN=mx' });
    expect((await probing.probe({ tls: { cert: pem, key: keyPem } })).outcome).toBe('certificate-untrusted');
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
    expect((await probing.probe({ ...good, ...behaviour })).outcome).toBe('no-starttls');
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
    expect((await probing.probe({ ...good, ...behaviour })).outcome).toBe('refused');
  });

  test.each<[string, MailBehaviour]>([
    ['never greets', { banner: null }],
    ['never answers EHLO', { ehlo: '' }],
    ['never answers STARTTLS', { starttls: '' }],
    ['never begins TLS', { starttls: '220 go\r\n', tls: undefined }],
    ['ends no line', { banner: '220 no end' }],
  ])('gives up in time when the server %s', async (_what, behaviour) => {
    const before = Date.now();
    const seen = await probing.probe({ ...good, ...behaviour }, { timeoutMs: 300 });
    expect(seen.outcome).toBe('no-answer-in-time');
    expect(Date.now() - before).toBeLessThan(1500);
  });

  test('cannot reach a port where nobody listens', async () => {
    expect((await probing.subject(await freePort()).probe(HOST, ['127.0.0.1'], signal)).outcome).toBe(
      'unreachable',
    );
  });

  test('does not connect to private addresses', async () => {
    const server = await probing.start(good);
    const guarded = probing.subject(server.port, { allowPrivate: false });
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
    const seen = await probing.subject(port, { timeoutMs: 2000 }).probe(HOST, both, signal);
    const turned = await probing.subject(port, { timeoutMs: 2000 }).probe(HOST, [...both].reverse(), signal);
    expect([seen.outcome, turned.outcome]).toEqual([outcome, outcome]);
  });

  test('waits for a slow banner, even where another address has answered long before', async () => {
    const port = await startPair(good, { ehlo: '250 mx.test\r\n', delayMs: 1500 });
    expect((await probing.subject(port).probe(HOST, ['127.0.0.1', '127.0.0.2'], signal)).outcome).toBe(
      'no-starttls',
    );
  });

  test('tells that a bad certificate is not all that there is to know', async () => {
    const { pem, keyPem } = await makeCertificate({ dns: HOST, extended: 'serverAuth', subject: 'CN=mx' });
    const port = await startPair({ tls: { cert: pem, key: keyPem } }, { banner: null });
    const seen = await probing
      .subject(port, { timeoutMs: 500 })
      .probe(HOST, ['127.0.0.1', '127.0.0.2'], signal);
    expect(seen).toMatchObject({ outcome: 'certificate-untrusted', unanswered: ['no-answer-in-time'] });
  });

  test('asks at every address, and cannot say where there are too many', async () => {
    const port = await startPair(good, { ehlo: '250 mx.test\r\n' });
    const others = Array.from({ length: 30 }, (_unused, index) => `127.0.1.${index + 1}`);
    await Promise.all(others.map((host) => probing.start(good, { host, port })));
    const plainLast = ['127.0.0.1', ...others, '127.0.0.2'];
    expect((await probing.subject(port).probe(HOST, plainLast, signal)).outcome).toBe('no-starttls');
    const beyond = [...plainLast.slice(0, -1), '127.0.9.9', '127.0.0.2'];
    await probing.start(good, { host: '127.0.9.9', port });
    expect((await probing.subject(port).probe(HOST, beyond, signal)).outcome).toBe('unreachable');
  });

  test('leaves out a family of addresses that this machine has no way to, and says so', async () => {
    // Linux has no route to a multicast address for TCP, whatever its network looks like.
    const noWay = ['ff0e::1', 'ff0e::2'];
    const { port } = await probing.start(good);
    const seen = await probing.subject(port).probe(HOST, ['127.0.0.1', ...noWay], signal);
    expect(seen).toMatchObject({ outcome: 'tls-verified', leftOut: 'IPv6' });
    expect((await probing.subject(port).probe(HOST, noWay, signal)).outcome).toBe('unreachable');
    const oneIsThere = await probing.subject(port).probe(HOST, ['127.0.0.1', ...noWay, '::1'], signal);
    expect(oneIsThere.outcome).toBe('unreachable');
    expect(oneIsThere.leftOut).toBeUndefined();
  });

  test('ends in time however many addresses keep silent', async () => {
    const { port } = await probing.start({ banner: null });
    const addresses = Array.from({ length: 11 }, (_unused, index) => `127.0.2.${index + 1}`);
    await Promise.all(addresses.map((host) => probing.start({ banner: null }, { host, port })));
    const before = Date.now();
    const seen = await probing.subject(port, { timeoutMs: 400 }).probe(HOST, addresses, signal);
    expect(seen.outcome).toBe('no-answer-in-time');
    expect(Date.now() - before).toBeLessThan(900);
  });

  test('stops when nobody wants the answer any more', async () => {
    const { port } = await probing.start({ banner: null });
    const before = Date.now();
    const seen = await probing.subject(port).probe(HOST, ['127.0.0.1'], AbortSignal.timeout(100));
    expect(seen.outcome).toBe('no-answer-in-time');
    expect(Date.now() - before).toBeLessThan(1000);
  });

  test('waits for the second half of a guarded greeting', async () => {
    const guarded = { ...good, teaser: '220-mx.test waits\r\n', delayMs: 1500 };
    expect((await probing.probe(guarded)).outcome).toBe('tls-verified');
  });
});

/** Two servers at the two addresses of one host; answers their common port. */
async function startPair(one: MailBehaviour, two: MailBehaviour): Promise<number> {
  const { port } = await probing.start(one);
  await probing.start(two, { host: '127.0.0.2', port });
  return port;
}
