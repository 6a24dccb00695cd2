import { isPublicAddress } from '../../../src/server/adapters/public-address.ts';

describe('addresses that a probe may connect to', () => {
  test.each(['8.8.8.8', '193.162.153.164', '2a00:1450:4010::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fc00::1',
    'ff02::1',
    '2002:7f00:1::',
    '64:ff9b::7f00:1',
    '2001:db8::1',
    '2001::1',
    'localhost',
    '',
    '1.2.3',
  ])('%j is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
