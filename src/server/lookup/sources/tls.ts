import type { Evidence, MailServer, ProbeOutcome } from '../../../domain/evidence.ts';
import type { Reason, SourceAnswer } from '../../../domain/transport.ts';
import type { DnsAnswer, Resolver } from '../../adapters/dns.ts';
import type { MailServerProbe, ProbeResult } from '../../adapters/smtp-probe.ts';
import type { SharedWork } from '../shared-work.ts';
import type { TransportSource } from '../transport-source.ts';

export interface TlsOptions {
  readonly resolver: Resolver;
  readonly probe: MailServerProbe;
  /** Shares one probe of a host among all domains that use it, and keeps its outcome for a while. */
  readonly perHost: SharedWork<HostOutcome>;
}

/** `no-host`: the name has no address, so that no mail can go there. */
export type HostOutcome = ProbeResult | 'no-host' | 'dns-failed';

const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** More servers than this are not asked; the answer is then "could not check". */
const MOST_SERVERS = 20;
const UNKNOWN: readonly ProbeOutcome[] = ['no-answer-in-time', 'refused', 'unreachable'];
const UNAUTHENTICATED: readonly ProbeOutcome[] = [
  'certificate-expired',
  'certificate-wrong-name',
  'certificate-untrusted',
];
const REASON_OF: Readonly<Record<ProbeOutcome, Reason>> = {
  'tls-verified': 'tls-verified',
  'certificate-expired': 'tls-certificate-expired',
  'certificate-wrong-name': 'tls-certificate-wrong-name',
  'certificate-untrusted': 'tls-certificate-untrusted',
  'tls-too-old': 'tls-too-old',
  'no-starttls': 'no-starttls',
  'no-answer-in-time': 'no-answer-in-time',
  refused: 'mail-server-refused',
  unreachable: 'mail-server-unreachable',
};

/** Forced TLS to the recipient's mail servers; the weakest server that could be used decides (spec 4, table). */
export function createTlsSource(options: TlsOptions): TransportSource {
  return {
    name: 'tls',
    async ask({ domain }, signal) {
      const route = await findRoute(options.resolver, domain, signal);
      if (route.kind === 'answer') return route.answer;
      const { servers, implicit } = route;
      const outcomes = await Promise.all(
        servers.slice(0, MOST_SERVERS).map(async ({ host }) => ({
          host,
          outcome: await probeHost(options, host, signal),
        })),
      );
      const evidence: Evidence[] = [{ kind: 'mail-servers', domain, servers, implicit }];
      return weakest(outcomes, { evidence, isCut: servers.length > MOST_SERVERS });
    },
  };
}

type Route =
  | { readonly kind: 'answer'; readonly answer: SourceAnswer }
  | { readonly kind: 'servers'; readonly servers: readonly MailServer[]; readonly implicit: boolean };

/** MX records, or the domain itself where there are none (RFC 5321 §5.1). */
async function findRoute(resolver: Resolver, domain: string, signal: AbortSignal): Promise<Route> {
  const mx = await resolver.mailServers(domain, signal);
  if (mx.kind === 'failed') return answered(inconclusive('dns-unreachable'));
  if (mx.kind === 'no-domain') return answered(undeliverable('no-such-domain'));
  if (mx.kind === 'found') return routeByMx(mx.records, domain);
  const own: DnsAnswer<string> = await resolver.addresses(domain, signal);
  if (own.kind === 'failed') return answered(inconclusive('dns-unreachable'));
  if (own.kind !== 'found') return answered(undeliverable('no-mail-server'));
  return { kind: 'servers', servers: [{ host: domain, preference: 0 }], implicit: true };
}

function routeByMx(records: readonly MailServer[], domain: string): Route {
  const named = records.filter(({ host }) => host !== '.' && host !== '');
  // RFC 7505 §3: a null MX stands alone; beside others it says nothing.
  if (named.length === 0) return answered(undeliverable('null-mx'));
  const servers = named
    .filter(({ host }) => HOST_NAME.test(host))
    .sort((a, b) => a.preference - b.preference || a.host.localeCompare(b.host));
  if (servers.length > 0) return { kind: 'servers', servers, implicit: false };
  const evidence: Evidence[] = [{ kind: 'mail-servers', domain, servers: [], implicit: false }];
  return answered({ ...undeliverable('no-mail-server'), evidence });
}

function probeHost({ resolver, probe, perHost }: TlsOptions, host: string, signal: AbortSignal) {
  return perHost.run({ key: host, signal }, async (shared): Promise<HostOutcome> => {
    const addresses = await resolver.addresses(host, shared);
    if (addresses.kind === 'failed') return 'dns-failed';
    return addresses.kind === 'found' ? probe.probe(host, addresses.records, shared) : 'no-host';
  });
}

interface HostAnswer {
  readonly host: string;
  readonly outcome: HostOutcome;
}

/** Plain text before TLS that proves nothing, before what could not be asked, before what is verified. */
function weakest(
  hosts: readonly HostAnswer[],
  { evidence, isCut }: { evidence: readonly Evidence[]; isCut: boolean },
): SourceAnswer {
  const probes = hosts.flatMap(({ host, outcome }) =>
    typeof outcome === 'string' ? [] : [{ kind: 'probe', host, ...outcome } as const],
  );
  const facts = { evidence: [...evidence, ...probes] };
  const reasonsOf = (outcomes: readonly ProbeOutcome[]) => [
    ...new Set(
      probes.filter(({ outcome }) => outcomes.includes(outcome)).map(({ outcome }) => REASON_OF[outcome]),
    ),
  ];
  const plain = reasonsOf(['no-starttls', 'tls-too-old']);
  const unproven = reasonsOf(UNAUTHENTICATED);
  if (plain.length + unproven.length > 0) {
    const assurance = plain.length > 0 ? 'nothing' : 'encrypted-unauthenticated';
    return { kind: 'match', transport: 'none', assurance, reasons: [...plain, ...unproven], ...facts };
  }
  const open: Reason[] = reasonsOf(UNKNOWN);
  if (hosts.some(({ outcome }) => outcome === 'dns-failed')) open.push('dns-unreachable');
  if (isCut) open.push('look-up-failed');
  if (open.length > 0) return { kind: 'inconclusive', reasons: open, ...facts };
  if (probes.length === 0) return { ...undeliverable('no-mail-server'), ...facts };
  return { kind: 'match', transport: 'tls', assurance: 'verified-now', reasons: ['tls-verified'], ...facts };
}

function answered(answer: SourceAnswer): Route {
  return { kind: 'answer', answer };
}

function inconclusive(reason: Reason): SourceAnswer {
  return { kind: 'inconclusive', reasons: [reason], evidence: [] };
}

function undeliverable(reason: Reason): SourceAnswer {
  return { kind: 'match', transport: 'undeliverable', assurance: 'nothing', reasons: [reason], evidence: [] };
}
