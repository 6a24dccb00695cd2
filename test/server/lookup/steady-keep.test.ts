import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import type { Keep } from '../../../src/server/adapters/keep.ts';
import { createPrompt } from '../../../src/server/lookup/prompt.ts';
import { createPromptKeep, createSteadyKeep } from '../../../src/server/lookup/steady-keep.ts';

const VALUE = { key: 'one', value: Buffer.from('x'), keptAt: 0, expiresAt: 10 };
const broken: Keep = {
  get: () => Promise.reject(new Error('broken')),
  put: () => Promise.reject(new Error('broken')),
  removeExpired: () => Promise.reject(new Error('broken')),
};
const silent: Keep = { ...broken, get: () => new Promise(() => undefined) };

describe('the database as look-ups see it', () => {
  test('gives what is kept', async () => {
    const steady = createSteadyKeep({ keep: createMemoryKeep() });
    await steady.put('area', [VALUE]);
    expect((await steady.get('area', ['one'], 0)).get('one')).toEqual(VALUE);
    expect(steady.health()).toEqual({ isAnswering: true, failures: 0 });
  });

  test.each([
    ['fails', broken],
    ['is silent', silent],
  ])('that %s counts as empty, is told once, and is left alone for a while', async (_what, keep) => {
    const told: unknown[] = [];
    let asked = 0;
    const counting = { ...keep, get: (...args: Parameters<Keep['get']>) => (asked++, keep.get(...args)) };
    const prompt = createPrompt({ onTrouble: (error) => told.push(error) });
    const steady = createSteadyKeep({ keep: counting, withinMs: 50, prompt });
    for (let turn = 0; turn < 5; turn++) expect((await steady.get('area', ['one'], 0)).size).toBe(0);
    await expect(steady.put('area', [VALUE])).resolves.toBeUndefined();
    expect([asked, told.length]).toEqual([1, 1]);
    expect(steady.health()).toEqual({ isAnswering: false, failures: 1 });
  });

  test('is not late because the loop was busy', async () => {
    const slow: Keep = {
      ...createMemoryKeep(),
      get: () => new Promise((resolve) => setTimeout(() => resolve(new Map([['one', VALUE]])), 1)),
    };
    const steady = createSteadyKeep({ keep: slow, withinMs: 2 });
    const asked = steady.get('area', ['one'], 0);
    const end = performance.now() + 50;
    while (performance.now() < end);
    expect((await asked).size).toBe(1);
  });

  test('that cannot say whose work it is leaves it to whoever asks', async () => {
    const leases = {
      take: () => Promise.reject(new Error('broken')),
      give: () => Promise.reject(new Error('broken')),
      close: async () => undefined,
    };
    const steady = createSteadyKeep({ keep: createMemoryKeep(), leases });
    expect([...((await steady.take?.(['one', 'two'])) ?? [])]).toEqual(['one', 'two']);
    await expect(steady.give(['one'])).resolves.toBeUndefined();
  });
});

describe('the database as owners of policies and lists see it', () => {
  const never = () => new Promise<never>(() => undefined);
  const hanging: Keep = { get: never, put: never, removeExpired: never };

  test('rejects soon what it hangs on, and tells whoever writes so', async () => {
    for (const ask of [
      (keep: Keep) => keep.get('area', ['one'], 0),
      (keep: Keep) => keep.put('area', [VALUE]),
    ]) {
      const keep = createPromptKeep(hanging, { prompt: createPrompt(), withinMs: 20 });
      await expect(ask(keep)).rejects.toThrow('no answer within 20 ms');
    }
  });

  test('is left alone by all of them when one has found it hanging', async () => {
    const prompt = createPrompt();
    let asked = 0;
    const counting: Keep = { ...hanging, get: () => (asked++, never()), put: () => (asked++, never()) };
    const steady = createSteadyKeep({ keep: counting, prompt, withinMs: 20 });
    await steady.get('area', ['one'], 0);
    const keep = createPromptKeep(counting, { prompt, withinMs: 20 });
    await expect(keep.get('area', ['one'], 0)).rejects.toThrow('left alone');
    await expect(keep.put('area', [VALUE])).rejects.toThrow('left alone');
    expect(asked).toBe(1);
  });

  test('is asked all the same by an owner that does not rest', async () => {
    let isHanging = true;
    const memory = createMemoryKeep();
    const waking: Keep = { ...memory, put: (...args) => (isHanging ? never() : memory.put(...args)) };
    const keep = createPromptKeep(waking, { prompt: createPrompt({ restMs: 0 }), withinMs: 20 });
    await expect(keep.put('area', [VALUE])).rejects.toThrow('no answer');
    isHanging = false;
    await keep.put('area', [VALUE]);
    expect((await keep.get('area', ['one'], 0)).size).toBe(1);
  });
});
