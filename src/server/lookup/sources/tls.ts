import type { Evidence } from '../../../domain/evidence.ts';
import type { SourceAnswer, TlsAssurance } from '../../../domain/transport.ts';
import type { StsFinding, StsPolicies } from '../../adapters/mta-sts.ts';
import type { SharedWork } from '../shared-work.ts';
import type { DatedAnswer, TransportSource } from '../transport-source.ts';
import { judgeForDomain, lookAtHost } from './look-at-host.ts';
import type { DatedHost, LookOptions } from './look-at-host.ts';
import { findRoute } from './mail-route.ts';
import type { Route } from './mail-route.ts';
import { weakestServer } from './weakest-server.ts';

export interface TlsOptions extends LookOptions {
  readonly sts: StsPolicies;
  /** Shares one probe of a host among all domains that use it, and keeps its outcome for a while. */
  readonly perHost: SharedWork<DatedHost>;
  readonly minimumAssurance: TlsAssurance;
}

/** More servers than this are not asked; the answer is then "could not check". */
const MOST_SERVERS = 20;
/** A domain may announce a policy at any time, or mend its server (spec 4; RFC 8461 §3.3). */
const HOLDS_WITHOUT_POLICY_MS = { 'no-policy': 1_800_000, unreachable: 300_000 } as const;

/** Forced TLS to the recipient's mail servers; the weakest server that could be used decides (spec 4, table). */
export function createTlsSource(options: TlsOptions): TransportSource {
  const { resolver, sts, perHost, minimumAssurance, clock } = options;
  return {
    name: 'tls',
    async ask({ domain }, asking) {
      const route = await findRoute(resolver, domain, asking.signal);
      if (route.kind === 'answer') return route.answer;
      const { servers, implicit, isAuthenticated } = route;
      // Begun at once and waited for only where it matters: a domain that has DANE does not need its policy's host.
      const policy = sts.find(domain, asking.signal);
      const hosts = await Promise.all(
        servers.slice(0, MOST_SERVERS).map(async ({ host }) => {
          const work = (signal: AbortSignal) => lookAtHost(options, host, signal);
          const facts = await perHost.run({ key: host, ...asking }, work);
          return judgeForDomain({ host, ...facts }, domain, clock());
        }),
      );
      const needsPolicy = hosts.some(
        ({ probe, dane }) => probe !== undefined && !(isAuthenticated && dane === 'match'),
      );
      const found = needsPolicy ? await policy : undefined;
      const evidence: Evidence[] = [
        { kind: 'mail-servers', domain, servers, implicit, isAuthenticated },
        ...(found === undefined ? [] : [policyEvidence(domain, found)]),
      ];
      const isCut = servers.length > MOST_SERVERS;
      const context = { isAuthenticated, minimumAssurance, ...(found === undefined ? {} : { sts: found }) };
      const answer = weakestServer(hosts, { ...context, evidence, isCut });
      return dated(answer, hosts, untilOf(route, found, clock().getTime()));
    },
  };
}

/** An answer is as old as the oldest thing seen for it, and holds until the first of them is to be seen again. */
function dated(answer: SourceAnswer, hosts: readonly DatedHost[], until: readonly number[]): DatedAnswer {
  return {
    ...answer,
    checkedAt: Math.min(...hosts.map(({ checkedAt }) => checkedAt)),
    expiresAt: Math.min(...hosts.map(({ expiresAt }) => expiresAt), ...until),
  };
}

function untilOf(
  { ttlSeconds = Infinity }: Extract<Route, { kind: 'servers' }>,
  sts: StsFinding | undefined,
  now: number,
): readonly number[] {
  const forList = now + ttlSeconds * 1000;
  if (sts === undefined) return [forList];
  const isNone = sts.outcome === 'no-policy' || sts.outcome === 'unreachable';
  return [forList, isNone ? now + HOLDS_WITHOUT_POLICY_MS[sts.outcome] : (sts.expiresAt ?? now)];
}

function policyEvidence(domain: string, sts: StsFinding): Evidence {
  const { outcome, servers, fetchedAt, expiresAt, isKept } = sts;
  return {
    kind: 'mta-sts',
    domain,
    outcome,
    ...(servers === undefined ? {} : { servers }),
    ...(fetchedAt === undefined ? {} : { fetchedAt: new Date(fetchedAt).toISOString() }),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
    ...(isKept === undefined ? {} : { isKept }),
  };
}
