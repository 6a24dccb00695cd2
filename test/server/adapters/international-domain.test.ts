import fc from 'fast-check';
import { formatAddress } from '../../../src/domain/address.ts';
import { parseAnyAddress, parseDomain } from '../../../src/server/adapters/international-domain.ts';

const problemOf = (raw: string) => {
  const result = parseAnyAddress(raw);
  return result.ok ? undefined : result.problem;
};

describe('addresses in other scripts', () => {
  test.each([
    ['Bo@Blåbær.example', 'Bo@xn--blbr-roah.example'],
    ['bo@BLÅBÆR.example', 'bo@xn--blbr-roah.example'],
    ['bo@bla\u030ab\u00e6r.example', 'bo@xn--blbr-roah.example'],
    ['bo@XN--BLBR-ROAH.example', 'bo@xn--blbr-roah.example'],
    ['bo@reykjavík.is', 'bo@xn--reykjavk-i2a.is'],
    ['bo@例え.example', 'bo@xn--r8jz45g.example'],
    ['bo@президент.com', 'bo@xn--d1abbgf6aiiy.com'],
    ['用户@例子.广告', '用户@xn--fsqu00a.xn--4rr70v'],
    ['bo@straße.de', 'bo@xn--strae-oqa.de'],
  ])('%s is read as %s', (raw, text) => {
    const result = parseAnyAddress(raw);
    expect(result.ok && formatAddress(result.address)).toBe(text);
  });

  test('have one spelling of what stands before the @, however the letters were put together', () => {
    const result = parseAnyAddress('bjo\u0308rn+a\u030a@x.example');
    expect(result).toMatchObject({ ok: true, address: { local: 'bj\u00f6rn+\u00e5' } });
  });

  test.each([
    ['gma\u0456l.com', 'a Cyrillic letter among Latin ones'],
    ['xn--gmal-n9d.com', 'the same behind an A-label'],
    ['p\u03b1rtner.example', 'a Greek letter among Latin ones'],
    ['\u0430\u0440\u0440\u04cf\u0435.com', 'Cyrillic letters that all look Latin'],
    ['xn--80ak6aa92e.com', 'the same behind an A-label'],
    ['mail.\u0441\u0441\u0441.example', 'the same in the middle'],
    ['\u03bf\u03c5.gr', 'Greek letters that all look Latin'],
    ['\u04bb2.dk', 'a digit beside a Cyrillic letter that looks Latin'],
    ['\u0431\u03b1.example', 'two alphabets, neither of them Latin'],
  ])('are refused for letters that look alike when the domain is %s: %s', (domain) => {
    expect(problemOf(`anna@${domain}`)).toBe('mixed-scripts');
  });

  test.each([
    ['xn--a.com', 'an A-label that stands for nothing'],
    ['xn--.com', 'an A-label of nothing'],
    ['a\u200bb.example', 'an invisible letter'],
    ['a\u00adb.example', 'a soft hyphen'],
    ['kommune.dk\u2044evil.example', 'a sign that looks like a slash'],
    ['\uff50\uff48\uff56.example', 'wide letters that a mail server would not take for plain ones'],
    ['phv\u3002example', 'a full stop of another script'],
    ['\u212a.example', 'the Kelvin sign, which is no K'],
    ['\ufb01rma.example', 'a ligature'],
    ['\u24d0bc.example', 'a letter in a circle'],
    ['\u13c0\u13a5\u13aa.com', 'a script that no domain needs'],
    ['-bl\u00e5.example', 'a hyphen in front'],
    ['bl\u00e5_b.example', 'an underscore'],
    ['bl\u00e5..example', 'an empty label'],
    ['bl\u00e5\u{1f600}.example', 'a picture'],
    [`${'\u00e5'.repeat(64)}.example`, 'a label that is too long'],
  ])('are refused for their signs when the domain is %s: %s', (domain) => {
    expect(problemOf(`anna@${domain}`)).toBe('not-ascii-domain');
  });

  test.each([
    '127.0.0.1',
    '[127.0.0.1]',
    '[IPv6:::1]',
    '0x7f.1',
    '2130706433.0',
    '\u0967\u0968.\u0966.\u0966.\u0967',
  ])('are refused for a number in place of the domain: %s', (domain) => {
    expect(problemOf(`anna@${domain}`)).toBe('ip-address');
  });

  test.each([
    ['an\u200bna@x.example', 'an invisible letter'],
    ['\u212aim@x.example', 'the Kelvin sign, which is another mailbox than K'],
    ['an\u00a0na@x.example', 'a space that is not one'],
    ['\ud800a@x.example', 'half a letter'],
    ['\u202eanna@x.example', 'a turn of direction'],
    ['\u001banna@x.example', 'a control'],
  ])('are refused for what stands before the @: %j, %s', (raw) => {
    expect(problemOf(raw)).toBe('bad-local-part');
  });

  test.each([
    'anna@kommune.dk/evil',
    'a@b@@',
    'anna@',
    '@x.example',
    'Anna <anna@x.example>',
    'anna@x.example\r\nBcc: eve@x.example',
    'anna@bl\u00e5.example\r\nRCPT TO:<eve@x.example>',
    `${'a'.repeat(65)}@x.example`,
    `anna@${'\u00e5'.repeat(5000)}.example`,
  ])('are not taken from %j', (raw) => {
    expect(parseAnyAddress(raw).ok).toBe(false);
  });
});

/** Texts of the kind that break things: near addresses, in all scripts, with signs that nobody sees. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '@',
    '.',
    'xn--',
    '"',
    '\\',
    '\u0430',
    '\u00e5',
    '\u200b',
    '[',
    ']',
    '/',
    '\r\n',
    '0x7f',
    '\u3002',
  ),
  fc.domain(),
);
const nearAddress = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

describe('whatever is given for an address', () => {
  const runs = { numRuns: 3000 };

  test('a domain is taken only in letters, digits, hyphens and dots, with a name that is no number at its end', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nearAddress,
          nearAddress.map((text) => `a@${text}`),
          fc.emailAddress(),
        ),
        (raw) => {
          const result = parseAnyAddress(raw);
          if (!result.ok) return;
          const { local, domain } = result.address;
          expect(domain).toMatch(
            /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?![0-9]+$|0x[0-9a-f]*$)[a-z0-9-]+$/,
          );
          expect(local).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029]/);
          expect(Buffer.byteLength(formatAddress(result.address))).toBeLessThanOrEqual(254);
        },
      ),
      runs,
    );
  });

  test('what was read once is read the same again', () => {
    fc.assert(
      fc.property(fc.oneof(nearAddress, fc.emailAddress()), (raw) => {
        const once = parseAnyAddress(raw);
        if (once.ok) expect(parseAnyAddress(formatAddress(once.address))).toEqual(once);
      }),
      runs,
    );
  });

  test('an own domain is never meant by signs other than its own', () => {
    const lookAlikes = fc.constantFrom(
      ...'p\u0440\u03c1\uff50\u2119h\u04bb\uff48v\u03bd\u0475\uff56.\u3002\uff0e\u200be\u0435\u00e9xample-',
    );
    const texts = fc.oneof(
      fc.array(lookAlikes, { minLength: 5, maxLength: 14 }).map((signs) => signs.join('')),
      fc
        .tuple(fc.nat(11), lookAlikes)
        .map(([at, sign]) => `${'phv.example'.slice(0, at)}${sign}${'phv.example'.slice(at + 1)}`),
      fc
        .tuple(fc.nat(11), lookAlikes)
        .map(([at, sign]) => `${'phv.example'.slice(0, at)}${sign}${'phv.example'.slice(at)}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        if (parseDomain(text) === 'phv.example') expect(text.toLowerCase()).toBe('phv.example');
      }),
      { numRuns: 10_000 },
    );
  });
});
