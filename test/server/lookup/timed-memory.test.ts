import { createTimedMemory } from '../../../src/server/lookup/timed-memory.ts';

let now = 0;

beforeEach(() => (now = 1_000_000));

describe('what is remembered until a moment', () => {
  const memory = () => createTimedMemory<string>({ most: 2, now: () => now, elapsed: () => 0 });

  test('is known until then and not from then on', () => {
    const one = memory();
    one.set('key', 'value', now + 10);
    now += 9;
    expect(one.get('key')).toBe('value');
    now += 1;
    expect(one.get('key')).toBeUndefined();
    now += 1;
    expect(one.get('key')).toBeUndefined();
  });

  test('that is over already is not remembered', () => {
    const one = memory();
    one.set('key', 'value', now);
    now -= 10;
    expect(one.get('key')).toBeUndefined();
  });

  test.each([
    [999, 'value'],
    [1000, 'value'],
    [1001, undefined],
  ])('does not grow young when the clock is set back by %d ms', (back, known) => {
    const one = memory();
    one.set('key', 'value', now + 60_000);
    now -= back;
    expect(one.get('key')).toBe(known);
    one.set('key', 'new', now + 60_000);
    expect(one.get('key')).toBe('new');
  });

  test('gives way to what is used more when there is no room', () => {
    const one = memory();
    for (const key of ['a', 'b']) one.set(key, key, now + 10);
    one.get('a');
    one.set('c', 'c', now + 10);
    expect(['a', 'b', 'c'].map(one.get)).toEqual(['a', undefined, 'c']);
  });

  test('takes no more bytes than there are', () => {
    const one = createTimedMemory<string>({
      most: 100,
      now: () => now,
      room: { sizeOf: ({ length }) => length, bytes: 10 },
    });
    one.set('a', '12345', now + 10);
    one.set('b', '12345', now + 10);
    one.set('c', '', now + 10);
    expect(['a', 'b', 'c'].map(one.get)).toEqual([undefined, '12345', '']);
    one.set('d', '12345678901', now + 10);
    expect(one.get('d')).toBeUndefined();
  });

  test('is forgotten on demand', () => {
    const one = memory();
    one.set('key', 'value', now + 10);
    one.clear();
    expect(one.get('key')).toBeUndefined();
  });
});
