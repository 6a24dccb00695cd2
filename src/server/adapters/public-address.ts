import { BlockList, isIP } from 'node:net';

/** Special-purpose blocks (IANA registries for IPv4 and IPv6) that no mail server of another organisation has. */
const FOUR: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Only 2000::/3 is global unicast; these lie within it and are not (2002::/16 and 64:ff9b::/96 embed IPv4). */
const SIX: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [net, bits] of FOUR) blocked.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of SIX) blocked.addSubnet(net, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** True for an address on the public Internet; a probe must not reach into the organisation's own network. */
export function isPublicAddress(address: string): boolean {
  // A zone says by which of our own interfaces; no address of the public Internet has one.
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 4) return !blocked.check(address, 'ipv4');
  return family === 6 && global6.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
}
