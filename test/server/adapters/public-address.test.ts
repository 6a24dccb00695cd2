import { networkOf } from '../../../src/server/adapters/network-of.ts';
import { isPublicAddress } from '../../../src/server/adapters/public-address.ts';

/** What an address of a mail server must never lead to, however it is written. */
const HOSTILE = [
  ['this host', ['0.0.0.0', '0.1.2.3', '::', '::0']],
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1']],
  [
    'private networks',
    ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
  ],
  ['shared address space of carriers', ['100.64.0.1', '100.127.255.255']],
  ['link-local, where clouds tell secrets', ['169.254.169.254', 'fe80::1', 'febf::1', 'fe80::1%eth0']],
  ['IPv4 within IPv6', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '::ffff:0:10.0.0.1']],
  ['NAT64', ['64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b:1::a00:1']],
  ['6to4 and Teredo', ['2002:7f00:1::', '2002:a00:1::1', '2001:0:7f00:1::']],
  [
    'documentation and benchmarks',
    ['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '2001:db8::1', '3fff::1'],
  ],
  ['protocol assignments', ['192.0.0.8', '192.88.99.1', '2001:1::1', '100::1', '5f00::1']],
  ['many at once', ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1', 'ff0e::1']],
  ['the reserved rest', ['240.0.0.1', '254.1.1.1', 'fec0::1', '4000::1', 'e000::1']],
  ['numbers that some read as addresses', ['127.1', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '127.0.0.1 ']],
  ['names and nothing', ['localhost', 'mx.example', '', '[::1]']],
] as const;

describe('a mail server is not looked for', () => {
  test.each(HOSTILE)('at %s', (_what, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});

test('a mail server is looked for on the public Internet, up to the neighbours of what is not', () => {
  const open = ['1.0.0.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'];
  open.push('128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '223.255.255.255');
  open.push('2000::1', '2001:200::1', '2001:db7::1', '2001:db9::1', '2003::1', '2a00:1450::1', '3ffe::1');
  expect(open.filter((address) => !isPublicAddress(address))).toEqual([]);
});

describe('the network that an address lies in', () => {
  test.each([
    ['192.0.2.77', { four: 4, six: 4 }, '192.0.2.77'],
    ['192.0.2.77', { four: 3, six: 3 }, '192.0.2'],
    ['2001:db8:1:2:3:4:5:6', { four: 3, six: 3 }, '2001:db8:1'],
    ['2001:DB8:0001:0002::6', { four: 4, six: 4 }, '2001:db8:1:2'],
    ['2001:db8::6', { four: 4, six: 4 }, '2001:db8:0:0'],
    ['2001:db8:0:0:1::', { four: 4, six: 4 }, '2001:db8:0:0'],
    ['::1', { four: 4, six: 4 }, '0:0:0:0'],
  ])('%s by %j is %s', (address, size, network) => {
    expect(networkOf(address, size)).toBe(network);
  });
});
