import type { SourceAnswer } from '../../../domain/transport.ts';
import { AppError } from '../../app-error.ts';
import type { ReadTunnelList, TunnelList } from '../../adapters/tunnel-list.ts';
import { writtenDomain } from '../../adapters/tunnel-organisations.ts';
import type { Listed } from '../../adapters/tunnel-organisations.ts';
import type { TransportSource } from '../transport-source.ts';

export interface TunnelOptions {
  readonly list: ReadTunnelList;
  /** Consumer mail is nobody's tunnel, even below a domain that the list names with all below it. */
  readonly isConsumer: (domain: string) => boolean;
}

/** Organisations joined by tunnel mail; an entry stands for names below its domain only where it says so (A7). */
export function createTunnelSource({ list, isConsumer }: TunnelOptions): TransportSource {
  return {
    name: 'tunnel',
    async ask({ domain }) {
      const current = await readOrUndefined(list);
      if (current === undefined) {
        return { kind: 'inconclusive', reasons: ['tunnel-list-unreadable'], evidence: [] };
      }
      const found = isConsumer(domain) ? undefined : current.find(domain);
      if (found === undefined) return { kind: 'pass', reasons: ['not-on-tunnel-list'], evidence: [] };
      return matchOf(current, domain, found);
    },
  };
}

function matchOf(list: TunnelList, domain: string, { organisation, listedDomain }: Listed): SourceAnswer {
  const isStale = list.isStale || list.doubtful.has(organisation.domain);
  return {
    kind: 'match',
    transport: 'tunnel',
    assurance: isStale ? 'list-stale' : 'listed',
    reasons: isStale ? ['on-tunnel-list', 'tunnel-list-stale'] : ['on-tunnel-list'],
    evidence: [
      {
        kind: 'tunnel-list',
        source: list.source,
        organisation: organisation.name,
        domain,
        ...(listedDomain === undefined ? {} : { listedDomain: writtenDomain(organisation) }),
        listedAt: list.listedAt.toISOString(),
        ...(organisation.since === undefined ? {} : { since: organisation.since }),
      },
    ],
  };
}

async function readOrUndefined(list: ReadTunnelList): Promise<TunnelList | undefined> {
  try {
    return await list();
  } catch (error) {
    // The list tells its problem at the health page.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
