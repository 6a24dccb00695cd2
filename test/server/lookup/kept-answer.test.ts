import fc from 'fast-check';
import { KEY_USES, REVOCATION_STATES } from '../../../src/domain/evidence.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { REASONS, TLS_ASSURANCES } from '../../../src/domain/transport.ts';
import type { SourceAnswer } from '../../../src/domain/transport.ts';
import { formatKeptAnswer, parseKeptAnswer } from '../../../src/server/lookup/kept-answer.ts';
import { LIFETIMES } from '../../../src/server/lookup/lifetimes.ts';

const NOW = Date.parse('2026-11-26T08:00:00.000Z');
const at = (now: number) => ({ now, lifetimes: LIFETIMES });
const LATER = '2030-01-01T00:00:00.000Z';
const CERTIFICATE = {
  subject: 'CN=Bo',
  issuer: 'CN=CA',
  serialNumber: '01',
  notBefore: '2020-01-01T00:00:00.000Z',
  notAfter: LATER,
  fingerprint: 'AA:BB',
};

/** One of every kind, with all that it may hold. */
const EVIDENCE: Readonly<Record<Evidence['kind'], Evidence>> = {
  'own-domain': { kind: 'own-domain', domain: 'phv.example' },
  directory: { kind: 'directory', source: 'one', outcome: 'found' },
  certificate: {
    kind: 'certificate',
    source: 'one',
    certificate: CERTIFICATE,
    use: {
      key: 'RSA 2048',
      signature: 'sha256WithRSAEncryption',
      usage: [...KEY_USES],
      revocation: {
        state: REVOCATION_STATES[0],
        method: 'crl',
        source: 'http://crl.example',
        checkedAt: LATER,
        nextUpdate: LATER,
        revokedAt: LATER,
      },
    },
    foundBy: 'sikkermail@partner.example',
  },
  'tunnel-list': {
    kind: 'tunnel-list',
    source: 'list',
    organisation: 'Byen',
    domain: 'by.example',
    listedDomain: 'example',
    since: '2020',
    listedAt: LATER,
  },
  dns: { kind: 'dns', domain: 'x.example', outcome: 'dns-bogus' },
  'mail-servers': {
    kind: 'mail-servers',
    domain: 'x.example',
    servers: [{ host: 'mx.example', preference: 10 }],
    implicit: false,
    isAuthenticated: true,
  },
  tlsa: {
    kind: 'tlsa',
    host: 'mx.example',
    outcome: 'usable',
    records: [{ usage: 3, selector: 1, matchingType: 1, data: 'aa' }],
  },
  'mta-sts': {
    kind: 'mta-sts',
    domain: 'x.example',
    outcome: 'enforce',
    servers: ['*.example'],
    fetchedAt: LATER,
    expiresAt: LATER,
    isKept: true,
  },
  probe: {
    kind: 'probe',
    host: 'mx.example',
    port: 25,
    outcome: 'tls-verified',
    protocol: 'TLSv1.3',
    certificate: CERTIFICATE,
    leftOut: 'IPv6',
    dane: 'match',
    askedBy: 'other.example',
  },
  'consumer-domain': { kind: 'consumer-domain', domain: 'gmail.com', source: 'policy' },
};

const said = {
  reasons: fc.array(fc.constantFrom(...REASONS), { maxLength: 4 }),
  evidence: fc.array(fc.constantFrom(...Object.values(EVIDENCE)), { maxLength: 4 }),
};
const match = { kind: fc.constant('match' as const), ...said };
const answers: fc.Arbitrary<SourceAnswer> = fc.oneof(
  fc.record({ ...match, transport: fc.constant('certificate'), assurance: fc.constant('end-to-end') }),
  fc.record({ ...match, transport: fc.constant('tls'), assurance: fc.constantFrom(...TLS_ASSURANCES) }),
  fc.record({
    ...match,
    transport: fc.constantFrom('none', 'undeliverable'),
    assurance: fc.constant('nothing'),
  }),
  fc.record({ kind: fc.constantFrom('pass', 'inconclusive'), ...said }),
);

const TLS: SourceAnswer = {
  kind: 'match',
  transport: 'tls',
  assurance: 'verified-now',
  reasons: ['tls-verified'],
  evidence: [EVIDENCE.probe],
};
const kept = (change: object = {}) => ({
  answer: TLS,
  checkedAt: NOW - 1000,
  expiresAt: NOW + 1000,
  ...change,
});

describe('an answer that is kept', () => {
  test('is read as it was written, whatever it says', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const whole = { answer, checkedAt: NOW - 5, expiresAt: NOW + 1 };
        expect(parseKeptAnswer(formatKeptAnswer(whole), at(NOW))).toEqual(whole);
      }),
    );
  });

  test('is read with evidence of every kind', () => {
    const whole = kept({ answer: { ...TLS, evidence: Object.values(EVIDENCE) } });
    expect(parseKeptAnswer(formatKeptAnswer(whole), at(NOW))).toEqual(whole);
  });

  test('holds until its end and no longer', () => {
    const bytes = formatKeptAnswer(kept());
    expect(parseKeptAnswer(bytes, at(NOW + 999))).toBeDefined();
    expect(parseKeptAnswer(bytes, at(NOW + 1000))).toBeUndefined();
    expect(parseKeptAnswer(bytes, at(NOW + 1001))).toBeUndefined();
  });

  const positive = NOW + 3_600_000 + 10_000;
  const negative = NOW + 600_000 + 10_000;
  const failed = NOW + 30_000 + 10_000;
  const none = { ...TLS, transport: 'none', assurance: 'nothing' };
  const open = { kind: 'inconclusive', reasons: [], evidence: [] };

  test.each([
    ['positive', TLS, positive],
    ['negative', none, negative],
    ['failed', open, failed],
  ])('that is %s is not believed to hold longer than its class does', (_class, answer, end) => {
    const bytes = (expiresAt: number) => formatKeptAnswer(kept({ answer, expiresAt }));
    expect(parseKeptAnswer(bytes(end), at(NOW))).toBeDefined();
    expect(parseKeptAnswer(bytes(end + 1), at(NOW))).toBeUndefined();
  });

  test('is not believed to hold longer than the certificate that it rests on', () => {
    const notAfter = new Date(NOW + 500).toISOString();
    const evidence = [{ ...EVIDENCE.probe, certificate: { ...CERTIFICATE, notAfter } }];
    const bytes = (expiresAt: number) => formatKeptAnswer(kept({ answer: { ...TLS, evidence }, expiresAt }));
    expect(parseKeptAnswer(bytes(NOW + 500), at(NOW))).toBeDefined();
    expect(parseKeptAnswer(bytes(NOW + 501), at(NOW))).toBeUndefined();
  });

  test('that was made in the future is not believed', () => {
    const made = (checkedAt: number) => formatKeptAnswer(kept({ checkedAt, expiresAt: NOW + 60_000 }));
    expect(parseKeptAnswer(made(NOW + 10_000), at(NOW))).toBeDefined();
    expect(parseKeptAnswer(made(NOW + 10_001), at(NOW))).toBeUndefined();
  });

  test.each<[string, object]>([
    ['a class that it does not know', kept({ answer: { ...TLS, transport: 'quantum' } })],
    [
      'a class that is never kept',
      kept({ answer: { ...TLS, transport: 'internal', assurance: 'organisational' } }),
    ],
    ['an assurance of another class', kept({ answer: { ...TLS, assurance: 'end-to-end' } })],
    ['a reason that it does not know', kept({ answer: { ...TLS, reasons: ['because'] } })],
    ['evidence that it does not know', kept({ answer: { ...TLS, evidence: [{ kind: 'hearsay' }] } })],
    ['evidence that lacks a part', kept({ answer: { ...TLS, evidence: [{ kind: 'probe', host: 'x' }] } })],
    [
      'a certificate without end',
      kept({
        answer: {
          ...TLS,
          evidence: [{ ...EVIDENCE.probe, certificate: { ...CERTIFICATE, notAfter: 'never' } }],
        },
      }),
    ],
    ['a time that is none', kept({ expiresAt: 'tomorrow' })],
    ['no answer', { checkedAt: NOW, expiresAt: NOW + 1000 }],
    ['nothing', {}],
  ])('with %s is none', (_what, value) => {
    const bytes = Buffer.concat([Buffer.of(1), Buffer.from(JSON.stringify(value))]);
    expect(parseKeptAnswer(bytes, at(NOW))).toBeUndefined();
  });

  test('of another format is none', () => {
    const [, ...rest] = formatKeptAnswer(kept());
    for (const format of [0, 2, 255])
      expect(parseKeptAnswer(Buffer.from([format, ...rest]), at(NOW))).toBeUndefined();
    expect(parseKeptAnswer(Buffer.alloc(0), at(NOW))).toBeUndefined();
  });

  test('that somebody has changed never makes it fail, nor safer than it was', () => {
    const bytes = formatKeptAnswer(kept({ answer: { ...TLS, transport: 'none', assurance: 'nothing' } }));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (place, value, length) => {
        const changed = Buffer.from(bytes.subarray(0, length));
        if (place < length) changed[place] = value;
        const read = parseKeptAnswer(changed, at(NOW));
        expect([undefined, 'none']).toContain(
          read?.answer.kind === 'match' ? read.answer.transport : undefined,
        );
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array(), (any) => parseKeptAnswer(Buffer.from(any), at(NOW)) === undefined),
    );
  });
});
