import { toASCII, toUnicode } from 'tr46';
import { parseAddress } from '../../domain/address.ts';
import type { AddressResult, RawAddress } from '../../domain/address.ts';

const STRICT = {
  checkHyphens: true,
  checkBidi: true,
  checkJoiners: true,
  useSTD3ASCIIRules: true,
  verifyDNSLength: true,
} as const;
const NOT_ASCII = /[^\x20-\x7e]/;
/** Scripts whose letters are mistaken for Latin ones (UTS #39 §5.1: no label mixes them with Latin). */
const LOOK_ALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const LATIN = /\p{Script=Latin}/u;
/** Letters, marks and digits, as IDNA 2008 has it (RFC 5892); UTS #46 alone lets signs and symbols pass. */
const LABEL = /^[\p{L}\p{M}\p{Nd}\u00b7-]+$/u;
/** Signs that nobody sees, and that UTS #46 would silently take out. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/**
 * Reads an address whose domain may be written in any script: the domain becomes A-labels by UTS #46, strictly.
 * A label that mixes look-alike scripts is refused as `not-ascii-domain`, in whichever form it comes.
 */
export function parseAnyAddress(raw: RawAddress): AddressResult {
  const at = raw.lastIndexOf('@');
  const domain = raw.slice(at + 1).trim();
  if (at < 0 || !isInternational(domain)) return parseAddress(raw);
  const ascii = INVISIBLE.test(domain) ? null : toASCII(domain, STRICT);
  if (ascii === null || ascii === '' || !isHonest(ascii)) return { ok: false, problem: 'not-ascii-domain' };
  return parseAddress(`${raw.slice(0, at)}@${ascii}`);
}

/** The domain in A-labels, or undefined when it is none. */
export function parseDomain(text: string): string | undefined {
  const result = parseAnyAddress(`x@${text.trim()}`);
  return result.ok ? result.address.domain : undefined;
}

function isInternational(domain: string): boolean {
  return NOT_ASCII.test(domain) || /(?:^|\.)xn--/i.test(domain);
}

function isHonest(ascii: string): boolean {
  const { domain, error } = toUnicode(ascii, STRICT);
  if (error) return false;
  return domain
    .split('.')
    .every((label) => LABEL.test(label) && !(LOOK_ALIKE.test(label) && LATIN.test(label)));
}
