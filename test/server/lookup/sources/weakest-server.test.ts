import type { ProbeOutcome } from '../../../../src/domain/evidence.ts';
import { permissionFor } from '../../../../src/domain/permission.ts';
import type { ProbeResult } from '../../../../src/server/adapters/weakest-address.ts';
import { weakestServer } from '../../../../src/server/lookup/sources/weakest-server.ts';
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
