import type { TunnelReply } from '../../contract/directory.ts';
import type { TunnelList } from '../adapters/tunnel-list.ts';

const USUAL_LIMIT = 50;

/** Organisations whose name or domain holds the words; those that begin with them come first (A7). */
export function findOrganisations(
  { organisations, listedAt }: TunnelList,
  { q = '', limit = USUAL_LIMIT }: { q?: string; limit?: number },
): TunnelReply {
  const words = fold(q.trim());
  const found = organisations.filter(
    ({ name, domain }) => fold(name).includes(words) || domain.includes(words),
  );
  const rank = ({ name, domain }: { name: string; domain: string }) =>
    fold(name).startsWith(words) || domain.startsWith(words) ? 0 : 1;
  const sorted = [...found].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'da'));
  return {
    organisations: sorted.slice(0, limit).map((organisation) => ({ ...organisation })),
    total: found.length,
    listedAt: listedAt.toISOString(),
  };
}

function fold(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('da');
}
