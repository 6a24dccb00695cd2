import type { DnsOutcome, Evidence, MailServer } from '../../../domain/evidence.ts';
import type { SourceAnswer } from '../../../domain/transport.ts';
import type { DnsAnswer, Resolver } from '../../adapters/dns.ts';
import { undeliverable } from './weakest-server.ts';

/** Where mail for a domain goes, or the answer that it goes nowhere. */
export type Route =
  | { readonly kind: 'answer'; readonly answer: SourceAnswer }
  | {
      readonly kind: 'servers';
      readonly servers: readonly MailServer[];
      readonly implicit: boolean;
      /** What DNS said of the mail servers is signed and was validated, that there are none listed too. */
      readonly isAuthenticated: boolean;
      readonly ttlSeconds?: number;
    };

const UNANSWERED = { failed: 'dns-unreachable', bogus: 'dns-bogus' } as const;

/** MX records, or the domain itself where there are none (RFC 5321 §5.1). */
export async function findRoute(resolver: Resolver, domain: string, signal: AbortSignal): Promise<Route> {
  const mx = await resolver.mailServers(domain, signal);
  if (!('isAuthenticated' in mx)) return nowhere(domain, UNANSWERED[mx.kind]);
  if (mx.kind === 'no-domain') return nowhere(domain, 'no-such-domain');
  if (mx.kind === 'found') return routeByMx(mx, domain);
  const own = await resolver.addresses(domain, signal);
  if (!('isAuthenticated' in own)) return nowhere(domain, UNANSWERED[own.kind]);
  if (own.kind !== 'found') return nowhere(domain, 'no-mail-server');
  const { isAuthenticated } = mx;
  return { kind: 'servers', servers: [{ host: domain, preference: 0 }], implicit: true, isAuthenticated };
}

function routeByMx(mx: Extract<DnsAnswer<MailServer>, { kind: 'found' }>, domain: string): Route {
  const named = mx.records.filter(({ host }) => host !== '.' && host !== '');
  // RFC 7505 §3: a null MX stands alone; beside others it says nothing.
  if (named.length === 0) return nowhere(domain, 'null-mx');
  const servers = named.sort((a, b) => a.preference - b.preference || a.host.localeCompare(b.host));
  const { isAuthenticated, ttlSeconds } = mx;
  return {
    kind: 'servers',
    servers,
    implicit: false,
    isAuthenticated,
    ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
  };
}

/** No server to ask: what DNS said is what the answer rests on (C5). */
function nowhere(domain: string, outcome: DnsOutcome): Route {
  const evidence: Evidence[] = [{ kind: 'dns', domain, outcome }];
  const answer: SourceAnswer =
    outcome === 'dns-unreachable' || outcome === 'dns-bogus'
      ? { kind: 'inconclusive', reasons: [outcome], evidence }
      : undeliverable(outcome, evidence);
  return { kind: 'answer', answer };
}
