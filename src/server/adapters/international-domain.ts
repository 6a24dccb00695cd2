import { toASCII, toUnicode } from 'tr46';
import { parseAddress } from '../../domain/address.ts';
import type { AddressProblem, AddressResult, RawAddress } from '../../domain/address.ts';
import { judgeLabel, looksLatin } from './scripts-of-label.ts';

const STRICT = {
  checkHyphens: true,
  checkBidi: true,
  checkJoiners: true,
  useSTD3ASCIIRules: true,
  verifyDNSLength: true,
} as const;
const NOT_ASCII = /[^\x20-\x7e]/;
/** Signs that nobody sees, or that mean nothing to everybody: they would make two addresses look the same. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}]/u;
const DIGITS = /^\p{Nd}+$/u;
/** Longer texts are refused before they cost anything; `parseAddress` says why. */
const LONGEST = 1000;

/**
 * Reads an address in any script (RFC 6531): the local part in normal form C, the domain as A-labels by UTS #46,
 * strictly. A domain that mixes scripts or passes for a Latin one is refused, in whichever form it comes (UTS #39).
 */
export function parseAnyAddress(raw: RawAddress): AddressResult {
  const text = raw.trim();
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  if (at < 0 || text.length > LONGEST || !(NOT_ASCII.test(text) || hasALabel(domain)))
    return parseAddress(raw);
  const local = text.slice(0, at);
  const normal = local.normalize('NFC');
  if (isAmbiguous(local, normal)) return { ok: false, problem: 'bad-local-part' };
  if (!NOT_ASCII.test(domain) && !hasALabel(domain)) return parseAddress(`${normal}@${domain}`);
  const read = readDomain(domain);
  return read.ok ? parseAddress(`${normal}@${read.domain}`) : read;
}

/** The domain in A-labels, or undefined when it is none. */
export function parseDomain(text: string): string | undefined {
  const result = parseAnyAddress(`x@${text.trim()}`);
  return result.ok ? result.address.domain : undefined;
}

type DomainResult =
  { readonly ok: true; readonly domain: string } | { readonly ok: false; readonly problem: AddressProblem };

function readDomain(text: string): DomainResult {
  const refused = (problem: AddressProblem) => ({ ok: false, problem }) as const;
  const ascii = UNSEEN.test(text) ? null : toASCII(text, STRICT);
  if (ascii === null || ascii === '') return refused('not-ascii-domain');
  const { domain, error } = toUnicode(ascii, STRICT);
  if (error) return refused('not-ascii-domain');
  const labels = domain.split('.');
  const verdicts = labels.map(judgeLabel);
  if (verdicts.includes('not-allowed')) return refused('not-ascii-domain');
  if (DIGITS.test(labels.at(-1) ?? '')) return refused('ip-address');
  const isUnderLatin = !labels.at(-1)?.match(NOT_ASCII);
  if (verdicts.includes('mixed') || (isUnderLatin && labels.some(looksLatin)))
    return refused('mixed-scripts');
  return isSameName(text, ascii, domain) ? { ok: true, domain: ascii } : refused('not-ascii-domain');
}

/**
 * UTS #46 also turns wide letters, ligatures and the like into plain ones ("ｐｈｖ" into "phv"); a mail server would not.
 * Only capitals and the normal form may differ, and a label with other signs than ASCII has to stay one.
 */
function isSameName(text: string, ascii: string, unicode: string): boolean {
  const asked = text.split('.');
  const labels = ascii.split('.');
  const meant = unicode.split('.');
  const isKept = (label: string, index: number) => {
    if (!NOT_ASCII.test(label)) return label.toLowerCase() === labels[index];
    return (
      hasALabel(labels[index] ?? '') && label.normalize('NFC').toLowerCase().normalize('NFC') === meant[index]
    );
  };
  return asked.length === labels.length && asked.every(isKept);
}

/** Whether the normal form would name another mailbox: K for the Kelvin sign, a semicolon for the Greek question mark. */
function isAmbiguous(local: string, normal: string): boolean {
  const isQuoted = local.startsWith('"');
  const seen = isQuoted ? local.replaceAll(' ', '') : local;
  return UNSEEN.test(seen) || (NOT_ASCII.test(local) && !NOT_ASCII.test(normal));
}

function hasALabel(domain: string): boolean {
  return /(?:^|\.)xn--/i.test(domain);
}
