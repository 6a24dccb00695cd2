import { addressKey, formatAddress } from '../../domain/address.ts';
import { parseAnyAddress } from './international-domain.ts';

/** The addresses that a certificate names, each once, in the form in which they are looked up. */
export function addressKeys(emails: readonly string[]): readonly string[] {
  return [...new Set(emails.map(keyOf))];
}

/** A domain in letters of any script is looked up by its A-labels (RFC 9598 §3). */
function keyOf(email: string): string {
  const parsed = parseAnyAddress(email);
  return addressKey(parsed.ok ? formatAddress(parsed.address) : email);
}
