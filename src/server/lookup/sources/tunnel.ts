import type { SourceAnswer } from '../../../domain/transport.ts';
import type { ReadTunnelList, TunnelList } from '../../adapters/tunnel-list.ts';
import type { Clock } from '../../clock.ts';
import type { TransportSource } from '../transport-source.ts';

const DAY_MS = 86_400_000;

export interface TunnelOptions {
  readonly list: ReadTunnelList;
  readonly maximumAgeDays: number;
  readonly clock: Clock;
}

/** Organisations joined by tunnel mail; the domain must stand on the list itself, not one above it (A7). */
export function createTunnelSource({ list, maximumAgeDays, clock }: TunnelOptions): TransportSource {
  return {
    name: 'tunnel',
    async ask({ domain }) {
      const current = await readOrUndefined(list);
      if (current === undefined) {
        return { kind: 'inconclusive', reasons: ['tunnel-list-unreadable'], evidence: [] };
      }
      const isStale = clock().getTime() - current.listedAt.getTime() > maximumAgeDays * DAY_MS;
      return answerFrom(current, domain, isStale);
    },
  };
}

function answerFrom(list: TunnelList, domain: string, isStale: boolean): SourceAnswer {
  const found = list.byDomain.get(domain);
  if (found === undefined) return { kind: 'pass', reasons: ['not-on-tunnel-list'], evidence: [] };
  return {
    kind: 'match',
    transport: 'tunnel',
    assurance: isStale ? 'list-stale' : 'listed',
    reasons: isStale ? ['on-tunnel-list', 'tunnel-list-stale'] : ['on-tunnel-list'],
    evidence: [
      {
        kind: 'tunnel-list',
        source: list.source,
        organisation: found.name,
        domain,
        listedAt: list.listedAt.toISOString(),
        ...(found.since === undefined ? {} : { since: found.since }),
      },
    ],
  };
}

async function readOrUndefined(list: ReadTunnelList): Promise<TunnelList | undefined> {
  try {
    return await list();
  } catch {
    return undefined;
  }
}
