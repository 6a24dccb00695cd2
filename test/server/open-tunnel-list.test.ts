import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryKeep } from '../../src/server/adapters/keep.ts';
import { openTunnelList, tunnelListDependency } from '../../src/server/open-tunnel-list.ts';
import { outgoing } from '../support/outgoing.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const STOP = new AbortController().signal;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tunnel-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () =>
  openTunnelList(
    { file: 'list.txt', maximumAgeDays: 30 },
    {
      inData: (path) => join(folder, path),
      outgoing: outgoing(),
      keep: createMemoryKeep(),
      clock: () => NOW,
      isConsumer: () => false,
    },
  );

function write(text: string, changedAt: string): void {
  const path = join(folder, 'list.txt');
  writeFileSync(path, text);
  utimesSync(path, new Date(changedAt), new Date(changedAt));
}

describe('the health of the tunnel list', () => {
  test('is told with its source, number, dates and age', async () => {
    write('by.example Byen', '2026-11-20T00:00:00Z');
    const { check, facts } = tunnelListDependency(open());
    await check(STOP);
    expect(facts?.()).toEqual({
      source: 'list.txt',
      entries: 1,
      listedAt: '2026-11-20T00:00:00.000Z',
      dateOf: 'file',
      isStale: false,
      lastTriedAt: NOW.toISOString(),
    });
  });

  test('is bad when the list is old', async () => {
    write('by.example', '2026-10-01T00:00:00Z');
    await expect(tunnelListDependency(open()).check(STOP)).rejects.toThrow('older than the policy allows');
  });

  test('is bad when a newer list is refused, though the last good one is used', async () => {
    write('by.example\nland.example', '2026-11-20T00:00:00Z');
    const list = open();
    await list.read();
    write('nonsense', '2026-11-21T00:00:00Z');
    const { check, facts } = tunnelListDependency(list);
    let problem = '';
    while (problem === '') problem = await check(STOP).then(() => '', String);
    expect(problem).toContain('line 1: "nonsense" is no domain. The last good list is used.');
    expect(facts?.()).toMatchObject({ entries: 2, problem: expect.stringContaining('nonsense') });
  });

  test('is bad when there never was a list', async () => {
    const { check, facts } = tunnelListDependency(open());
    await expect(check(STOP)).rejects.toMatchObject({ code: 'tunnel-list.unreadable' });
    expect(facts?.()).toMatchObject({
      source: 'list.txt',
      problem: expect.stringContaining('cannot be read'),
    });
  });
});
