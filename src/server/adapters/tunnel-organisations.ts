import { parseDomain } from './international-domain.ts';
import { isPublicSuffix } from './public-suffix.ts';
import { formatOf, readRows, wrongList } from './tunnel-list-formats.ts';
import type { ListFormat, ListRow } from './tunnel-list-formats.ts';

/** Which names an entry stands for: "by.example" itself, "*.by.example" those below, ".by.example" both. */
export type Reach = 'itself' | 'below' | 'both';

export interface TunnelOrganisation {
  readonly domain: string;
  readonly name: string;
  readonly since?: string;
  readonly reach: Reach;
}

export interface ReadList {
  readonly organisations: readonly TunnelOrganisation[];
  /** Domains of consumer mail that stood on it: nobody's tunnel ends there. */
  readonly ignored: readonly string[];
  /** What the bytes were, where they were no UTF-8. */
  readonly encoding?: string;
}

export interface ListBytes {
  readonly bytes: Buffer;
  readonly source: string;
  /** Path of the file or address; its ending tells the format. */
  readonly path: string;
  readonly contentType?: string | undefined;
  readonly format?: ListFormat | undefined;
}

const MOST_ENTRIES = 10_000;
const LONGEST_NAME = 200;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const CONTROL = /\p{Cc}/u;

/**
 * Reads a list of organisations joined by tunnel mail. One mistake refuses it whole, with its place. So does a public
 * suffix; a domain of consumer mail is only left out, since it can never be a reason to go on with an older list.
 */
export function readOrganisations(list: ListBytes, isConsumer: (domain: string) => boolean): ReadList {
  const { text, encoding } = decode(list.bytes, list.source);
  if (/^\s*</.test(text))
    throw wrongList(list.source, 'is a web page, no list. Give out the list itself, without signing in');
  if (text.trim() === '')
    throw wrongList(list.source, 'is empty. For a list of nobody, write the line "domain,name"');
  const format = list.format ?? formatOf(text, { path: list.path, contentType: list.contentType ?? '' });
  const rows = readRows(text, format, list.source);
  if (rows.length > MOST_ENTRIES) throw wrongList(list.source, `has more than ${MOST_ENTRIES} entries`);
  const all = rows.map((row) => organisationOf(row, list.source));
  const organisations = all.filter(({ domain }) => !isConsumer(domain));
  const ignored = all.filter(({ domain }) => isConsumer(domain)).map(({ domain }) => domain);
  return { organisations, ignored, ...(encoding === undefined ? {} : { encoding }) };
}

/** The entry's domain as lists write it, with its reach. */
export function writtenDomain({ domain, reach }: Pick<TunnelOrganisation, 'domain' | 'reach'>): string {
  return { itself: domain, below: `*.${domain}`, both: `.${domain}` }[reach];
}

/** An entry that stands for a domain; `listedDomain` where it stands there for a domain above. */
export interface Listed {
  readonly organisation: TunnelOrganisation;
  readonly listedDomain?: string;
}

/** Finds the entry for a domain on a day. */
export type FindListed = (domain: string, today: string) => Listed | undefined;

/**
 * The entry for a domain among those that count on the day (YYYY-MM-DD): its own before one for a domain above, and the
 * nearest of those. Who joins later is not joined yet, and hides nobody who is.
 */
export function indexOrganisations(organisations: readonly TunnelOrganisation[]): FindListed {
  const own = byDomain(organisations.filter(({ reach }) => reach !== 'below'));
  const above = byDomain(organisations.filter(({ reach }) => reach !== 'itself'));
  return (domain, today) => {
    // Of two entries for the same the first counts.
    const first = (entries: readonly TunnelOrganisation[] = []) =>
      entries.find(({ since }) => since === undefined || since <= today);
    const organisation = first(own.get(domain));
    if (organisation !== undefined) return { organisation };
    for (let dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      const listedDomain = domain.slice(dot + 1);
      const found = first(above.get(listedDomain));
      if (found !== undefined) return { organisation: found, listedDomain };
    }
    return undefined;
  };
}

function byDomain(
  organisations: readonly TunnelOrganisation[],
): ReadonlyMap<string, readonly TunnelOrganisation[]> {
  const entries = new Map<string, TunnelOrganisation[]>();
  for (const one of organisations) {
    const same = entries.get(one.domain);
    if (same === undefined) entries.set(one.domain, [one]);
    else same.push(one);
  }
  return entries;
}

function organisationOf(
  { domain: written, name, since, subdomains, place }: ListRow,
  source: string,
): TunnelOrganisation {
  const [, prefix = '', rest = ''] = /^(\*\.|\.)?(.*)$/su.exec(written) ?? [];
  const shown = JSON.stringify(written.slice(0, 60));
  const domain = parseDomain(rest);
  if (domain === undefined) throw wrongList(source, `has a mistake in ${place}: ${shown} is no domain`);
  if (isPublicSuffix(domain)) {
    throw wrongList(source, `names ${shown} in ${place}, below which anybody can have a domain`);
  }
  if (since !== '' && !isDate(since))
    throw wrongList(source, `has a date that is not YYYY-MM-DD in ${place}`);
  if (name.length > LONGEST_NAME || CONTROL.test(name)) {
    throw wrongList(
      source,
      `has a name in ${place} that is longer than ${LONGEST_NAME} signs or not one line`,
    );
  }
  const reach = prefix === '*.' ? 'below' : prefix === '.' || subdomains ? 'both' : 'itself';
  return { domain, name: name === '' ? domain : name, reach, ...(since === '' ? {} : { since }) };
}

function isDate(text: string): boolean {
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** UTF-8, or UTF-16 with its mark; what is neither is read as Latin-1 as Windows has it, and that is told. */
function decode(bytes: Buffer, source: string): { readonly text: string; readonly encoding?: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  }
  if (bytes.includes(0)) throw wrongList(source, 'is no text. Save it as CSV, JSON or text');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Latin-1' };
  }
}
