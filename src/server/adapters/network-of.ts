import { isIP } from 'node:net';

/** How much of an address names the network: octets of IPv4, groups of 16 bits of IPv6. */
export interface NetworkSize {
  readonly four: number;
  readonly six: number;
}

const GROUPS = 8;

/** Names the network that an address lies in; the same for all its addresses, however they are written. */
export function networkOf(address: string, { four, six }: NetworkSize): string {
  if (isIP(address) === 4) return address.split('.').slice(0, four).join('.');
  const [head = [], tail = []] = address
    .toLowerCase()
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, GROUPS - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].map((group) => group.replace(/^0+(?=.)/, ''));
  return groups.slice(0, six).join(':');
}
