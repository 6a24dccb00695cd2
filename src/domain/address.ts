/** An address exactly as a mail client or a person gave it; nothing is known about it yet. */
export type RawAddress = string;

/** An address that follows the grammar: local part as written, domain in lower-case A-label form. */
export interface MailAddress {
  readonly local: string;
  readonly domain: string;
}

export type AddressProblem =
  | 'blank'
  | 'no-at-sign'
  | 'bad-local-part'
  | 'bad-domain'
  | 'ip-address'
  | 'not-ascii-domain'
  | 'mixed-scripts'
  | 'too-long';

export type AddressResult =
  | { readonly ok: true; readonly address: MailAddress }
  | { readonly ok: false; readonly problem: AddressProblem };

/** atext, with letters of every script (RFC 5322 §3.2.3, RFC 6532 §3.2); neither controls nor spaces of any kind. */
const ATOM = /^[^\s@"(),:;<>[\]\\\x00-\x1f\x7f-\x9f]+$/;
/** Quoted-string; a backslash stands before one printable sign (RFC 5321 §4.1.2). */
const QUOTED = /^"(?:[^"\\\x00-\x1f\x7f-\x9f]|\\[\x20-\x7e])*"$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const NUMBER_LIKE_END = /(?:^|\.)(?:0x[0-9a-f]*|[0-9]+)$/;
/** Octets of an address and of what stands before its @ (RFC 5321 §4.5.3.1, with erratum 1690 of RFC 3696). */
const LONGEST = { address: 254, local: 64 } as const;

/**
 * Reads one address (RFC 5321 §4.1.2; sizes in octets from §4.5.3.1).
 * Internationalised domains must come as A-labels; comments and routes are refused.
 */
export function parseAddress(raw: RawAddress): AddressResult {
  const text = raw.trim();
  if (text === '') return failure('blank');
  if (octetsOf(text) > LONGEST.address) return failure('too-long');
  const at = text.lastIndexOf('@');
  if (at < 0) return failure('no-at-sign');
  const local = text.slice(0, at);
  if (!isLocalPart(local)) return failure('bad-local-part');
  const domain = lowered(text.slice(at + 1));
  const problem = domainProblem(domain);
  return problem === undefined ? { ok: true, address: { local, domain } } : failure(problem);
}

export function formatAddress(address: MailAddress): string {
  return `${address.local}@${address.domain}`;
}

/** The key under which answers about an address are kept and compared: trimmed, lower case. */
export function addressKey(raw: RawAddress): string {
  return lowered(raw.trim());
}

/** What stands behind the last @, in lower case; empty when there is none. */
export function domainOf(raw: RawAddress): string {
  const at = raw.lastIndexOf('@');
  return at < 0 ? '' : addressKey(raw.slice(at + 1));
}

/** True for the domain itself and everything below it. */
export function isDomainWithin(domain: string, parent: string): boolean {
  return domain === parent || domain.endsWith(`.${parent}`);
}

function isLocalPart(local: string): boolean {
  if (octetsOf(local) > LONGEST.local) return false;
  if (QUOTED.test(local)) return true;
  return ATOM.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
}

function domainProblem(domain: string): AddressProblem | undefined {
  if (/[^\x20-\x7e]/.test(domain)) return 'not-ascii-domain';
  if (domain.startsWith('[')) return 'ip-address';
  const labels = domain.split('.');
  if (!labels.every((label) => LABEL.test(label))) return 'bad-domain';
  if (NUMBER_LIKE_END.test(domain)) return 'ip-address';
  return labels.length < 2 ? 'bad-domain' : undefined;
}

/** The Kelvin sign stays: its small letter is the plain k, so that another domain would become one's own. */
function lowered(text: string): string {
  return text.replace(/[^\u212a]+/g, (part) => part.toLowerCase());
}

/** Length in UTF-8: each half of a surrogate pair counts two of its four octets. */
function octetsOf(text: string): number {
  let octets = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) octets += 1;
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) octets += 2;
    else octets += 3;
  }
  return octets;
}

function failure(problem: AddressProblem): AddressResult {
  return { ok: false, problem };
}
