import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConsumerDomains } from '../../../src/server/adapters/consumer-domains.ts';
import { parseAnyAddress } from '../../../src/server/adapters/international-domain.ts';
import { isPublicAddress } from '../../../src/server/adapters/public-address.ts';
import { createTunnelList, parseTunnelList } from '../../../src/server/adapters/tunnel-list.ts';

describe('the tunnel list', () => {
  test('is read from CSV with quotes, other line ends and a byte order mark', () => {
    const text =
      '\uFEFFdomain,name,since\r\nby.example,"Byen, ""den store""",2024-01-31\r\n\r\nREGION.example,Region,\r\n';
    expect(parseTunnelList(text, 'list.csv')).toEqual([
      { domain: 'by.example', name: 'Byen, "den store"', since: '2024-01-31' },
      { domain: 'region.example', name: 'Region' },
    ]);
  });

  test('keeps domains in the form in which they are looked up', () => {
    expect(parseTunnelList('domain,name,since\nblåbær.example,Blåbær,\n', 'l')[0]?.domain).toBe(
      'xn--blbr-roah.example',
    );
  });

  test.each([
    ['has no header', 'by.example,Byen,', 'header'],
    ['is empty', '', 'header'],
    ['has a line with too few cells', 'domain,name,since\nby.example', 'line 2'],
    [
      'has a line with too many cells',
      'domain,name,since\nok.example,Ok,\nby.example,By,2024-01-01,x',
      'line 3',
    ],
    ['has something that is no domain', 'domain,name,since\nby,Byen,', 'line 2'],
    ['has a star for a domain', 'domain,name,since\n*.example,Alle,', 'line 2'],
    ['leaves a quote open', 'domain,name,since\nby.example,"Byen,', 'line 2'],
    ['has a date of another kind', 'domain,name,since\nby.example,By,31/1-2024', 'line 2'],
  ])('is refused whole when it %s, with the place named', (_what, text, place) => {
    expect(() => parseTunnelList(text, 'list.csv')).toThrow(place);
  });

  test('is read again when its file changes, and is gone when its file is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tunnel-'));
    const path = join(folder, 'list.csv');
    const read = createTunnelList(path);
    await expect(read()).rejects.toMatchObject({ code: 'tunnel-list.unreadable' });
    writeFileSync(path, 'domain,name,since\nby.example,Byen,\n');
    expect([...(await read()).byDomain.keys()]).toEqual(['by.example']);
    writeFileSync(join(folder, 'next'), 'domain,name,since\nland.example,Landet,\n');
    renameSync(join(folder, 'next'), path);
    await wait(600);
    expect([...(await read()).byDomain.keys()]).toEqual(['land.example']);
    writeFileSync(path, 'domain,name,since\nbroken');
    await wait(600);
    await expect(read()).rejects.toMatchObject({ code: 'tunnel-list.unreadable' });
    rmSync(folder, { recursive: true });
    await wait(600);
    await expect(read()).rejects.toMatchObject({ code: 'tunnel-list.unreadable' });
  });
});

describe('consumer mail', () => {
  const find = createConsumerDomains({ additional: ['posten.example'] });

  test.each([
    ['gmail.com', 'email-providers'],
    ['outlook.com', 'email-providers'],
    ['hotmail.com', 'email-providers'],
    ['jubii.dk', 'Nordic overlay'],
    ['fastmail.com', 'Nordic overlay'],
    ['posten.example', 'policy'],
    ['anna.posten.example', 'policy'],
  ])('is known at %s', (domain, source) => {
    expect(find(domain)?.source).toBe(source);
  });

  test.each(['partner.example', 'notgmail.com', 'gmail.com.partner.example', 'com', 'kommune.dk'])(
    'is not seen at %s',
    (domain) => {
      expect(find(domain)).toBeUndefined();
    },
  );

  test('does not take in everybody below a public suffix that somebody put on a list', () => {
    expect(find('hospital.com.ar')).toBeUndefined();
  });
});

describe('addresses in other scripts', () => {
  test('become what the name system knows', () => {
    expect(parseAnyAddress('Bo@Blåbær.example')).toEqual({
      ok: true,
      address: { local: 'Bo', domain: 'xn--blbr-roah.example' },
    });
    expect(parseAnyAddress('bo@例え.example')).toMatchObject({ ok: true });
  });

  test.each([
    ['gma\u0456l.com', 'a Cyrillic letter among Latin ones'],
    ['xn--a.com', 'an A-label that stands for nothing'],
    ['xn--gmal-n9d.com', 'the same behind an A-label'],
    ['a\u200Bb.example', 'an invisible letter'],
    ['kommune.dk\u2044evil.example', 'a sign that looks like a slash'],
    ['\u0661\u0662\u0667.0.0.1', 'digits of another script'],
  ])('are refused when the domain is %s: %s', (domain) => {
    expect(parseAnyAddress(`anna@${domain}`).ok).toBe(false);
  });

  test.each([
    'anna@127.0.0.1',
    'anna@0x7f.1',
    'anna@[127.0.0.1]',
    'anna@kommune.dk/evil',
    'a@b@@',
    'anna@',
    '@x.example',
    'Anna <anna@x.example>',
    'anna@x.example\r\nBcc: eve@x.example',
    `${'a'.repeat(65)}@x.example`,
  ])('are not taken from %j', (raw) => {
    expect(parseAnyAddress(raw).ok).toBe(false);
  });
});

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
