import type { ProbeOutcome } from '../../../../src/domain/evidence.ts';
import { TLS_ASSURANCES } from '../../../../src/domain/transport.ts';
import type { Reason, TlsAssurance } from '../../../../src/domain/transport.ts';
import type { StsFinding } from '../../../../src/server/adapters/mta-sts.ts';
import { judgeServer } from '../../../../src/server/lookup/sources/judge-server.ts';
import type { JudgeContext, SeenHost } from '../../../../src/server/lookup/sources/judge-server.ts';

const HOST = 'mx.partner.example';
const BAD = ['certificate-expired', 'certificate-wrong-name', 'certificate-untrusted'] as const;
const OPEN = ['no-answer-in-time', 'refused', 'unreachable', 'port-25-blocked'] as const;
const ALL = ['tls-verified', 'tls-too-old', 'no-starttls', ...BAD, ...OPEN] as const;
const enforce: StsFinding = { outcome: 'enforce', servers: [HOST] };

/** A server with a certificate that holds, in a domain that signs and demands nothing; change one thing. */
function host(outcome: ProbeOutcome = 'tls-verified', change: Partial<SeenHost> = {}): SeenHost {
  const isOpen = OPEN.some((one) => one === outcome);
  const probe = { port: 25, outcome, ...(isOpen ? { unanswered: [outcome] } : {}) };
  return { host: HOST, isResolved: true, probe, tlsa: { outcome: 'none', records: [] }, ...change };
}

const plain: JudgeContext = { isAuthenticated: false, minimumAssurance: 'verified-now' };
const signed: JudgeContext = { ...plain, isAuthenticated: true };
const withDane = (dane: 'match' | 'mismatch', outcome: ProbeOutcome = 'certificate-untrusted') =>
  host(outcome, { tlsa: { outcome: 'usable', records: [] }, dane });
const unusable = (outcome: ProbeOutcome = 'tls-verified') =>
  host(outcome, { tlsa: { outcome: 'unusable', records: [] } });

const accepted = (assurance: TlsAssurance, ...reasons: Reason[]) => ({
  kind: 'accepted',
  assurance,
  reasons,
});
const refused = (assurance: TlsAssurance | 'nothing', ...reasons: Reason[]) => ({
  kind: 'refused',
  assurance,
  reasons,
});
const open = (...reasons: Reason[]) => ({ kind: 'open', reasons });

test.each(['tls-verified', ...BAD] as const)(
  'MX, A, TLSA all DNSSEC-authenticated; TLS ≥ 1.2; TLSA matches: authenticated-dane (%s)',
  (outcome) => {
    expect(judgeServer(withDane('match', outcome), signed)).toEqual(
      accepted('authenticated-dane', 'tls-dane'),
    );
    const demanding = { ...signed, sts: { ...enforce, servers: ['other.example'] } };
    expect(judgeServer(withDane('match', outcome), demanding)).toMatchObject({ kind: 'accepted' });
  },
);

describe('a TLSA match where the MX is not signed', () => {
  test('is judged as any server: who forges the list could name his own (RFC 7672 §2.2.1)', () => {
    expect(judgeServer(withDane('match', 'tls-verified'), plain)).toEqual(
      accepted('verified-now', 'tls-verified'),
    );
    expect(judgeServer(withDane('match'), plain)).toEqual(
      refused('encrypted-unauthenticated', 'tls-certificate-untrusted'),
    );
    expect(judgeServer(withDane('match', 'tls-verified'), { ...plain, sts: enforce })).toEqual(
      accepted('authenticated-sts', 'tls-sts'),
    );
  });
});

describe('TLSA usable, mismatch: none; MTA-STS may not rescue', () => {
  test.each([plain, signed, { ...plain, sts: enforce }, { ...signed, sts: enforce }])('in %j', (context) => {
    const minimumAssurance = 'encrypted-unauthenticated';
    for (const outcome of ['tls-verified', ...BAD] as const) {
      expect(judgeServer(withDane('mismatch', outcome), { ...context, minimumAssurance })).toEqual(
        refused('nothing', 'dane-mismatch'),
      );
    }
  });
});

describe('host signed, TLSA SERVFAIL or timeout: unknown, no downgrade', () => {
  const failed = (outcome: ProbeOutcome) => host(outcome, { tlsa: { outcome: 'failed', records: [] } });

  test.each(['tls-verified', ...BAD] as const)('to the certificate, or to MTA-STS (%s)', (outcome) => {
    for (const context of [plain, signed, { ...signed, sts: enforce }]) {
      expect(judgeServer(failed(outcome), context)).toEqual(open('dane-unanswered'));
    }
  });

  test('but what is not encrypted is not, whatever the records would say', () => {
    expect(judgeServer(failed('no-starttls'), signed)).toEqual(refused('nothing', 'no-starttls'));
  });

  test('nor where the records are known and no certificate was seen', () => {
    const unseen = host('tls-verified', { tlsa: { outcome: 'usable', records: [] } });
    expect(judgeServer(unseen, { ...signed, sts: enforce })).toEqual(open('dane-unanswered'));
  });
});

describe('TLSA all unusable, TLS ≥ 1.2: encrypted-only, by policy', () => {
  test.each(TLS_ASSURANCES.map((minimumAssurance, rank) => [minimumAssurance, rank >= 3] as const))(
    'with the minimum %s it is enough: %s',
    (minimumAssurance, isEnough) => {
      for (const outcome of ['tls-verified', ...BAD] as const) {
        const verdict = judgeServer(unusable(outcome), { ...signed, minimumAssurance });
        const expected = isEnough ? accepted : refused;
        expect(verdict).toEqual(expected('encrypted-only', 'tls-encrypted-only'));
      }
    },
  );

  test('it does not excuse from what the domain’s MTA-STS policy demands', () => {
    const context = { ...signed, sts: enforce, minimumAssurance: 'encrypted-unauthenticated' } as const;
    expect(judgeServer(unusable('certificate-expired'), context)).toMatchObject({ kind: 'refused' });
    expect(judgeServer(unusable(), context)).toEqual(accepted('encrypted-only', 'tls-encrypted-only'));
  });
});

test('no TLSA; MTA-STS enforce, MX matches, PKIX ok: authenticated-sts', () => {
  expect(judgeServer(host(), { ...plain, sts: enforce })).toEqual(accepted('authenticated-sts', 'tls-sts'));
  const wildcard = { ...enforce, servers: ['*.partner.example'] };
  expect(judgeServer(host(), { ...plain, sts: wildcard })).toMatchObject({ assurance: 'authenticated-sts' });
});

describe('MTA-STS enforce, MX or certificate fails: none', () => {
  test.each(['tls-verified', 'no-answer-in-time', ...BAD] as const)(
    'a server not named, seen as %s',
    (outcome) => {
      const sts = { ...enforce, servers: ['*.mx.partner.example', 'partner.example'] };
      expect(judgeServer(host(outcome), { ...plain, sts })).toEqual(
        refused('nothing', 'sts-server-not-listed'),
      );
    },
  );

  test.each(BAD)('a server named, seen as %s, also where the policy accepts such certificates', (outcome) => {
    const context = { ...plain, sts: enforce, minimumAssurance: 'encrypted-unauthenticated' } as const;
    expect(judgeServer(host(outcome), context)).toEqual(
      refused('nothing', 'sts-certificate-invalid', `tls-${outcome}`),
    );
  });
});

test.each<StsFinding>([
  { outcome: 'testing', servers: ['other.example'] },
  { outcome: 'none' },
  { outcome: 'unreachable' },
  { outcome: 'no-policy' },
])('MTA-STS testing/none, or fetch failed and nothing cached: as no policy (%j)', (sts) => {
  for (const outcome of ALL) {
    expect(judgeServer(host(outcome), { ...plain, sts })).toEqual(judgeServer(host(outcome), plain));
  }
});

test('no policy; TLS ≥ 1.2; PKIX ok: verified-now', () => {
  expect(judgeServer(host(), plain)).toEqual(accepted('verified-now', 'tls-verified'));
  const unsigned = host('tls-verified', { tlsa: { outcome: 'not-signed', records: [] } });
  expect(judgeServer(unsigned, plain)).toEqual(accepted('verified-now', 'tls-verified'));
});

test.each(BAD)('TLS ≥ 1.2; %s: none by default, policy may accept', (outcome) => {
  const reason = `tls-${outcome}` as const;
  expect(judgeServer(host(outcome), plain)).toEqual(refused('encrypted-unauthenticated', reason));
  const lenient = { ...plain, minimumAssurance: 'encrypted-unauthenticated' } as const;
  expect(judgeServer(host(outcome), lenient)).toEqual(accepted('encrypted-unauthenticated', reason));
  const almost = { ...plain, minimumAssurance: 'encrypted-only' } as const;
  expect(judgeServer(host(outcome), almost)).toMatchObject({ kind: 'refused' });
});

test.each([
  ['only < 1.2: none', 'tls-too-old'],
  ['no STARTTLS: none', 'no-starttls'],
] as const)('%s (%s), whatever DNS, DANE and policies say', (_row, outcome) => {
  const minimumAssurance = 'encrypted-unauthenticated';
  for (const server of [host(outcome), withDane('match', outcome), unusable(outcome)]) {
    for (const sts of [enforce, { outcome: 'none' } as const]) {
      expect(judgeServer(server, { isAuthenticated: true, minimumAssurance, sts })).toEqual(
        refused('nothing', outcome),
      );
    }
  }
});

test.each([
  ['no-answer-in-time', 'no-answer-in-time'],
  ['refused', 'mail-server-refused'],
  ['unreachable', 'mail-server-unreachable'],
  ['port-25-blocked', 'port-25-blocked'],
] as const)('timeout, 4xx/5xx banner, port 25 blocked: unknown (%s)', (outcome, reason) => {
  for (const server of [host(outcome), withDane('match', outcome), unusable(outcome)]) {
    for (const minimumAssurance of TLS_ASSURANCES) {
      for (const context of [plain, signed, { ...signed, sts: enforce }]) {
        expect(judgeServer(server, { ...context, minimumAssurance })).toEqual(open(reason));
      }
    }
  }
});

test('a server without an address is nowhere; one whose address nobody could say, or that is forged, is not known', () => {
  expect(judgeServer({ host: HOST, isResolved: true }, signed)).toEqual({ kind: 'absent' });
  expect(judgeServer({ host: HOST, isResolved: false }, signed)).toEqual(open('dns-unreachable'));
  expect(judgeServer({ host: HOST, isResolved: false, isBogus: true }, signed)).toEqual(open('dns-bogus'));
});

describe('no world makes more of a server than it shows', () => {
  const tlsas = ['usable', 'unusable', 'none', 'not-signed', 'failed'] as const;
  const danes = [undefined, 'match', 'mismatch'] as const;
  const policies: readonly StsFinding[] = [
    ...(['testing', 'none', 'no-policy', 'unreachable'] as const).map((outcome) => ({ outcome })),
    enforce,
    { ...enforce, servers: [] },
  ];
  const worlds = ALL.flatMap((outcome) =>
    tlsas.flatMap((tlsa) =>
      danes.flatMap((dane) =>
        [true, false].flatMap((isResolved) => {
          const change = {
            isResolved,
            tlsa: { outcome: tlsa, records: [] },
            ...(dane === undefined ? {} : { dane }),
          };
          return host(outcome, change);
        }),
      ),
    ),
  );
  const contexts = policies.flatMap((sts) =>
    [true, false].flatMap((isAuthenticated) =>
      TLS_ASSURANCES.map((minimumAssurance) => ({ sts, isAuthenticated, minimumAssurance })),
    ),
  );

  test('in every combination of what can be seen', () => {
    for (const server of worlds) {
      for (const context of contexts) {
        const verdict = judgeServer(server, context);
        if (verdict.kind !== 'accepted') continue;
        const { assurance } = verdict;
        const outcome = server.probe?.outcome ?? 'unreachable';
        const isSeen = outcome === 'tls-verified' || BAD.some((bad) => bad === outcome);
        expect(isSeen && server.isResolved && server.dane !== 'mismatch').toBe(true);
        expect(server.tlsa?.outcome).not.toBe('failed');
        if (assurance === 'authenticated-dane') {
          expect(server.dane === 'match' && context.isAuthenticated).toBe(true);
        } else if (assurance === 'authenticated-sts') {
          expect(context.sts === enforce && outcome === 'tls-verified').toBe(true);
        } else if (assurance === 'verified-now') expect(outcome).toBe('tls-verified');
        else
          expect(TLS_ASSURANCES.indexOf(context.minimumAssurance)).toBeGreaterThanOrEqual(
            TLS_ASSURANCES.indexOf(assurance),
          );
        const isEnforced = context.sts.outcome === 'enforce' && assurance !== 'authenticated-dane';
        if (isEnforced) expect(context.sts === enforce && outcome === 'tls-verified').toBe(true);
      }
    }
  });
});
