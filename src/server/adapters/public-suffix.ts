import { parse } from 'tldts';

/**
 * True for a name below which others register theirs, such as "co.uk" or "github.io" (Public Suffix List, with its
 * private part): what holds for it says nothing of those below.
 */
export function isPublicSuffix(domain: string): boolean {
  return parse(domain, { allowPrivateDomains: true, validateHostname: false }).publicSuffix === domain;
}
