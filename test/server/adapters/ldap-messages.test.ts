import fc from 'fast-check';
import { MessageParser } from 'ldapts';
import { createMessageCutter } from '../../../src/server/adapters/ldap-messages.ts';

const MOST = 100_000;
const DONE = bytes('300c02010265070a010004000400');
const ENTRY = bytes('3022020102641d04037569643016301404046d61696c310c0404616e6e610404626f626f');
const REFERENCE = bytes('300a020102730504036c6461');
/** With lengths in four octets, as some directories write them. */
const LONG = bytes('3084000000100201026584000000070a010004000400');

describe('LDAP messages that come in', () => {
  test.each([1, 2, 3, 7, 1000])('are whole, however they are cut on the way: %i bytes at a time', (size) => {
    const all = Buffer.concat([ENTRY, REFERENCE, LONG, DONE]);
    const cut = createMessageCutter(MOST);
    const messages: Buffer[] = [];
    for (let at = 0; at < all.length; at += size) messages.push(...cut(all.subarray(at, at + size)));
    expect(messages).toEqual([ENTRY, REFERENCE, LONG, DONE]);
  });

  test.each([
    ['another protocol', 'HTTP/1.1 400'],
    ['a length without end', bytes('3080')],
    ['a length of nine octets', bytes('3089000000000000000001')],
    ['an element longer than the message', bytes('300a020102730504096c6461')],
    ['a length that would be negative', bytes('300d020102730804 84fffffffa 0400')],
    ['an element without a length', bytes('300702010273027304')],
    ['a tag of several octets', bytes('30053f81000000')],
    ['an end without a result code', bytes('30050201026500')],
    ['an end with an empty result code', bytes('300702010265020a00')],
    ['elements that nest without end', nested(40)],
    ['a message that is too large', bytes('308400019000')],
  ])('are refused when they are %s', (_what, given) => {
    expect(() => createMessageCutter(MOST)(Buffer.from(given))).toThrow(RangeError);
  });

  test('that are large take time by their size, not by its square', () => {
    const large = Buffer.alloc(4_000_000);
    Buffer.from('30843d08fa020102', 'hex').copy(large);
    large.writeUInt32BE(large.length - 6, 2);
    large.writeUInt8(0x04, 9);
    large.writeUInt8(0x84, 10);
    large.writeUInt32BE(large.length - 15, 11);
    const cut = createMessageCutter(large.length);
    let copied = 0;
    let whole = 0;
    const concat = Buffer.concat;
    jest.spyOn(Buffer, 'concat').mockImplementation((list, size) => {
      copied += size ?? 0;
      return concat(list, size);
    });
    for (let at = 0; at < large.length; at += 10_000) whole += cut(large.subarray(at, at + 10_000)).length;
    jest.restoreAllMocks();
    expect(whole).toBe(1);
    expect(copied).toBeLessThan(large.length * 3);
  });

  test('never keep the process busy or end it, whatever stands in them', () => {
    const change = fc.record({ at: fc.nat(60), to: fc.integer({ min: 0, max: 255 }) });
    const whole = fc.constantFrom(DONE, ENTRY, REFERENCE, LONG);
    const changed = fc.tuple(whole, fc.array(change, { maxLength: 4 })).map(([message, changes]) => {
      const copy = Buffer.from(message);
      for (const { at, to } of changes) copy.writeUInt8(to, at % copy.length);
      return copy;
    });
    const noise = fc.uint8Array({ maxLength: 60 }).map((octets) => Buffer.from(octets));
    fc.assert(
      fc.property(fc.array(fc.oneof(changed, noise), { maxLength: 5 }), (chunks) => {
        const parser = new MessageParser();
        parser.on('error', () => undefined).on('message', () => undefined);
        const cut = createMessageCutter(MOST);
        try {
          for (const message of chunks.flatMap((chunk) => [...cut(chunk)])) parser.read(message, new Map());
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

function nested(depth: number): Buffer {
  let inner = Buffer.alloc(0);
  for (let level = 0; level < depth; level++)
    inner = Buffer.concat([Buffer.from([0x30, inner.length]), inner]);
  return inner;
}
