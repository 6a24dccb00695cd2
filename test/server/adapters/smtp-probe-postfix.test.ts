/** @needs postfix */
import { setTimeout as wait } from 'node:timers/promises';
import type { ProbeOutcome } from '../../../src/domain/evidence.ts';
import { createSmtpProbe } from '../../../src/server/adapters/smtp-probe.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';
import { ONLY_TLS_1_0, ONLY_TLS_1_2, startPostfix } from '../../support/servers/postfix.ts';
import type { RunningPostfix } from '../../support/servers/postfix.ts';

const HOST = 'mx.partner.example';
const { signal } = new AbortController();
let root: Keyed;
let postfix: RunningPostfix;

beforeAll(async () => {
  root = await makeAuthority('CN=Mail Root');
  const certificate = await identity({});
  postfix = await startPostfix({
    starttls: { certificate },
    demanded: { certificate, settings: { smtpd_tls_security_level: 'encrypt' } },
    tls12: { certificate, settings: ONLY_TLS_1_2 },
    tls10: { certificate, settings: ONLY_TLS_1_0 },
    plain: { settings: { smtpd_tls_security_level: 'none' } },
    bare: {},
    selfSigned: { certificate: await identity({ issuer: undefined }) },
    expired: { certificate: await identity({ days: [-30, -1] }) },
    otherName: { certificate: await identity({ dns: 'mx.other.example' }) },
    closed: { certificate, settings: { smtpd_delay_reject: 'no', smtpd_client_restrictions: 'reject' } },
  });
}, 60_000);

afterAll(() => postfix.stop());

describe('the probe at a real Postfix', () => {
  test('verifies STARTTLS with TLS 1.3 and a certificate for its name', async () => {
    const seen = await probe('starttls');
    expect(seen).toMatchObject({ outcome: 'tls-verified', protocol: 'TLSv1.3' });
    expect(seen.certificate?.subject).toBe('CN=mx');
  });

  test.each<[string, string, ProbeOutcome]>([
    ['demands TLS', 'demanded', 'tls-verified'],
    ['has TLS 1.2 at best', 'tls12', 'tls-verified'],
    ['has TLS 1.0 only', 'tls10', 'tls-too-old'],
    ['has TLS switched off', 'plain', 'no-starttls'],
    ['shows a certificate that signed itself', 'selfSigned', 'certificate-untrusted'],
    ['shows a certificate that has ended', 'expired', 'certificate-expired'],
    ['shows the certificate of another server', 'otherName', 'certificate-wrong-name'],
    ['turns clients away', 'closed', 'refused'],
    ['offers STARTTLS, but was never given a certificate', 'bare', 'refused'],
  ])('knows a server that %s', async (_what, door, outcome) => {
    expect((await probe(door)).outcome).toBe(outcome);
  });

  test('does not trust the certificate when the authority is not among its anchors', async () => {
    expect((await probe('starttls', { extraAnchors: [] })).outcome).toBe('certificate-untrusted');
  });

  test('names no sender and no recipient, by the count that Postfix keeps of commands', async () => {
    await probe('starttls');
    const counts = await goodbyes();
    expect(counts).toMatch(/ ehlo=1 starttls=1 quit=1 commands=3/);
    expect(counts).not.toMatch(/ (?:mail|rcpt|data)=/);
  });
});

/** What Postfix has logged of visits that ended; the last one ends while the probe has told its result already. */
async function goodbyes(): Promise<string> {
  for (;;) {
    const lines = postfix.log('disconnect from').join('\n');
    if (lines.includes('quit=1')) return lines;
    await wait(50);
  }
}

async function identity(wish: CertificateWish) {
  const subject = 'CN=mx';
  return makeCertificate({ subject, dns: HOST, extended: 'serverAuth', issuer: root, ...wish });
}

function probe(door: string, change: { extraAnchors?: readonly string[] } = {}) {
  const port = postfix.ports.get(door);
  if (port === undefined) throw new Error(`Postfix has no door ${door}`);
  const subject = createSmtpProbe({
    ports: new Map([[HOST, port]]),
    extraAnchors: [root.pem],
    timeoutMs: 10_000,
    allowPrivate: true,
    ownName: 'secure-send.test',
    ...change,
  });
  return subject.probe(HOST, ['127.0.0.1'], signal);
}
