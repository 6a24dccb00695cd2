import fc from 'fast-check';
import {
  formatAddress,
  parseAddress,
  domainOf,
  isDomainWithin,
  addressKey,
} from '../../src/domain/address.ts';

const valid = (raw: string): string => {
  const result = parseAddress(raw);
  return result.ok ? formatAddress(result.address) : result.problem;
};

describe('an address', () => {
  it.each([
    ['anna@gmail.com', 'anna@gmail.com'],
    ['  Anna.B@Eksempel.DK ', 'Anna.B@eksempel.dk'],
    ['a+tag@b.example', 'a+tag@b.example'],
    ['"odd local"@b.example', '"odd local"@b.example'],
    ['"a@b"@c.example', '"a@b"@c.example'],
    ['"say \\"hi\\" \\\\"@c.example', '"say \\"hi\\" \\\\"@c.example'],
    ['""@c.example', '""@c.example'],
    ['bjørn+æbler@c.example', 'bjørn+æbler@c.example'],
    ['用户@c.example', '用户@c.example'],
    ["o'hara/x=y{z}@c.example", "o'hara/x=y{z}@c.example"],
    ['a@sub.domain.example', 'a@sub.domain.example'],
  ])('%s is read, its domain in lower case', (raw, text) => {
    expect(valid(raw)).toBe(text);
  });

  it.each([
    ['', 'blank'],
    ['   ', 'blank'],
    ['anna', 'no-at-sign'],
    ['@b.example', 'bad-local-part'],
    ['.a@b.example', 'bad-local-part'],
    ['a.@b.example', 'bad-local-part'],
    ['a..b@b.example', 'bad-local-part'],
    ['a b@b.example', 'bad-local-part'],
    [`${'a'.repeat(65)}@b.example`, 'bad-local-part'],
    ['a@localhost', 'bad-domain'],
    ['a@-b.example', 'bad-domain'],
    ['a@b..example', 'bad-domain'],
    ['a@kommune.dk/evil', 'bad-domain'],
    ['a@127.0.0.1', 'ip-address'],
    ['a@0x7f.1', 'ip-address'],
    ['a@[127.0.0.1]', 'ip-address'],
    ['a@0x.1.0x', 'ip-address'],
    ['a@gmaіl.com', 'not-ascii-domain'],
    ['"a"b"@b.example', 'bad-local-part'],
    ['"a\\"@b.example', 'bad-local-part'],
    ['"a\tb"@b.example', 'bad-local-part'],
    ['"a\r\nBcc: x"@b.example', 'bad-local-part'],
    ['a\u0000b@b.example', 'bad-local-part'],
    ['a@b.example\r\nBcc: x@c.example', 'bad-local-part'],
    ['a@b.example.', 'bad-domain'],
    ['<a@b.example>', 'bad-local-part'],
    ['a,b@c.example', 'bad-local-part'],
    [`a@${'b'.repeat(250)}.example`, 'too-long'],
  ])('%s is refused: %s', (raw, problem) => {
    expect(valid(raw)).toBe(problem);
  });

  it.each([
    ['a', 64],
    ['ø', 32],
    ['用', 21],
    ['😀', 16],
  ])('may have 64 octets before the @, not more: %s at most %d times', (letter, times) => {
    expect(valid(`${letter.repeat(times)}@b.example`)).toContain('@b.example');
    expect(valid(`${letter.repeat(times + 1)}@b.example`)).toBe('bad-local-part');
  });

  it('may have 254 octets in all, not 255', () => {
    const label = 'b'.repeat(63);
    const domain = (length: number) => `${label}.${label}.${label}.${'c'.repeat(length - 192)}`;
    expect(valid(`a@${domain(252)}`)).toBe(`a@${domain(252)}`);
    expect(valid(`a@${domain(253)}`)).toBe('too-long');
  });

  it('is compared by its trimmed lower-case key', () => {
    expect(addressKey(' Anna@B.example ')).toBe('anna@b.example');
  });

  it('with the Kelvin sign is never taken for one with a k, neither before nor behind the @', () => {
    expect(addressKey('\u212aim@kommune.example')).not.toBe('kim@kommune.example');
    expect(domainOf('kim@\u212aommune.example')).not.toBe('kommune.example');
    expect(valid('kim@\u212aommune.example')).toBe('not-ascii-domain');
  });
});

describe('a domain', () => {
  it('is what stands behind the last @', () => {
    expect(domainOf('"a@b"@C.example')).toBe('c.example');
    expect(domainOf('nobody')).toBe('');
  });

  it('holds itself and what is below it, not its neighbours', () => {
    expect(isDomainWithin('uc.example', 'uc.example')).toBe(true);
    expect(isDomainWithin('mail.uc.example', 'uc.example')).toBe(true);
    expect(isDomainWithin('notuc.example', 'uc.example')).toBe(false);
  });
});

test('no text is taken for another one’s key, unless it differs in capitals and spaces around it alone', () => {
  const sign = fc.oneof(
    fc.constantFrom('k', 'K', '\u212a', '\u0130', 'i', '\u017f', 's', ' ', '@', '.'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 8 }), (signs) => {
      const [text, key] = [signs.join('').trim(), addressKey(signs.join(''))];
      expect(addressKey(key)).toBe(key);
      if (/^[\x00-\x7f]*$/.test(key)) expect(text).toMatch(/^[\x00-\x7f]*$/);
    }),
    { numRuns: 5000 },
  );
});
