import { createBatches } from '../../../src/server/adapters/batches.ts';
import type { BatchOptions, Question } from '../../../src/server/adapters/batches.ts';

type Batch = readonly Question<string, string>[];

describe('questions that come at the same moment', () => {
  test('are asked together, and each once', async () => {
    const { find, batches } = collect();
    const answers = await Promise.all(['a', 'b', 'a'].map((about) => find(about)));
    expect(answers).toEqual(['A', 'B', 'A']);
    expect(batches).toEqual([['a', 'b']]);
  });

  test('that come in turns of the same moment are still asked together', async () => {
    const { find, batches } = collect();
    const later = async () => find(await Promise.resolve('b'));
    await Promise.all([find('a'), later()]);
    expect(batches).toEqual([['a', 'b']]);
  });

  test('are asked in parts no larger than allowed', async () => {
    const { find, batches } = collect({ most: 3, inFlight: 8 });
    await Promise.all(['a', 'b', 'c', 'd'].map((about) => find(about)));
    expect(batches).toEqual([['a', 'b', 'c'], ['d']]);
  });

  test('are collected while as much is under way as may be', async () => {
    const release: ((value?: unknown) => void)[] = [];
    const { find, batches } = collect({ inFlight: 1 }, () => new Promise((resolve) => release.push(resolve)));
    const first = find('a');
    await turn();
    const others = [find('b'), find('c')];
    await turn();
    expect(batches).toEqual([['a']]);
    release.shift()?.();
    await first;
    await turn();
    expect(batches).toEqual([['a'], ['b', 'c']]);
    release.shift()?.();
    expect(await Promise.all(others)).toEqual(['B', 'C']);
  });

  test('fail each by itself, and a batch that breaks does not harm the next', async () => {
    const ask = async (batch: Batch) => {
      if (batch.some(({ about }) => about === 'break')) throw new Error('broken');
      answerAll(batch);
    };
    const find = createBatches({ keyOf: String, most: 1, inFlight: 1, ask });
    const [broken, fine] = await Promise.allSettled([find('break'), find('a')]);
    expect(broken.status).toBe('rejected');
    expect(fine).toMatchObject({ value: 'A' });
  });

  test('are not asked for somebody who has gone already, and those who wait get their answer', async () => {
    const { find, batches } = collect();
    const gone = new AbortController();
    const lost = find('a', gone.signal);
    const shared = [find('b', gone.signal), find('b')] as const;
    gone.abort(new Error('gone'));
    await expect(lost).rejects.toThrow('gone');
    await expect(shared[0]).rejects.toThrow('gone');
    expect(await shared[1]).toBe('B');
    expect(batches).toEqual([['b']]);
  });

  test('of which nobody waits any more are not asked at all', async () => {
    const { find, batches } = collect();
    await expect(find('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    await turn();
    expect(await find('b')).toBe('B');
    expect(batches).toEqual([['b']]);
  });
});

function collect(
  change: Partial<BatchOptions<string, string>> = {},
  wait = async () => undefined as unknown,
) {
  const batches: string[][] = [];
  const ask = async (batch: Batch) => {
    batches.push(batch.map(({ about }) => about));
    await wait();
    answerAll(batch);
  };
  return { find: createBatches({ keyOf: String, most: 100, inFlight: 4, ask, ...change }), batches };
}

function answerAll(batch: Batch): void {
  for (const { about, resolve } of batch) resolve(about.toUpperCase());
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
