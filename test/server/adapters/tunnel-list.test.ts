import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import type { Keep } from '../../../src/server/adapters/keep.ts';
import { createTunnelList } from '../../../src/server/adapters/tunnel-list.ts';
import type { TunnelListOptions, TunnelListReader } from '../../../src/server/adapters/tunnel-list.ts';
import { fileOrigin } from '../../../src/server/adapters/tunnel-list-origin.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const unreadable = { code: 'tunnel-list.unreadable' };
let folder: string;
let path: string;
const readers: TunnelListReader[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tunnel-'));
  path = join(folder, 'list.txt');
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The list at the path, looked at anew by every reader. */
function follow(change: Partial<TunnelListOptions> = {}): TunnelListReader {
  const reader = createTunnelList({
    origin: { ...fileOrigin(path), lookAgainMs: 0 },
    maximumAgeDays: 30,
    maximumShrinkPercent: 20,
    keep: createMemoryKeep(),
    clock: () => NOW,
    isConsumer: () => false,
    ...change,
  });
  readers.push(reader);
  return reader;
}

const many = (count: number, first = 0) =>
  Array.from({ length: count }, (_none, at) => `by${at + first}.example`);

function write(domains: readonly string[], changedAt = '2026-11-20T00:00:00Z'): void {
  writeFileSync(join(folder, 'next'), `# list\n${domains.join('\n')}`);
  const time = new Date(changedAt);
  utimesSync(join(folder, 'next'), time, time);
  renameSync(join(folder, 'next'), path);
}

async function domainsOf({ read }: TunnelListReader): Promise<readonly string[]> {
  return (await read()).organisations.map(({ domain }) => domain);
}

describe('a tunnel list in a file', () => {
  test('is read again when its file changes, and its version with it', async () => {
    const list = follow();
    await expect(list.read()).rejects.toMatchObject(unreadable);
    write(['by.example']);
    const first = await list.read();
    expect(first.find('by.example')?.organisation.domain).toBe('by.example');
    expect((await list.read()).version).toBe(first.version);
    write(['by.example', 'land.example'], '2026-11-21T00:00:00Z');
    const second = await list.read();
    expect([...second.organisations].map(({ domain }) => domain)).toEqual(['by.example', 'land.example']);
    expect(second.version).not.toBe(first.version);
    expect(second.listedAt).toEqual(new Date('2026-11-21T00:00:00Z'));
    expect(first.organisations).toHaveLength(1);
  });

  test('is not looked at more often than is said, and once for all who ask together', async () => {
    write(['by.example']);
    let looks = 0;
    const origin = fileOrigin(path);
    const list = follow({
      origin: { ...origin, lookAgainMs: 60_000, fetch: (...asked) => (looks++, origin.fetch(...asked)) },
    });
    await Promise.all([list.read(), list.read(), list.read()]);
    await list.read();
    expect(looks).toBe(1);
  });

  test.each<[string, () => void, string]>([
    ['gone', () => rmSync(path), 'cannot be read'],
    ['spoilt', () => writeFileSync(path, 'by0.example\nnonsense'), 'line 2'],
    ['emptied', () => writeFileSync(path, ''), 'is empty'],
    [
      'a folder now',
      () => (rmSync(path), renameSync(mkdtempSync(join(folder, 'x')), path)),
      'cannot be read',
    ],
    ['too large', () => writeFileSync(path, 'a'.repeat(5_000_001)), 'larger than 5 MB'],
  ])(
    'that is %s stays as it was last good, and the problem is told until it is over',
    async (_what, spoil, why) => {
      write(many(5));
      const list = follow();
      const before = await list.read();
      spoil();
      for (let times = 0; times < 2; times++) {
        expect(await domainsOf(list)).toEqual(many(5));
        expect(list.status()).toMatchObject({
          entries: 5,
          problem: expect.stringContaining(why),
          isStale: false,
        });
      }
      expect((await list.read()).version).toBe(before.version);
      rmSync(path, { recursive: true, force: true });
      write(many(6), '2026-11-22T00:00:00Z');
      expect(await domainsOf(list)).toEqual(many(6));
      expect(list.status()).not.toHaveProperty('problem');
    },
  );

  test.each([
    ['2026-10-27T12:00:00Z', false],
    ['2026-10-27T11:59:59Z', true],
    ['2027-10-27T11:59:59Z', false],
  ])('of %s is stale at 30 days: %s', async (changedAt, isStale) => {
    write(['by.example'], changedAt);
    const list = follow();
    expect(await list.read()).toMatchObject({ isStale });
    expect(list.status()).toMatchObject({ isStale, dateOf: 'file' });
  });

  test('changes its version when it becomes stale, so that answers do not outlive that', async () => {
    write(['by.example'], '2026-11-20T00:00:00Z');
    let now = NOW;
    const list = follow({ clock: () => now });
    const { version } = await list.read();
    now = new Date('2026-12-20T00:00:01Z');
    expect((await list.read()).version).not.toBe(version);
  });

  test('does not count for who joins later, shows them, and has another version from the day they count', async () => {
    writeFileSync(path, 'domain,name,since\nby.example,Byen,2026-11-27');
    let now = new Date('2026-11-26T23:59:59Z');
    const list = follow({ clock: () => now, format: 'csv' });
    const before = await list.read();
    expect(before.find('by.example')).toBeUndefined();
    expect(before.organisations).toHaveLength(1);
    now = new Date('2026-11-27T00:00:00Z');
    const after = await list.read();
    expect(after.find('by.example')?.organisation.name).toBe('Byen');
    expect(after.version).not.toBe(before.version);
  });

  test('tells what it left out and how it was written', async () => {
    writeFileSync(path, Buffer.from('by.example Åby\nwebmail.example Post', 'latin1'));
    const list = follow({ isConsumer: (domain) => domain === 'webmail.example' });
    expect(await domainsOf(list)).toEqual(['by.example']);
    expect(list.status()).toMatchObject({ entries: 1, ignored: 'webmail.example', encoding: 'Latin-1' });
  });
});

describe('a new tunnel list that lacks much of the last one', () => {
  test.each([
    [8, 'taken'],
    [7, 'refused'],
    [0, 'refused'],
  ])('with %d of 10 is %s, at 20 percent', async (count, outcome) => {
    write(many(10));
    const list = follow();
    await list.read();
    write(many(count), '2026-11-21T00:00:00Z');
    const isTaken = outcome === 'taken';
    expect(await domainsOf(list)).toHaveLength(isTaken ? count : 10);
    expect(list.status().problem ?? '').toContain(isTaken ? '' : 'maximumShrinkPercent');
  });

  test('is refused for those that it lacks, however many it has', async () => {
    write(many(10));
    const list = follow();
    await list.read();
    write(many(50, 7), '2026-11-21T00:00:00Z');
    expect(await domainsOf(list)).toEqual(many(10));
    expect(list.status().problem).toContain('lacks 70 % of the last one, more than 20 %');
  });

  test('leaves those that it lacks in doubt, and has a version of its own', async () => {
    write(many(4));
    const list = follow();
    const before = await list.read();
    write(many(3), '2026-11-21T00:00:00Z');
    const after = await list.read();
    expect([...after.doubtful]).toEqual(['by3.example']);
    expect(after.version).not.toBe(before.version);
    write(many(4), '2026-11-22T00:00:00Z');
    expect((await list.read()).doubtful.size).toBe(0);
  });

  test('is taken when the policy allows it after a new start, as the refusal says', async () => {
    const keep = createMemoryKeep();
    write(many(10));
    await keptBy(follow({ keep }), keep);
    write(many(5), '2026-11-21T00:00:00Z');
    expect(await domainsOf(follow({ keep }))).toHaveLength(10);
    expect(await domainsOf(follow({ keep, maximumShrinkPercent: 50 }))).toHaveLength(5);
  });
});

describe('the last good tunnel list outlives a restart', () => {
  test.each<[string, () => void]>([
    ['gone', () => rmSync(path)],
    ['spoilt', () => writeFileSync(path, '???')],
    ['suddenly short', () => write(['by0.example'])],
  ])('when its file is %s, with its date, its names and whom they stand for', async (_what, spoil) => {
    const keep = createMemoryKeep();
    writeFileSync(path, 'by0.example\n.by1.example Byen\n*.by2.example');
    const before = await keptBy(follow({ keep }), keep);
    spoil();
    const after = follow({ keep });
    const { organisations, listedAt, find } = await after.read();
    expect({ organisations, listedAt }).toEqual({
      organisations: before.organisations,
      listedAt: before.listedAt,
    });
    expect(find('x.by2.example')).toBeDefined();
    expect(find('by2.example')).toBeUndefined();
    expect(after.status().problem).toBeDefined();
  });

  test('with its doubts: whom a refused list lacked is in doubt still while the list is away', async () => {
    const keep = createMemoryKeep();
    write(many(3));
    const list = follow({ keep });
    await keptBy(list, keep);
    write(many(1), '2026-11-21T00:00:00Z');
    await keptBy(list, keep);
    rmSync(path);
    const restarted = follow({ keep });
    const inDoubt = await restarted.read();
    expect([...inDoubt.doubtful]).toEqual(['by1.example', 'by2.example']);
    write(many(3));
    const restored = await keptBy(restarted, keep);
    expect(restored.doubtful.size).toBe(0);
    expect(restored.version).not.toBe(inDoubt.version);
    rmSync(path);
    expect((await follow({ keep }).read()).doubtful.size).toBe(0);
  });

  test('but not into another list', async () => {
    const keep = createMemoryKeep();
    write(many(3));
    await keptBy(follow({ keep }), keep);
    const other = follow({ keep, origin: fileOrigin(join(folder, 'other.csv')) });
    await expect(other.read()).rejects.toMatchObject(unreadable);
  });

  test('and is read with the same care: what somebody wrote into the database counts for nothing', async () => {
    const keep = createMemoryKeep();
    write(many(3));
    await keptBy(follow({ keep }), keep);
    rmSync(path);
    for (const value of [
      '',
      '{',
      'null',
      '[]',
      '{"listedAt":"x","hash":"y","dateOf":"file","doubtful":[],"organisations":[]}',
      '{"listedAt":"2026-11-26","hash":"y","dateOf":"file","doubtful":[1],"organisations":[]}',
      '{"listedAt":"2026-11-26","hash":"y","dateOf":"file","organisations":[]}',
    ])
      await expect(follow({ keep: answering(keep, value) }).read()).rejects.toMatchObject(unreadable);
    const forged =
      '{"listedAt":"2026-11-26","hash":"y","dateOf":"file","doubtful":[],"organisations":["*.dk"]}';
    await expect(follow({ keep: answering(keep, forged) }).read()).rejects.toMatchObject(unreadable);
  });

  test('unless the database is away: then all goes on, and that is told', async () => {
    const away = () => Promise.reject(new Error('away'));
    const list = follow({ keep: { ...createMemoryKeep(), get: away, put: away } });
    write(many(3));
    expect(await domainsOf(list)).toEqual(many(3));
    while (list.status().isKept !== false) await wait(10);
    expect(list.status()).not.toHaveProperty('problem');
  });
});

/** The list, once it is kept. */
async function keptBy(list: TunnelListReader, keep: Keep) {
  const puts: unknown[] = [];
  const { put } = keep;
  keep.put = async (...args) => {
    await put(...args);
    puts.push(args);
  };
  const read = await list.read();
  while (puts.length === 0) await wait(5);
  return read;
}

/** A database in which every value is this text. */
function answering(keep: Keep, text: string): Keep {
  const value = Buffer.from(text);
  return {
    ...keep,
    get: async (_area, keys) =>
      new Map(keys.map((key) => [key, { key, value, keptAt: 0, expiresAt: Infinity }])),
  };
}
