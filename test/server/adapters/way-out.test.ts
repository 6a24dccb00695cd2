import { hasNoWayOut } from '../../../src/server/adapters/way-out.ts';

const BOTH = ['192.0.2.2', '2001:db8::2'];
const FOUR = ['192.0.2.2'];
const SIX = ['2001:db8::2'];
const there = { four: '198.51.100.1', six: '2001:db8:1::1' } as const;

describe('a machine has no way to a family of addresses', () => {
  test.each(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'])(
    'of which it has none itself, when connecting fails with %s',
    (code) => {
      expect(hasNoWayOut({ address: there.six, code, isAtOnce: false }, FOUR)).toBe(true);
      expect(hasNoWayOut({ address: there.four, code, isAtOnce: false }, SIX)).toBe(true);
    },
  );

  test.each(['ENETUNREACH', 'EAFNOSUPPORT'])('when its system says so at once, with %s', (code) => {
    expect(hasNoWayOut({ address: there.six, code, isAtOnce: true }, BOTH)).toBe(true);
    expect(hasNoWayOut({ address: there.four, code, isAtOnce: true }, BOTH)).toBe(true);
  });
});

describe('a machine has a way, and the other end is to blame', () => {
  test.each([
    ['EHOSTUNREACH', true],
    ['EHOSTUNREACH', false],
    ['EADDRNOTAVAIL', true],
    ['ENETUNREACH', false],
    ['EAFNOSUPPORT', false],
  ])('when connecting fails with %s, at once: %s', (code, isAtOnce) => {
    expect(hasNoWayOut({ address: there.six, code, isAtOnce }, BOTH)).toBe(false);
    expect(hasNoWayOut({ address: there.four, code, isAtOnce }, BOTH)).toBe(false);
  });

  test.each(['ECONNREFUSED', 'ETIMEDOUT', 'ECONNRESET', 'EACCES', ''])(
    'when it fails with %s, whatever addresses it has',
    (code) => {
      expect(hasNoWayOut({ address: there.six, code, isAtOnce: true }, FOUR)).toBe(false);
    },
  );
});
