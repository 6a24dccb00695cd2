import fc from 'fast-check';
import { isListed, parseStsPolicy, readStsRecord } from '../../../src/server/adapters/mta-sts-policy.ts';

const GOOD =
  'version: STSv1\r\nmode: enforce\r\nmx: mx1.partner.example\r\nmx: *.partner.example\r\nmax_age: 604800\r\n';
const policy = {
  mode: 'enforce',
  servers: ['mx1.partner.example', '*.partner.example'],
  maxAgeSeconds: 604_800,
};

describe('the record that announces a policy (RFC 8461 §3.1)', () => {
  test.each<[string, readonly string[], string]>([
    ['as in the standard', ['v=STSv1; id=20160831085700Z;'], '20160831085700Z'],
    ['without a final semicolon', ['v=STSv1;id=1'], '1'],
    ['with spaces around semicolons', ['v=STSv1; \t id=1 ; '], '1'],
    ['with fields of later versions', ['v=STSv1; later.one=x; id=1; more_2=y'], '1'],
    ['beside texts about other things', ['v=spf1 -all', 'v=STSv1; id=1;', 'hello'], '1'],
    ['with a second id, which does not count', ['v=STSv1; id=1; id=2;'], '1'],
    ['with the longest id', [`v=STSv1; id=${'a'.repeat(32)};`], 'a'.repeat(32)],
  ])('counts %s', (_what, texts, id) => {
    expect(readStsRecord(texts)).toBe(id);
  });

  test.each<[string, readonly string[]]>([
    ['none', []],
    ['two', ['v=STSv1; id=1;', 'v=STSv1; id=1;']],
    ['two of which one is malformed', ['v=STSv1; id=1;', 'v=STSv1; oops']],
    ['one without an id', ['v=STSv1;']],
    ['one with an empty id', ['v=STSv1; id=;']],
    ['one with an id too long', [`v=STSv1; id=${'a'.repeat(33)};`]],
    ['one with signs in the id', ['v=STSv1; id=1-2;']],
    ['one of another version', ['v=STSv2; id=1;']],
    ['one that begins otherwise', [' v=STSv1; id=1;', 'id=1; v=STSv1;']],
    ['one in small letters', ['v=stsv1; id=1;']],
    ['one with a hole', ['v=STSv1;; id=1;']],
    ['one with a field without a value', ['v=STSv1; id=1; more;']],
  ])('does not count: %s', (_what, texts) => {
    expect(readStsRecord(texts)).toBeUndefined();
  });
});

describe('the text of a policy (RFC 8461 §3.2)', () => {
  test.each<[string, string]>([
    ['as in the standard', GOOD],
    ['with plain line ends', GOOD.replaceAll('\r', '')],
    ['without a last line end', GOOD.trimEnd()],
    [
      'in any order',
      GOOD.trimEnd()
        .split('\r\n')
        .reverse()
        .join('\n')
        .replace(/mx: (.*)\nmx: (.*)/, 'mx: $2\nmx: $1'),
    ],
    ['with no spaces and with many', GOOD.replace('mode: ', 'mode:').replace('max_age: ', 'max_age: \t ')],
    ['with spaces at the ends of lines', GOOD.replaceAll('\r\n', ' \t\r\n')],
    ['with keys of later versions', `${GOOD}later: whatever it = is\r\n`],
    ['with a second mode, which does not count', `${GOOD}mode: none\r\n`],
    ['with capitals in names', GOOD.replace('mx1.partner', 'MX1.Partner')],
  ])('is read %s', (_what, text) => {
    expect(parseStsPolicy(text)).toEqual(policy);
  });

  test.each<[string, string]>([
    ['is empty', ''],
    ['has no version', GOOD.replace('version: STSv1\r\n', '')],
    ['is of another version', GOOD.replace('STSv1', 'STSv2')],
    ['has no mode', GOOD.replace('mode: enforce\r\n', '')],
    ['has an unknown mode', GOOD.replace('enforce', 'require')],
    ['has a mode in capitals', GOOD.replace('enforce', 'Enforce')],
    ['has no age', GOOD.replace('max_age: 604800\r\n', '')],
    ['has an age with a sign', GOOD.replace('604800', '-1')],
    ['has an age with a fraction', GOOD.replace('604800', '1.5')],
    ['has an age too long to be one', GOOD.replace('604800', '12345678901')],
    ['names no server', GOOD.replaceAll(/mx: .*\r\n/g, '')],
    ['has a server that is no name', GOOD.replace('mx1.partner.example', 'mx1..example')],
    ['has a server with a wildcard inside', GOOD.replace('mx1.partner', 'mx*.partner')],
    ['has a wildcard for everything', GOOD.replace('*.partner.example', '*')],
    ['has two wildcards', GOOD.replace('*.partner', '*.*.partner')],
    ['has a server with a final dot', GOOD.replace('mx1.partner.example', 'mx1.partner.example.')],
    ['has a server in letters beyond ASCII', GOOD.replace('mx1', 'mø1')],
    ['has an empty line inside', GOOD.replace('mode', '\r\nmode')],
    ['has a line without a colon', `${GOOD}hello\r\n`],
    ['is a web page', '<!doctype html><html><body>version: STSv1</body></html>'],
    ['is bare of line feeds', GOOD.replaceAll('\n', '')],
  ])('is none when it %s', (_what, text) => {
    expect(parseStsPolicy(text)).toBeUndefined();
  });

  test('that has ended need not name servers', () => {
    expect(parseStsPolicy('version: STSv1\nmode: none\nmax_age: 86400\n')).toEqual({
      mode: 'none',
      servers: [],
      maxAgeSeconds: 86_400,
    });
  });

  test.each([
    [0, 180],
    [179, 180],
    [180, 180],
    [181, 181],
    [31_557_600, 31_557_600],
    [31_557_601, 31_557_600],
    [9_999_999_999, 31_557_600],
  ])('of %i seconds is kept for %i', (said, maxAgeSeconds) => {
    expect(parseStsPolicy(GOOD.replace('604800', String(said)))).toMatchObject({ maxAgeSeconds });
  });
});

describe('the servers of a policy', () => {
  test.each([
    ['mx.partner.example', 'mx.partner.example', true],
    ['mx.partner.example', '*.partner.example', true],
    ['a.mx.partner.example', '*.partner.example', false],
    ['partner.example', '*.partner.example', false],
    ['mxpartner.example', '*.partner.example', false],
    ['mx.partner.example', 'partner.example', false],
    ['mx.partner.example', '*.mx.partner.example', false],
    ['mx.partner.example.evil.example', '*.partner.example', false],
    ['partner', '*.partner', false],
  ])('%s is among "%s": %s', (host, server, expected) => {
    expect(isListed(host, [server])).toBe(expected);
    expect(isListed(host, ['other.example', server])).toBe(expected);
  });

  test('are never any where none are named', () => {
    expect(isListed('mx.partner.example', [])).toBe(false);
  });
});

describe('texts of any kind', () => {
  const pieces = [
    'version: STSv1',
    'mode: enforce',
    'mode:',
    'mx: ',
    '*.',
    'a.example',
    'max_age: 1',
    '\n',
    '\r\n',
    ' ',
    'v=STSv1;',
    'id=',
    ';',
  ];
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 30,
  });

  test('are read or refused, and what is read keeps to its own rules', () => {
    fc.assert(
      fc.property(text, (parts) => {
        const id = readStsRecord([parts.join('')]);
        expect(id === undefined || /^[A-Za-z0-9]{1,32}$/.test(id)).toBe(true);
        const read = parseStsPolicy(parts.join(''));
        if (read === undefined) return;
        expect(read.mode === 'none' || read.servers.length > 0).toBe(true);
        expect(read.maxAgeSeconds).toBeGreaterThanOrEqual(180);
      }),
      { numRuns: 3000 },
    );
  });

  test('never make a server listed that is neither named nor one part below a name', () => {
    const label = fc.constantFrom('a', 'b', 'mx', 'example', '*');
    const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(name, name, (host, server) => {
        const parent = host.split('.').slice(1).join('.');
        const isOneBelow = parent !== '' && server === `*.${parent}`;
        expect(isListed(host, [server])).toBe(server.startsWith('*.') ? isOneBelow : server === host);
      }),
      { numRuns: 2000 },
    );
  });

  test('of great length are read in one go', () => {
    expect(readStsRecord([`v=STSv1;${' '.repeat(65_000)}x`])).toBeUndefined();
    expect(parseStsPolicy(`version: STSv1${' '.repeat(65_000)}x`)).toBeUndefined();
    expect(parseStsPolicy(`mx: ${'a.'.repeat(32_000)}`)).toBeUndefined();
  });
});
