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
    ['a@gmaіl.com', 'not-ascii-domain'],
    [`a@${'b'.repeat(250)}.example`, 'too-long'],
  ])('%s is refused: %s', (raw, problem) => {
    expect(valid(raw)).toBe(problem);
  });

  it('may have 64 characters before the @, not 65', () => {
    expect(valid(`${'a'.repeat(64)}@b.example`)).toContain('@b.example');
  });

  it('is compared by its trimmed lower-case key', () => {
    expect(addressKey(' Anna@B.example ')).toBe('anna@b.example');
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
