import { toUnicode } from 'tr46';
import type { TunnelReply } from '../../contract/directory.ts';
import type { TunnelList } from '../adapters/tunnel-list.ts';
import { writtenDomain } from '../adapters/tunnel-organisations.ts';
import type { TunnelOrganisation } from '../adapters/tunnel-organisations.ts';

const USUAL_LIMIT = 50;
/** Letters that are written out, or by another sign, in the neighbours' alphabets. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  å: 'aa',
  æ: 'ae',
  ä: 'ae',
  ø: 'oe',
  ö: 'oe',
  ü: 'ue',
  ð: 'd',
  þ: 'th',
};
const PLAIN: Readonly<Record<string, string>> = { æ: 'a', ø: 'o', ð: 'd', þ: 't' };

/**
 * Organisations whose name or domain holds every word, with capitals and the Nordic letters as one likes: "århus" finds
 * Aarhus, "orebro" finds Örebro. Those that begin with the words come first (A7).
 */
export function findOrganisations(
  { organisations, listedAt, isStale }: TunnelList,
  { q = '', limit = USUAL_LIMIT }: { q?: string; limit?: number },
): TunnelReply {
  const words = q
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(spellings);
  const found = organisations
    .map((organisation) => ({ organisation, texts: spellings(textOf(organisation)) }))
    .filter(({ texts }) => words.every((word) => texts.some((text, way) => text.includes(word[way] ?? ''))));
  const whole = spellings(q.trim());
  const rank = ({ organisation: { name, domain } }: (typeof found)[number]) =>
    [name, domain].some((text) => spellings(text).some((spelt, way) => spelt.startsWith(whole[way] ?? '')))
      ? 0
      : 1;
  const sorted = found
    .map((one) => ({ ...one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank || a.organisation.name.localeCompare(b.organisation.name, 'da'));
  return {
    organisations: sorted.slice(0, limit).map(({ organisation }) => shown(organisation)),
    total: found.length,
    listedAt: listedAt.toISOString(),
    isStale,
  };
}

function shown({ name, domain, since, reach }: TunnelOrganisation): TunnelReply['organisations'][number] {
  return {
    name,
    // An entry that leaves its own domain out must not look as if it stood for it.
    domain: reach === 'below' ? writtenDomain({ domain, reach }) : domain,
    ...(since === undefined ? {} : { since }),
    includesSubdomains: reach !== 'itself',
  };
}

function textOf({ name, domain }: TunnelOrganisation): string {
  return domain.includes('xn--') ? `${name} ${domain} ${toUnicode(domain).domain}` : `${name} ${domain}`;
}

/** The text in small letters, with Nordic letters written out, and with plain ones in their place. */
function spellings(text: string): readonly [string, string] {
  const small = text.normalize('NFC').toLocaleLowerCase('da');
  const out = small.replace(/[åæäøöüðþ]/g, (letter) => WRITTEN_OUT[letter] ?? letter);
  const plain = small.replace(/[æøðþ]/g, (letter) => PLAIN[letter] ?? letter);
  return [withoutMarks(out), withoutMarks(plain)];
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
