import fc from 'fast-check';
import { encode } from 'dns-packet';
import type { Answer } from 'dns-packet';
import {
  readAddress,
  readAnswer,
  readMailServer,
  readText,
  readTlsa,
} from '../../../src/server/adapters/dns-answer.ts';
import { DNS_TYPE, encodeQuestion, readName, readReply } from '../../../src/server/adapters/dns-message.ts';
import type { DnsReply } from '../../../src/server/adapters/dns-message.ts';

const ID = 4711;
const ASKED = { name: 'a.test', type: DNS_TYPE.MX };
const AUTHENTIC = 0x20;
const READERS = [readMailServer, readAddress, readText, readTlsa, () => ''] as const;
const ANSWERS: Answer[] = [
  { type: 'CNAME', name: 'a.test', ttl: 60, data: 'b.test' },
  { type: 'MX', name: 'b.test', ttl: 60, data: { preference: 10, exchange: 'mx.b.test' } },
  { type: 'TXT', name: 'b.test', ttl: 60, data: ['v=STSv1;', ' id=1'] },
  { type: 'A', name: 'b.test', ttl: 60, data: '192.0.2.1' },
  { type: 'AAAA', name: 'b.test', ttl: 60, data: '2001:db8::1' },
];
const GOOD = encode({
  type: 'response',
  id: ID,
  flags: AUTHENTIC,
  questions: [{ type: 'MX', name: 'a.test' }],
  answers: ANSWERS,
});
const server = { host: '192.0.2.53', port: 53 };

/** Every way in which the service reads a reply, each ending in an answer of some kind. */
function readEverything(reply: DnsReply, isBelieved: boolean) {
  return READERS.flatMap((read) =>
    Object.values(DNS_TYPE).map((type) =>
      readAnswer<unknown>({ kind: 'replied', reply, server }, { ...ASKED, type }, { read, isBelieved }),
    ),
  );
}

describe('a reply of DNS', () => {
  test('is read as the library of another author writes it', () => {
    const reply = readReply(GOOD, ASKED, ID);
    expect(reply).toMatchObject({ code: 0, claimsAuthentic: true, isTruncated: false });
    expect(reply?.answers.map(({ name, type }) => [name, type])).toEqual([
      ['a.test', 5],
      ['b.test', 15],
      ['b.test', 16],
      ['b.test', 1],
      ['b.test', 28],
    ]);
  });

  test('of any octets is read or left aside, and never authenticated by a resolver that is not believed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const head = Buffer.from(GOOD.subarray(0, 24));
        for (const bytes of [Buffer.from(noise), Buffer.concat([head, Buffer.from(noise)])]) {
          const reply = readReply(bytes, ASKED, ID);
          for (const answer of reply === undefined ? [] : readEverything(reply, false)) {
            expect('isAuthenticated' in answer && answer.isAuthenticated).toBe(false);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('with octets changed on the way is read or left aside, and authenticated only as it says', () => {
    const changes = fc.array(fc.tuple(fc.nat(GOOD.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(changes, (octets) => {
        const bytes = Buffer.from(GOOD);
        for (const [at, octet] of octets) bytes[at] = octet;
        const reply = readReply(bytes, ASKED, ID);
        if (reply === undefined) return;
        expect(bytes.readUInt16BE(0)).toBe(ID);
        expect(readName(bytes, 12).name).toBe('a.test');
        for (const answer of readEverything(reply, true)) {
          if ('isAuthenticated' in answer) expect(answer.isAuthenticated).toBe((bytes[3] ?? 0) % 64 >= 32);
        }
      }),
      { numRuns: 800 },
    );
  });

  test('that breaks off anywhere is none', () => {
    for (let length = 0; length < GOOD.length; length++) {
      expect(readReply(GOOD.subarray(0, length), ASKED, ID)).toBeUndefined();
    }
  });

  test.each<[string, number[]]>([
    ['to itself', [0xc0, 0]],
    ['forwards', [0xc0, 4, 0, 0, 0]],
    ['round in a circle', [1, 97, 0xc0, 0]],
    ['nowhere', [0xff, 0xff]],
    ['into a reserved form', [0x80, 0]],
    ['behind the end', [5, 97]],
  ])('holds no name that leads %s', (_where, octets) => {
    expect(() => readName(Buffer.from(octets), 0)).toThrow();
  });

  test('holds no name longer than 255 octets, however it is put together', () => {
    const label = Buffer.concat([Buffer.from([63]), Buffer.alloc(63, 'a')]);
    const four = Buffer.concat([label, label, label, label, Buffer.from([0])]);
    expect(() => readName(four, 0)).toThrow();
    expect(readName(four.subarray(64), 0).name).toHaveLength(191);
  });

  test('cannot make one name look like another by a dot inside a part', () => {
    expect(readName(Buffer.from('\x06a.test\x00', 'latin1'), 0).name).toBe('a\\046test');
  });
});

test('every name that can exist comes back from the question as it was', () => {
  const label = fc.stringMatching(/^[a-z0-9_][a-z0-9-]{0,20}$/);
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 6 }), (labels) => {
      const name = labels.join('.');
      expect(readName(encodeQuestion({ name, type: 1 }, ID), 12).name).toBe(name);
    }),
  );
});
