import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyFile } from '../../src/contract/policy.ts';
import { nonsenseIn } from '../../src/server/policy-sense.ts';

const EXAMPLE: PolicyFile = JSON.parse(
  readFileSync(join(__dirname, '../../assets/policy.example.json'), 'utf8'),
);
const organisation = (domains: string[], studentDomains: string[] = []) => ({
  organisation: { ...EXAMPLE.organisation, domains, studentDomains },
});
const mailbox = (change: object) => ({
  functionalMailboxes: EXAMPLE.functionalMailboxes.slice(0, 1).map((one) => ({ ...one, ...change })),
});
const list = (url: string) => ({ tunnelList: { url, maximumAgeDays: 30 } });
const folder = (name: string) => ({ kind: 'folder', name, path: 'x' }) as const;
const ldap = (url: string) => ({
  certificateDirectories: [{ kind: 'ldap', name: 'a', url, base: 'c=DK' } as const],
});

describe('a policy that makes sense', () => {
  test.each<[string, Partial<PolicyFile>]>([
    ['is that of the example', {}],
    ['has several domains', organisation(['a.example', 'xn--blbr-roah.example'], ['stud.a.example'])],
    ['lets some send', mailbox({ allowedSenders: ['@phv.example', 'anna@phv.example'] })],
    ['fetches its list', list('https://lists.example/tunnel.csv?key=1')],
    ['has a directory at a port', ldap('ldaps://directory.example:3269/')],
    ['has a directory at an IPv6 address', ldap('ldap://[2001:db8::1]:389')],
    [
      'trusts no authority, and asks only DNS',
      { certificateDirectories: [{ kind: 'smimea', name: 'DNS' }], certificateTrustAnchors: [] },
    ],
    ['has directories with names of their own', { certificateDirectories: [folder('a'), folder('b')] }],
  ])('%s', (_what, change) => {
    expect(nonsenseIn({ ...EXAMPLE, ...change })).toEqual([]);
  });
});

describe('nonsense in a policy is told with its place', () => {
  test.each<[string, Partial<PolicyFile>, readonly [pointer: string, what: string]]>([
    [
      'an own domain that is none',
      organisation(['a.example', '-a.example']),
      ['/organisation/domains/1', 'no domain'],
    ],
    ['an own domain that is a number', organisation(['10.0.0.1']), ['/organisation/domains/0', 'no domain']],
    [
      'an own domain that passes for another',
      organisation(['xn--80ak6aa92e.com']),
      ['/organisation/domains/0', 'no domain'],
    ],
    [
      'a public suffix for an own domain',
      organisation(['co.uk']),
      ['/organisation/domains/0', 'Anybody can have'],
    ],
    [
      'a public suffix for students',
      organisation(['a.example'], ['github.io']),
      ['/organisation/studentDomains/0', 'Anybody'],
    ],
    [
      'consumer mail for an own domain',
      organisation(['gmail.com']),
      ['/organisation/domains/0', 'open to everybody'],
    ],
    [
      'students at consumer mail',
      organisation(['a.example'], ['hotmail.dk']),
      ['/organisation/studentDomains/0', 'open'],
    ],
    [
      'a domain of its own that it calls consumer mail',
      organisation(['jubii.dk']),
      ['/organisation/domains/0', 'open'],
    ],
    [
      'a domain twice',
      organisation(['a.example', 'a.example']),
      ['/organisation/domains/1', '"a.example" is here a second'],
    ],
    [
      'staff who are students',
      organisation(['a.example'], ['a.example']),
      ['/organisation/studentDomains/0', 'second time'],
    ],
    [
      'a mailbox that is no address',
      mailbox({ address: 'a@b' }),
      ['/functionalMailboxes/0/address', '"a@b" is no mail address'],
    ],
    [
      'a sender who is nobody',
      mailbox({ allowedSenders: ['anna'] }),
      ['/functionalMailboxes/0/allowedSenders/0', 'nobody'],
    ],
    [
      'a sender at no domain',
      mailbox({ allowedSenders: ['@'] }),
      ['/functionalMailboxes/0/allowedSenders/0', 'nobody'],
    ],
    [
      'directories of one name',
      { certificateDirectories: [folder('a'), folder('a')] },
      ['/certificateDirectories/1/name', '"a"'],
    ],
    [
      'a kind of directory that there is one of',
      {
        certificateDirectories: [
          { kind: 'uploads', name: 'a' },
          { kind: 'uploads', name: 'b' },
        ],
      },
      ['/certificateDirectories/1/kind', '"uploads" is here a second time'],
    ],
    ...[
      [
        'without an address',
        'ldap://[',
        'certificateDirectories[0].url is no address. Write it like ldaps://',
      ],
      ['at no host', 'ldap://', 'is no address'],
      ['at two hosts and a secret', 'ldap://anna:secret@h h', 'is no address'],
      ['at port 0', 'ldaps://directory.example:0', 'is no address'],
      ['at a port that none has', 'ldaps://directory.example:99999', 'is no address'],
      ['with a password', 'ldap://anna:secret@directory.example', 'holds a name or a password'],
      ['with a name', 'ldaps://secret@directory.example', 'holds a name or a password'],
      ['with a base in its address', 'ldap://directory.example/c=DK', '"base" and "filterAttribute"'],
      ['with a question in its address', 'ldap://directory.example?mail', 'has more behind the host'],
    ].map(([kind = '', url = '', what = '']): [string, Partial<PolicyFile>, readonly [string, string]] => [
      `a directory ${kind}`,
      ldap(url),
      ['/certificateDirectories/0/url', what],
    ]),
    [
      'directories whose certificates nobody could trust',
      { certificateDirectories: [{ kind: 'smimea', name: 'DNS' }, folder('a')], certificateTrustAnchors: [] },
      ['/certificateTrustAnchors', 'no certificate of "a" could ever be trusted'],
    ],
    ['a list at no address', list('https://'), ['/tunnelList/url', 'is no address']],
    ['a list with a password', list('https://anna:secret@lists.example/'), ['/tunnelList/url', 'not sent']],
    ['a list at another port', list('https://lists.example:8443/'), ['/tunnelList/url', 'port 8443']],
    [
      'consumer mail that is no domain',
      { consumerDomains: { additional: ['a-.example'] } },
      ['/consumerDomains/additional/0', 'no domain'],
    ],
  ])('%s', (_what, change, [pointer, what]) => {
    const found = nonsenseIn({ ...EXAMPLE, ...change });
    expect(found.map((one) => one.pointer)).toEqual([pointer]);
    expect(found[0]?.what).toContain(what);
    expect(found[0]?.what).not.toContain('secret');
  });

  test('a functional mailbox twice, however it is written, and more than one default', () => {
    const first = EXAMPLE.functionalMailboxes.slice(0, 1);
    const both = [...first, ...first.map((one) => ({ ...one, address: 'SIKKERPOST@phv.example' }))];
    expect(nonsenseIn({ ...EXAMPLE, functionalMailboxes: both }).map(({ pointer }) => pointer)).toEqual([
      '/functionalMailboxes/1/isDefault',
      '/functionalMailboxes/1/address',
    ]);
  });
});
