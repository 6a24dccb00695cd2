import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import type { TimedAnswer } from '../../../src/server/lookup/kept-source.ts';
import { LIFETIMES } from '../../../src/server/lookup/lifetimes.ts';
import { createSecondLevel } from '../../../src/server/lookup/second-level.ts';
import type { Wish } from '../../../src/server/lookup/shared-work.ts';
import { createSteadyKeep } from '../../../src/server/lookup/steady-keep.ts';
import { NOW, UNSURE, found } from '../../support/lookups.ts';

const HOUR = 3_600_000;
let [now, passed, asked] = [NOW, 0, 0];
let taken: string[][] = [];
let given: string[][] = [];
/** Who else holds leases, and for how many questions still. */
let othersHold = 0;

beforeEach(() => {
  [now, passed, asked, othersHold] = [NOW, 0, 0, 0];
  taken = [];
  given = [];
});

function aLevel(keep = createMemoryKeep(), area = 'area') {
  const steady = createSteadyKeep({ keep });
  const shared = {
    ...steady,
    take: async (keys: readonly string[]) => (taken.push([...keys]), new Set(othersHold-- > 0 ? [] : keys)),
    give: async (keys: readonly string[]) => void given.push([...keys]),
  };
  const clock = () => new Date(now);
  return createSecondLevel({ keep: shared, area, clock, elapsed: () => passed, lifetimes: LIFETIMES });
}

const wish = (change: Partial<Wish> = {}): Wish => ({
  key: 'by.example',
  signal: new AbortController().signal,
  ...change,
});
const good = (): TimedAnswer => {
  asked++;
  return { answer: found('tls'), checkedAt: now, expiresAt: now + HOUR, origin: 'asked' };
};
const open = (): TimedAnswer => ({ ...good(), answer: UNSURE, expiresAt: now + LIFETIMES.failed });
const rest = () => wait(20);

describe('answers in the database', () => {
  test('are found by the next process, which is told where they come from', async () => {
    const keep = createMemoryKeep();
    await aLevel(keep).find(wish(), async () => good());
    await rest();
    expect(await aLevel(keep).find(wish(), async () => good())).toMatchObject({
      origin: 'database',
      checkedAt: NOW,
    });
    expect(asked).toBe(1);
    expect(given).toEqual(taken);
  });

  test('are not believed for an hour after the clock was set back, for nobody knows how old they are', async () => {
    const level = aLevel();
    await level.find(wish(), async () => good());
    await rest();
    now -= HOUR;
    now += HOUR - 1;
    passed += HOUR - 1;
    await level.find(wish(), async () => good());
    expect(asked).toBe(2);
  });

  test('belong to the settings that they were found with', async () => {
    const keep = createMemoryKeep();
    await aLevel(keep, 'one').find(wish(), async () => good());
    await rest();
    await aLevel(keep, 'two').find(wish(), async () => good());
    expect(asked).toBe(2);
  });

  test('stay as they are when a renewal finds nothing out, and give way to a refresh that was wished for', async () => {
    const keep = createMemoryKeep();
    const level = aLevel(keep);
    await level.find(wish(), async () => good());
    await rest();
    await level.find(wish({ outlasting: now + HOUR }), async () => open());
    await rest();
    expect((await level.find(wish(), async () => good())).answer.kind).toBe('match');
    await level.find(wish({ refresh: true }), async () => open());
    await rest();
    expect((await level.find(wish(), async () => good())).answer.kind).toBe('inconclusive');
  });

  test('that another process is looking for are waited for', async () => {
    const keep = createMemoryKeep();
    othersHold = 2;
    const waiting = aLevel(keep).find(wish(), async () => good());
    await wait(50);
    const other = aLevel(keep);
    othersHold = 0;
    await other.find(wish(), async () => good());
    expect(await waiting).toMatchObject({ origin: 'database' });
    await rest();
    expect(asked).toBe(1);
  });

  test('that nobody waits for any more are not kept, and their lease is given back', async () => {
    const keep = createMemoryKeep();
    const stop = new AbortController();
    await aLevel(keep).find(wish({ signal: stop.signal }), async () => (stop.abort(), good()));
    await rest();
    expect(given).toEqual(taken);
    await aLevel(keep).find(wish(), async () => good());
    expect(asked).toBe(2);
    const failed = aLevel(keep, 'new').find(wish(), () => Promise.reject(new Error('stopped')));
    await expect(failed).rejects.toThrow('stopped');
    await rest();
    expect(given.at(-1)).toEqual(taken.at(-1));
  });
});
