import type { DnsOutcome, Evidence, MailServer } from '../../../domain/evidence.ts';
import type { SourceAnswer, TlsAssurance } from '../../../domain/transport.ts';
import type { DnsAnswer, Resolver } from '../../adapters/dns.ts';
import type { MailServerProbe } from '../../adapters/smtp-probe.ts';
import { DECISIVE } from '../../adapters/weakest-address.ts';
import type { Clock } from '../../clock.ts';
import type { Lifetimes } from '../lifetimes.ts';
import type { SharedWork } from '../shared-work.ts';
import type { Asking, DatedAnswer, TransportSource } from '../transport-source.ts';
import { undeliverable, weakestServer } from './weakest-server.ts';
import type { HostFacts } from './weakest-server.ts';

export interface TlsOptions {
  readonly resolver: Resolver;
  readonly probe: MailServerProbe;
  /** Shares one probe of a host among all domains that use it, and keeps its outcome for a while. */
  readonly perHost: SharedWork<DatedHost>;
  readonly minimumAssurance: TlsAssurance;
  readonly clock: Clock;
  readonly lifetimes: Lifetimes;
}

/** What is known of a mail server, with its own times: domains that share the server ask at other times. */
export interface DatedHost extends HostFacts {
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  readonly expiresAt: number;
}

const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** More servers than this are not asked; the answer is then "could not check". */
const MOST_SERVERS = 20;

/** Forced TLS to the recipient's mail servers; the weakest server that could be used decides (spec 4, table). */
export function createTlsSource(options: TlsOptions): TransportSource {
  return {
    name: 'tls',
    async ask({ domain }, asking) {
      const route = await findRoute(options.resolver, domain, asking.signal);
      if (route.kind === 'answer') return route.answer;
      const { servers, implicit } = route;
      const hosts = await Promise.all(
        servers
          .slice(0, MOST_SERVERS)
          .map(async ({ host }) => ({ host, ...(await askHost(options, host, asking)) })),
      );
      const evidence: Evidence[] = [{ kind: 'mail-servers', domain, servers, implicit }];
      const isCut = servers.length > MOST_SERVERS;
      const acceptsUnauthenticated = options.minimumAssurance === 'encrypted-unauthenticated';
      return dated(weakestServer(hosts, { evidence, isCut, acceptsUnauthenticated }), hosts);
    },
  };
}

/** An answer is as old as the oldest thing seen for it, and holds until the first of them is to be seen again. */
function dated(answer: SourceAnswer, hosts: readonly DatedHost[]): DatedAnswer {
  return {
    ...answer,
    checkedAt: Math.min(...hosts.map(({ checkedAt }) => checkedAt)),
    expiresAt: Math.min(...hosts.map(({ expiresAt }) => expiresAt)),
  };
}

type Route =
  | { readonly kind: 'answer'; readonly answer: SourceAnswer }
  | { readonly kind: 'servers'; readonly servers: readonly MailServer[]; readonly implicit: boolean };

/** MX records, or the domain itself where there are none (RFC 5321 §5.1). */
async function findRoute(resolver: Resolver, domain: string, signal: AbortSignal): Promise<Route> {
  const mx = await resolver.mailServers(domain, signal);
  if (mx.kind === 'failed') return nowhere(domain, 'dns-unreachable');
  if (mx.kind === 'no-domain') return nowhere(domain, 'no-such-domain');
  if (mx.kind === 'found') return routeByMx(mx.records, domain);
  const own: DnsAnswer<string> = await resolver.addresses(domain, signal);
  if (own.kind === 'failed') return nowhere(domain, 'dns-unreachable');
  if (own.kind !== 'found') return nowhere(domain, 'no-mail-server');
  return { kind: 'servers', servers: [{ host: domain, preference: 0 }], implicit: true };
}

function routeByMx(records: readonly MailServer[], domain: string): Route {
  const named = records.filter(({ host }) => host !== '.' && host !== '');
  // RFC 7505 §3: a null MX stands alone; beside others it says nothing.
  if (named.length === 0) return nowhere(domain, 'null-mx');
  const servers = named
    .filter(({ host }) => HOST_NAME.test(host))
    .sort((a, b) => a.preference - b.preference || a.host.localeCompare(b.host));
  return servers.length > 0
    ? { kind: 'servers', servers, implicit: false }
    : nowhere(domain, 'no-mail-server');
}

function askHost(options: TlsOptions, host: string, asking: Asking): Promise<DatedHost> {
  const { perHost, clock, lifetimes } = options;
  return perHost.run({ key: host, ...asking }, async (shared) => {
    const facts = await lookAtHost(options, host, shared);
    const checkedAt = clock().getTime();
    return { ...facts, checkedAt, expiresAt: checkedAt + lifetimes[kindOf(facts)] };
  });
}

async function lookAtHost(
  { resolver, probe }: TlsOptions,
  host: string,
  signal: AbortSignal,
): Promise<HostFacts> {
  const addresses = await resolver.addresses(host, signal);
  if (addresses.kind !== 'found') return { isResolved: addresses.kind !== 'failed' };
  const isResolved = addresses.isPartial !== true;
  return { isResolved, probe: await probe.probe(host, addresses.records, signal) };
}

function kindOf({ probe, isResolved }: HostFacts): keyof Lifetimes {
  if (probe !== undefined && DECISIVE.includes(probe.outcome)) return 'negative';
  if (!isResolved || probe?.unanswered !== undefined) return 'failed';
  return probe?.outcome === 'tls-verified' ? 'positive' : 'negative';
}

/** No server to ask: what DNS said is what the answer rests on (C5). */
function nowhere(domain: string, outcome: DnsOutcome): Route {
  const evidence: Evidence[] = [{ kind: 'dns', domain, outcome }];
  const answer: SourceAnswer =
    outcome === 'dns-unreachable'
      ? { kind: 'inconclusive', reasons: [outcome], evidence }
      : undeliverable(outcome, evidence);
  return { kind: 'answer', answer };
}
