import { parseDomain } from './international-domain.ts';

/** A mail address as a certificate names it: what the local part means, and the domain as A-labels in lower case. */
export interface EmailName {
  readonly local: string;
  readonly domain: string;
}

/** Reads an address of a certificate; undefined when it is none. SmtpUTF8Mailbox writes domains either way (RFC 9598 §3). */
export function readEmailName(email: string): EmailName | undefined {
  const at = email.lastIndexOf('@');
  const local = unquoted(email.slice(0, Math.max(at, 0)));
  const host = email.slice(at + 1);
  const domain = local === '' || /\s/.test(host) ? undefined : parseDomain(host);
  return domain === undefined ? undefined : { local, domain };
}

/** Quotes say how a local part is written, not which one it is (RFC 5321 §4.1.2). */
export function unquoted(local: string): string {
  if (!/^".*"$/s.test(local)) return local;
  return local.slice(1, -1).replace(/\\(.)/gs, '$1');
}
