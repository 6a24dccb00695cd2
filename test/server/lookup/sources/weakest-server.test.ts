import type { ProbeOutcome } from '../../../../src/domain/evidence.ts';
import { permissionFor } from '../../../../src/domain/permission.ts';
import type { ProbeResult } from '../../../../src/server/adapters/weakest-address.ts';
import { weakestServer } from '../../../../src/server/lookup/sources/weakest-server.ts';
import type { WeighOptions } from '../../../../src/server/lookup/sources/weakest-server.ts';
import type { SeenHost } from '../../../../src/server/lookup/sources/judge-server.ts';
import { aPolicy } from '../../../support/builders.ts';

const host = (outcome: ProbeOutcome, change: Partial<ProbeResult> = {}, isResolved = true): SeenHost => ({
  host: 'mx.example',
  isResolved,
  probe: { port: 25, outcome, ...change },
});
const weigh = (hosts: readonly SeenHost[], acceptsUnauthenticated = false) =>
  weakestServer(hosts, {
    evidence: [],
    isCut: false,
    isAuthenticated: false,
    minimumAssurance: acceptsUnauthenticated ? 'encrypted-unauthenticated' : 'verified-now',
  });

describe('a mail server whose certificate does not hold', () => {
  const outcomes = ['certificate-expired', 'certificate-wrong-name', 'certificate-untrusted'] as const;

  test.each(outcomes)('(%s) is not secure', (outcome) => {
    expect(weigh([host(outcome), host('tls-verified')])).toMatchObject({ transport: 'none' });
  });

  test.each(outcomes)('(%s) is TLS where the policy accepts it, with what is wrong said', (outcome) => {
    expect(weigh([host(outcome), host('tls-verified')], true)).toMatchObject({
      transport: 'tls',
      assurance: 'encrypted-unauthenticated',
      reasons: [`tls-${outcome}`],
    });
  });

  test('is never enough for personal data to consumer mail', () => {
    const policy = aPolicy({ tls: { personalData: 'allow', minimumAssurance: 'encrypted-unauthenticated' } });
    const answer = weigh([host('certificate-expired')], true);
    if (answer.kind !== 'match') throw new Error('no match');
    expect(permissionFor({ ...answer, consumer: false }, policy)).toBe('yes');
    expect(permissionFor({ ...answer, consumer: true }, policy)).toBe('no');
  });

  test('is not accepted while one of its addresses keeps silent', () => {
    const partly = host('certificate-untrusted', { unanswered: ['no-answer-in-time'] });
    expect(weigh([partly], true)).toMatchObject({ kind: 'inconclusive', reasons: ['no-answer-in-time'] });
    expect(weigh([partly])).toMatchObject({ transport: 'none' });
  });
});

test.each(['no-starttls', 'tls-too-old'] as const)(
  'a mail server seen as %s is not secure, whatever the policy accepts and whoever else keeps silent',
  (outcome) => {
    const hosts = [
      host('no-answer-in-time', { unanswered: ['no-answer-in-time'] }),
      host(outcome, {}, false),
    ];
    expect(weigh(hosts, true)).toMatchObject({ transport: 'none', assurance: 'nothing' });
  },
);

test('a mail server with addresses that could not be found out is not known, though the others are good', () => {
  expect(weigh([host('tls-verified', {}, false)])).toMatchObject({
    kind: 'inconclusive',
    reasons: ['dns-unreachable'],
    evidence: [
      { kind: 'probe', outcome: 'tls-verified' },
      { kind: 'dns', domain: 'mx.example', outcome: 'dns-unreachable' },
    ],
  });
});

test('addresses that this machine has no way to are named beside the answer of the others', () => {
  expect(weigh([host('tls-verified', { leftOut: 'IPv6' })])).toMatchObject({
    transport: 'tls',
    evidence: [{ kind: 'probe', leftOut: 'IPv6' }],
  });
});

describe('mail servers of different kinds', () => {
  const named = (name: string, change: Partial<SeenHost> = {}): SeenHost => ({
    ...host('tls-verified'),
    host: name,
    tlsa: { outcome: 'none', records: [] },
    ...change,
  });
  const usable = { outcome: 'usable', records: [] } as const;
  const dane = named('dane.example', { tlsa: usable, dane: 'match' });
  const other = named('dane.example', { tlsa: usable, dane: 'mismatch' });
  const unusable = named('odd.example', { tlsa: { outcome: 'unusable', records: [] } });
  const failing = named('slow.example', { tlsa: { outcome: 'failed', records: [] } });
  const plain = named('plain.example');
  const expired = named('expired.example', { probe: { port: 25, outcome: 'certificate-expired' } });
  const naked = named('naked.example', { probe: { port: 25, outcome: 'no-starttls' } });
  const gone = { host: 'gone.example', isResolved: true };
  const enforce = { outcome: 'enforce', servers: ['plain.example'] } as const;
  const weighSigned = (hosts: readonly SeenHost[], change: Partial<WeighOptions> = {}) =>
    weakestServer(hosts, {
      evidence: [],
      isCut: false,
      isAuthenticated: true,
      minimumAssurance: 'verified-now',
      ...change,
    });

  test.each<[string, readonly SeenHost[], object]>([
    [
      'DANE at all',
      [dane, gone],
      { transport: 'tls', assurance: 'authenticated-dane', reasons: ['tls-dane'] },
    ],
    [
      'DANE at one',
      [dane, plain],
      { transport: 'tls', assurance: 'verified-now', reasons: ['tls-verified'] },
    ],
    ['a mismatch at one', [dane, other, plain], { transport: 'none', reasons: ['dane-mismatch'] }],
    ['one that cannot be judged', [dane, failing], { kind: 'inconclusive', reasons: ['dane-unanswered'] }],
    ['a bad one before it', [failing, expired], { transport: 'none', reasons: ['tls-certificate-expired'] }],
    ['records of no use at one', [dane, unusable], { transport: 'none', assurance: 'encrypted-only' }],
    [
      'two bad ones, each with its reason, the worse first',
      [expired, naked],
      { transport: 'none', assurance: 'nothing', reasons: ['no-starttls', 'tls-certificate-expired'] },
    ],
    ['none with an address', [gone], { transport: 'undeliverable', reasons: ['no-mail-server'] }],
  ])('%s', (_what, hosts, expected) => {
    expect(weighSigned(hosts)).toMatchObject(expected);
    expect(weighSigned([...hosts].reverse())).toMatchObject(expected);
  });

  test('of which those without DANE keep to an enforced policy', () => {
    expect(weighSigned([dane, plain], { sts: enforce })).toMatchObject({
      transport: 'tls',
      assurance: 'authenticated-sts',
      reasons: ['tls-sts'],
    });
    expect(weighSigned([plain, named('more.example')], { sts: enforce })).toMatchObject({
      transport: 'none',
      reasons: ['sts-server-not-listed'],
    });
  });

  test('are accepted at the policy’s wish as the weakest of them', () => {
    const minimumAssurance = 'encrypted-unauthenticated';
    expect(weighSigned([dane, unusable, plain], { minimumAssurance })).toMatchObject({
      transport: 'tls',
      assurance: 'encrypted-only',
      reasons: ['tls-encrypted-only'],
    });
    expect(weighSigned([dane, unusable, expired], { minimumAssurance })).toMatchObject({
      assurance: 'encrypted-unauthenticated',
    });
  });

  test.each([
    ['testing', 'sts-testing'],
    ['unreachable', 'sts-unreachable'],
  ] as const)('are told a policy that is %s beside what decides', (outcome, flag) => {
    const sts = { outcome };
    expect(weighSigned([plain], { sts })).toMatchObject({ reasons: ['tls-verified', flag] });
    expect(weighSigned([naked], { sts })).toMatchObject({ reasons: ['no-starttls', flag] });
    expect(weighSigned([failing], { sts })).toMatchObject({ reasons: ['dane-unanswered', flag] });
    expect(weighSigned([gone], { sts })).toMatchObject({ reasons: ['no-mail-server'] });
  });

  test('are not known when there are more than were asked', () => {
    expect(weighSigned([dane, plain], { isCut: true })).toMatchObject({
      kind: 'inconclusive',
      reasons: ['look-up-failed'],
    });
  });

  test('rest on what was seen of each, in their order', () => {
    expect(weighSigned([dane, gone, plain]).evidence).toEqual([
      { kind: 'tlsa', host: 'dane.example', ...usable },
      { kind: 'probe', host: 'dane.example', port: 25, outcome: 'tls-verified', dane: 'match' },
      { kind: 'tlsa', host: 'plain.example', outcome: 'none', records: [] },
      { kind: 'probe', host: 'plain.example', port: 25, outcome: 'tls-verified' },
    ]);
  });
});
