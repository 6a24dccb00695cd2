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

/**
 * Gives each address the entries that name it, and no other's. An entry without a readable name belongs to the one address
 * that was asked for, if it was only one. References to other directories are not followed, so that there may be more.
 */
export function shareEntries(found: FoundEntries, addresses: readonly string[]): SharedEntries {
  const wanted = addresses.map((address) => ({
    name: nameKey(address),
    certificates: new Map<string, Buffer>(),
  }));
  let hasStrangers = false;
  for (const entry of found.searchEntries) {
    const names = new Set(namesIn(entry));
    const isNameless = names.size === 0 && wanted.length === 1;
    const owners = wanted.filter(({ name }) => isNameless || names.has(name));
    hasStrangers ||= owners.length === 0;
    for (const der of certificatesIn(entry)) {
      for (const { certificates } of owners) certificates.set(der.toString('latin1'), der);
    }
  }
  const isWhole = found.isPart !== true && found.searchReferences.length === 0 && !hasStrangers;
  return {
    answers: wanted.map(({ certificates }) => answerWith([...certificates.values()], isWhole)),
    hasStrangers,
  };
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
function namesIn(entry: Entry): readonly string[] {
  return attributesOf(entry)
    .filter(([name]) => name !== 'dn' && !isCertificate(name))
    .flatMap(([, values]) => values.map((value) => nameKey(value.toString())));
}

function certificatesIn(entry: Entry): readonly Buffer[] {
  return attributesOf(entry)
    .filter(([name]) => isCertificate(name))
    .flatMap(([, values]) => values)
    .map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(value, 'utf8')));
}

function attributesOf(entry: Entry): readonly (readonly [string, readonly (string | Buffer)[]])[] {
  return Object.entries(entry).map(([name, values]) => [name, Array.isArray(values) ? values : [values]]);
}

function isCertificate(attribute: string): boolean {
  return attribute.toLowerCase().split(';')[0] === 'usercertificate';
}
