import type {
  CertificateFacts,
  MailServer,
  ProbeOutcome,
  TlsaRecord,
} from '../../../../src/domain/evidence.ts';
import type { TlsAssurance } from '../../../../src/domain/transport.ts';
import type { DnsAnswer, Resolver } from '../../../../src/server/adapters/dns.ts';
import type { StsFinding, StsPolicies } from '../../../../src/server/adapters/mta-sts.ts';
import type { ProbeResult } from '../../../../src/server/adapters/weakest-address.ts';
import { LIFETIMES } from '../../../../src/server/lookup/lifetimes.ts';
import { createSharedWork } from '../../../../src/server/lookup/shared-work.ts';
import type { DatedHost } from '../../../../src/server/lookup/sources/look-at-host.ts';
import { createTlsSource } from '../../../../src/server/lookup/sources/tls.ts';

export const asking = { signal: new AbortController().signal, refresh: false };
export const at = (domain: string) => ({ local: 'anna', domain });
export const found = <T>(...records: T[]): DnsAnswer<T> => ({
  kind: 'found',
  records,
  isAuthenticated: false,
});
export const server = (host: string, preference = 10): MailServer => ({ host, preference });

/** What DNS, mail servers and the policy's host say; what is left out is as where nothing is signed. */
export interface World {
  readonly mx: DnsAnswer<MailServer>;
  readonly addresses?: DnsAnswer<string>;
  readonly tlsa?: DnsAnswer<TlsaRecord>;
  readonly chains?: ProbeResult['chains'];
  /** When the certificate that a server shows ends; milliseconds since 1970. */
  readonly endsAt?: number;
  readonly policy?: Promise<StsFinding>;
  /** Names and ports that TLSA records were asked for. */
  readonly asked?: string[];
  readonly outcomes?: Readonly<Record<string, ProbeOutcome>>;
  readonly seen?: string[];
  readonly minimum?: TlsAssurance;
  readonly now?: () => number;
}

/** The answer for a domain in such a world. */
export function ask(world: World) {
  return tls(world).ask(at('partner.example'), asking);
}

/** The source over fakes of DNS, probe and policies. */
export function tls(world: World) {
  const { mx, addresses, outcomes = {}, seen = [], asked = [], now = Date.now } = world;
  const none = { kind: 'no-domain', isAuthenticated: false } as const;
  const resolver: Resolver = {
    mailServers: async () => mx,
    addresses: async (host) => addresses ?? (host in outcomes ? found('192.0.2.1') : none),
    texts: async () => none,
    tlsa: async (host, port) => {
      asked.push(`${host}:${port}`);
      return world.tlsa ?? none;
    },
    records: async () => none,
    isAnswering: async () => true,
  };
  const probe = {
    probe: async (host: string) => {
      seen.push(host);
      const { chains = [], endsAt } = world;
      const shown = endsAt === undefined ? {} : { certificate: certificateUntil(endsAt) };
      return { ...resultOf(outcomes[host] ?? 'unreachable'), chains, ...shown };
    },
  };
  const sts: StsPolicies = {
    find: () => world.policy ?? Promise.resolve({ outcome: 'no-policy' }),
    refreshDue: async () => undefined,
  };
  const perHost = createSharedWork<DatedHost>({
    most: 10,
    now,
    keepMs: ({ expiresAt }) => expiresAt - now(),
  });
  const clock = () => new Date(now());
  return createTlsSource({
    resolver,
    probe,
    sts,
    perHost,
    minimumAssurance: world.minimum ?? 'verified-now',
    clock,
    lifetimes: LIFETIMES,
  });
}

function resultOf(outcome: ProbeOutcome): ProbeResult {
  const isOpen = ['refused', 'no-answer-in-time', 'unreachable'].includes(outcome);
  return { port: 25, outcome, ...(isOpen ? { unanswered: [outcome] } : {}) };
}

function certificateUntil(endsAt: number): CertificateFacts {
  const facts = { subject: '', issuer: '', serialNumber: '', notBefore: '', fingerprint: '' };
  return { ...facts, notAfter: new Date(endsAt).toISOString() };
}
