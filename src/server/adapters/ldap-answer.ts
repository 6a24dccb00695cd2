import type { Entry, SearchResult } from 'ldapts';
import type { DirectoryAnswer } from './certificate-directory.ts';

export const CERTIFICATE_ATTRIBUTES = ['userCertificate;binary', 'userCertificate'];
/** More certificates than this for one address: the rest is left out, and the answer is not complete. */
const MOST_CERTIFICATES = 50;

export interface FoundEntries extends SearchResult {
  /** The server has more of them. */
  readonly isPart?: true;
}

export interface SharedEntries {
  /** In the order of the addresses. */
  readonly answers: readonly DirectoryAnswer[];
  /** Entries came that belong to none of the addresses, so that nobody can say whose they are. */
  readonly hasStrangers: boolean;
}

interface Wanted {
  readonly name: string;
  readonly certificates: Buffer[];
}

/**
 * Gives each address the entries that name it, and no other's. An entry without a readable name belongs to the one address
 * that was asked for, if it was only one. References to other directories are not followed, so that there may be more.
 */
export function shareEntries(found: FoundEntries, addresses: readonly string[]): SharedEntries {
  const wanted: readonly Wanted[] = addresses.map((address) => ({
    name: nameKey(address),
    certificates: [],
  }));
  const byName = Map.groupBy(wanted, ({ name }) => name);
  let hasStrangers = false;
  for (const entry of found.searchEntries) {
    const { names, certificates } = readEntry(entry);
    const isNameless = names.length === 0 && wanted.length === 1;
    const owners = isNameless ? wanted : names.flatMap((name) => byName.get(name) ?? []);
    hasStrangers ||= owners.length === 0;
    for (const owner of owners) addNew(owner.certificates, certificates);
  }
  const isWhole = found.isPart !== true && found.searchReferences.length === 0 && !hasStrangers;
  return { answers: wanted.map(({ certificates }) => answerWith(certificates, isWhole)), hasStrangers };
}

/** Each once; of more than are looked at, only one, which tells that there are more. */
function addNew(certificates: Buffer[], more: readonly Buffer[]): void {
  for (const der of more) {
    if (certificates.length > MOST_CERTIFICATES) return;
    if (!certificates.some((known) => known.equals(der))) certificates.push(der);
  }
}

/** Directories compare addresses without regard to case, to spaces at the ends, and to how many are between (RFC 4518 §2.6). */
function nameKey(name: string): string {
  return name.replace(/ +/g, ' ').replace(/^ | $/g, '').toLowerCase();
}

function answerWith(certificates: readonly Buffer[], isWhole: boolean): DirectoryAnswer {
  return {
    certificates: certificates.slice(0, MOST_CERTIFICATES),
    isComplete: isWhole && certificates.length <= MOST_CERTIFICATES,
  };
}

/** What was asked for besides certificates is the attribute that addresses stand in, whatever the server calls it. */
function readEntry(entry: Entry): { names: readonly string[]; certificates: readonly Buffer[] } {
  const names: string[] = [];
  const certificates: Buffer[] = [];
  for (const [attribute, given] of Object.entries(entry)) {
    const values = Array.isArray(given) ? given : [given];
    if (isCertificate(attribute)) certificates.push(...values.map(bytesOf));
    else if (attribute !== 'dn') names.push(...values.map((value) => nameKey(value.toString())));
  }
  return { names, certificates };
}

/** ldapts makes text of what happens to be UTF-8. */
function bytesOf(value: string | Buffer): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value, 'utf8');
}

function isCertificate(attribute: string): boolean {
  return /^usercertificate(?:;|$)/i.test(attribute);
}
