import type { TunnelList } from '../../src/server/adapters/tunnel-list.ts';
import { indexOrganisations } from '../../src/server/adapters/tunnel-organisations.ts';
import type { TunnelOrganisation } from '../../src/server/adapters/tunnel-organisations.ts';

type Entry = Partial<TunnelOrganisation> & Pick<TunnelOrganisation, 'domain'>;

/** A fresh list with these organisations; change one thing. */
export function aTunnelList(entries: readonly Entry[], change: Partial<TunnelList> = {}): TunnelList {
  const organisations = entries.map((entry) => ({ name: entry.domain, reach: 'itself' as const, ...entry }));
  const find = indexOrganisations(organisations);
  return {
    source: 'list.csv',
    version: 'one',
    listedAt: new Date('2026-11-23T08:00:00.000Z'),
    isStale: false,
    organisations,
    find: (domain) => find(domain, '2026-11-23'),
    doubtful: new Set(),
    ...change,
  };
}
