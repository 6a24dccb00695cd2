import type { Keep, KeptValue } from '../../../src/server/adapters/keep.ts';

export interface OpenKeep {
  readonly keep: Keep;
  readonly close: () => Promise<void>;
}

/** What every driver's keep must do; `open` gives an empty one. */
export function keepContract(driver: string, open: () => Promise<OpenKeep>): void {
  describe(`what is kept on ${driver}`, () => {
    let opened: OpenKeep;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test('is given out byte by byte as it was put in, with its times', async () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_unused, index) => index));
      await opened.keep.put('area', [aValue({ value: bytes })]);
      const found = (await opened.keep.get('area', ['one', 'two'], 0)).get('one');
      expect(found).toEqual(aValue({ value: bytes }));
      expect(Buffer.isBuffer(found?.value)).toBe(true);
    });

    test('is given out until its end, and from there on not', async () => {
      await opened.keep.put('area', [aValue({ expiresAt: 2000 })]);
      expect((await opened.keep.get('area', ['one'], 1999)).size).toBe(1);
      expect((await opened.keep.get('area', ['one'], 2000)).size).toBe(0);
      expect((await opened.keep.get('area', ['one'], 2001)).size).toBe(0);
    });

    test('belongs to its area', async () => {
      await opened.keep.put('area', [aValue()]);
      expect((await opened.keep.get('other', ['one'], 0)).size).toBe(0);
    });

    test('is replaced by what comes later, also within one call', async () => {
      await opened.keep.put('area', [aValue(), aValue({ value: Buffer.from('second') })]);
      expect((await opened.keep.get('area', ['one'], 0)).get('one')?.value.toString()).toBe('second');
      await opened.keep.put('area', [aValue({ value: Buffer.alloc(0), keptAt: 5, expiresAt: 9 })]);
      expect((await opened.keep.get('area', ['one'], 0)).get('one')).toEqual(
        aValue({ value: Buffer.alloc(0), keptAt: 5, expiresAt: 9 }),
      );
    });

    test('is removed when it has expired, and nothing else is', async () => {
      const values = Array.from({ length: 2500 }, (_unused, index) =>
        aValue({ key: `key-${index}`, expiresAt: index < 2100 ? 1000 : 1001 }),
      );
      await opened.keep.put('area', values);
      expect(await opened.keep.removeExpired(1000)).toBe(2100);
      expect(await opened.keep.removeExpired(1000)).toBe(0);
      expect(
        (
          await opened.keep.get(
            'area',
            values.map(({ key }) => key),
            0,
          )
        ).size,
      ).toBe(400);
    });

    test('may be nothing at all', async () => {
      await opened.keep.put('area', []);
      expect((await opened.keep.get('area', [], 0)).size).toBe(0);
    });

    test('takes signs that mean something to a database for signs', async () => {
      const key = `'; DROP TABLE kept; -- "ø$1?`;
      await opened.keep.put(key, [aValue({ key })]);
      expect((await opened.keep.get(key, [key], 0)).get(key)?.key).toBe(key);
    });

    test('may be large, and may hold without end', async () => {
      const large = Buffer.alloc(20 * 1024 * 1024, 7);
      await opened.keep.put('area', [aValue({ value: large, expiresAt: Infinity })]);
      const found = (await opened.keep.get('area', ['one'], 8.64e15)).get('one');
      expect(found?.value.equals(large)).toBe(true);
    });

    test('can be put and read by many at once', async () => {
      const keys = Array.from({ length: 50 }, (_unused, index) => `key-${index % 10}`);
      await Promise.all(keys.map((key) => opened.keep.put('area', [aValue({ key })])));
      const found = await Promise.all(keys.map((key) => opened.keep.get('area', [key], 0)));
      expect(found.every((map) => map.size === 1)).toBe(true);
    });
  });
}

export function aValue(change: Partial<KeptValue> = {}): KeptValue {
  return { key: 'one', value: Buffer.from('value'), keptAt: 1000, expiresAt: 2_000_000_000_000, ...change };
}
