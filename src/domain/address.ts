/** An address exactly as a mail client or a person gave it; nothing is known about it yet. */
export type RawAddress = string;

/** An address that follows the grammar: local part as written, domain in lower-case A-label form. */
export interface MailAddress {
  readonly local: string;
  readonly domain: string;
}

export type AddressProblem =
  'blank' | 'no-at-sign' | 'bad-local-part' | 'bad-domain' | 'ip-address' | 'not-ascii-domain' | 'too-long';

export type AddressResult =
  | { readonly ok: true; readonly address: MailAddress }
  | { readonly ok: false; readonly problem: AddressProblem };

const ATOM = /^[^\s@"(),:;<>[\]\\]+$/;
const QUOTED = /^"(?:[^"\\\r\n]|\\[^\r\n])*"$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const NUMBER_LIKE_END = /(?:^|\.)(?:0x[0-9a-f]+|[0-9]+)$/;

/**
 * Reads one address (RFC 5321 §4.1.2; sizes in octets from §4.5.3.1).
 * Internationalised domains must come as A-labels; comments and routes are refused.
 */
export function parseAddress(raw: RawAddress): AddressResult {
  const text = raw.trim();
  if (text === '') return failure('blank');
  if (text.length > 254) return failure('too-long');
  const at = text.lastIndexOf('@');
  if (at < 0) return failure('no-at-sign');
  const local = text.slice(0, at);
  if (!isLocalPart(local)) return failure('bad-local-part');
  const domain = text.slice(at + 1).toLowerCase();
  const problem = domainProblem(domain);
  return problem === undefined ? { ok: true, address: { local, domain } } : failure(problem);
}

export function formatAddress(address: MailAddress): string {
  return `${address.local}@${address.domain}`;
}

/** The key under which answers about an address are kept and compared: trimmed, lower case. */
export function addressKey(raw: RawAddress): string {
  return raw.trim().toLowerCase();
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
  if (local.length === 0 || local.length > 64) return false;
  if (QUOTED.test(local)) return true;
  return ATOM.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
}

function domainProblem(domain: string): AddressProblem | undefined {
  if (/[^\x20-\x7e]/.test(domain)) return 'not-ascii-domain';
  if (domain.startsWith('[')) return 'ip-address';
  const labels = domain.split('.');
  if (!labels.every((label) => LABEL.test(label))) return 'bad-domain';
  if (NUMBER_LIKE_END.test(domain)) return 'ip-address';
  return labels.length < 2 || domain.length > 253 ? 'bad-domain' : undefined;
}

function failure(problem: AddressProblem): AddressResult {
  return { ok: false, problem };
}
