import pLimit from 'p-limit';
import type { SendPolicy } from '../domain/policy.ts';
import type { Resolver } from './adapters/dns.ts';
import type { Keep } from './adapters/keep.ts';
import { createStsPolicies } from './adapters/mta-sts.ts';
import type { Outgoing } from './adapters/outgoing.ts';
import type { MailServerProbe } from './adapters/smtp-probe.ts';
import type { Clock } from './clock.ts';
import { LIFETIMES } from './lookup/lifetimes.ts';
import { createSharedWork } from './lookup/shared-work.ts';
import type { DatedHost } from './lookup/sources/look-at-host.ts';
import { createTlsSource } from './lookup/sources/tls.ts';
import type { TransportSource } from './lookup/transport-source.ts';

export interface TlsParts {
  readonly resolver: Resolver;
  readonly probe: MailServerProbe;
  readonly outgoing: Outgoing;
  readonly keep: Keep;
  readonly clock: Clock;
  /** What decides whether something fetched is believed; policies fetched by others are not used. */
  readonly trustedBy: string;
}

/** Enough that servers which never answer do not hold up the others of a full request. */
const PROBES = 256;
const MOST_HOSTS = 20_000;
const REFRESH_EVERY_MS = 3_600_000;

/** Joins what judges mail servers, and renews the policies of domains that are in use (RFC 8461 §3.3). */
export function openTlsSource(
  { tls }: SendPolicy,
  { resolver, probe, outgoing, keep, clock, trustedBy }: TlsParts,
): { readonly source: TransportSource; readonly close: () => void } {
  const sts = createStsPolicies({ resolver, outgoing, keep, clock, trustedBy });
  const stop = new AbortController();
  const refreshing = setInterval(() => void sts.refreshDue(stop.signal), REFRESH_EVERY_MS).unref();
  const source = createTlsSource({
    resolver,
    probe,
    sts,
    minimumAssurance: tls.minimumAssurance,
    clock,
    lifetimes: LIFETIMES,
    perHost: createSharedWork<DatedHost>({
      most: MOST_HOSTS,
      now: () => clock().getTime(),
      keepMs: ({ expiresAt }) => expiresAt - clock().getTime(),
      limit: pLimit(PROBES),
    }),
  });
  const close = () => {
    clearInterval(refreshing);
    stop.abort();
  };
  return { source, close };
}
