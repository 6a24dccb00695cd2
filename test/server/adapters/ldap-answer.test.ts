import fc from 'fast-check';
import { shareEntries } from '../../../src/server/adapters/ldap-answer.ts';
import type { FoundEntries } from '../../../src/server/adapters/ldap-answer.ts';

const DER = [Buffer.from('one'), Buffer.from('two'), Buffer.from('three')] as const;

describe('entries that a directory gave for several addresses', () => {
  test('go to the address that they name, whatever the case and the spaces around it', () => {
    const { answers, hasStrangers } = shareEntries(
      found([
        { mail: ' Anna@Partner.example ', 'userCertificate;binary': DER[0] },
        { mail: ['x@partner.example', 'bo@partner.example'], 'userCertificate;binary': DER[1] },
      ]),
      ['anna@partner.example', 'bo@partner.example', 'nobody@partner.example'],
    );
    expect(answers).toEqual([
      { certificates: [DER[0]], isComplete: true },
      { certificates: [DER[1]], isComplete: true },
      { certificates: [], isComplete: true },
    ]);
    expect(hasStrangers).toBe(false);
  });

  test.each([
    'userCertificate;binary',
    'userCertificate',
    'usercertificate',
    'USERCERTIFICATE;BINARY;lang-da',
  ])('hold certificates in %s', (attribute) => {
    const { answers } = shareEntries(found([{ mail: 'anna@x.example', [attribute]: [DER[0], DER[1]] }]), [
      'anna@x.example',
    ]);
    expect(answers[0]?.certificates).toEqual([DER[0], DER[1]]);
  });

  test('that hold the same certificate twice give it once', () => {
    const entry = {
      mail: 'anna@x.example',
      userCertificate: DER[0],
      'userCertificate;binary': Buffer.from(DER[0]),
    };
    expect(shareEntries(found([entry, entry]), ['anna@x.example']).answers[0]?.certificates).toEqual([
      DER[0],
    ]);
  });

  test('name the address in whatever attribute was asked by', () => {
    const entry = { rfc822Mailbox: 'anna@x.example', 'userCertificate;binary': DER[0] };
    expect(shareEntries(found([entry]), ['anna@x.example']).hasStrangers).toBe(false);
  });

  test('without a name belong to nobody among several, and to the one that was asked for alone', () => {
    const entry = { mail: [], 'userCertificate;binary': DER[0] };
    expect(shareEntries(found([entry]), ['a@x.example', 'b@x.example'])).toMatchObject({
      hasStrangers: true,
    });
    expect(shareEntries(found([entry]), ['a@x.example']).answers).toEqual([
      { certificates: [DER[0]], isComplete: true },
    ]);
  });

  test('with the name of somebody else are given to nobody, and the answer is not complete', () => {
    const entry = { mail: 'eve@x.example', 'userCertificate;binary': DER[0] };
    expect(shareEntries(found([entry]), ['anna@x.example'])).toEqual({
      answers: [{ certificates: [], isComplete: false }],
      hasStrangers: true,
    });
  });

  test.each([
    ['it sends on to another directory', { searchReferences: ['ldap://other.example/c=DK'] }],
    ['it gave a part', { isPart: true as const }],
  ])('are not complete when %s', (_why, change) => {
    const { answers } = shareEntries({ ...found([]), ...change }, ['a@x.example', 'b@x.example']);
    expect(answers.map(({ isComplete }) => isComplete)).toEqual([false, false]);
  });

  test('never reach an address that they do not name', () => {
    const name = fc.constantFrom(
      'a@x.example',
      'A@x.example',
      'b@x.example',
      ' a@x.example',
      'a @x.example',
      '*',
      '',
    );
    const entries = fc.array(fc.record({ mail: fc.array(name), userCertificate: fc.subarray([...DER]) }));
    fc.assert(
      fc.property(entries, fc.uniqueArray(name, { minLength: 2 }), (given, addresses) => {
        shareEntries(found(given), addresses).answers.forEach(({ certificates }, index) => {
          const own = given.filter(({ mail }) => mail.some((one) => isSame(one, addresses[index] ?? '')));
          const allowed = own.flatMap(({ userCertificate }) => userCertificate);
          expect(allowed).toEqual(expect.arrayContaining([...certificates]));
          expect(new Set(allowed).size).toBe(certificates.length);
        });
      }),
    );
  });
});

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function found(entries: readonly Record<string, string | string[] | Buffer | Buffer[]>[]): FoundEntries {
  return { searchEntries: entries.map((entry) => ({ dn: 'uid=p', ...entry })), searchReferences: [] };
}
