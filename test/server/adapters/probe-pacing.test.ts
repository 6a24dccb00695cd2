import { createPacing } from '../../../src/server/adapters/probe-pacing.ts';
import type { Pacing } from '../../../src/server/adapters/probe-pacing.ts';

const DOOR = { address: '192.0.2.1', port: 25 };
let now: number;
let pacing: Pacing;

beforeEach(() => {
  now = 0;
  pacing = createPacing(() => now);
});

describe('an address that did not answer', () => {
  test.each(['no-answer-in-time', 'refused', 'unreachable'] as const)(
    '(%s) is left alone for 10 s',
    (outcome) => {
      pacing.learn(DOOR, outcome);
      now = 9999;
      expect(pacing.restingOutcome(DOOR)).toBe(outcome);
      now = 10_000;
      expect(pacing.restingOutcome(DOOR)).toBeUndefined();
    },
  );

  test('is left alone twice as long after each failure, for 15 minutes at most', () => {
    const rests = Array.from({ length: 9 }, () => restAfterFailure());
    expect(rests).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900]);
  });

  test('begins anew once it has answered', () => {
    for (let failure = 0; failure < 5; failure++) restAfterFailure();
    pacing.learn(DOOR, 'no-starttls');
    expect(pacing.restingOutcome(DOOR)).toBeUndefined();
    expect(restAfterFailure()).toBe(10);
  });

  test('begins anew when its last failure is long ago', () => {
    for (let failure = 0; failure < 5; failure++) restAfterFailure();
    now += 899_999;
    expect(restAfterFailure()).toBe(320);
    now += 900_000;
    expect(restAfterFailure()).toBe(10);
  });

  test('says nothing about other ports and addresses', () => {
    pacing.learn(DOOR, 'refused');
    expect(pacing.restingOutcome({ ...DOOR, port: 2525 })).toBeUndefined();
    expect(pacing.restingOutcome({ ...DOOR, address: '192.0.2.2' })).toBeUndefined();
  });
});

describe('connections at a time', () => {
  test('are 8 to one address, whoever wants them; others are not held up', async () => {
    const busy = start(12, () => DOOR);
    const other = start(1, () => ({ ...DOOR, address: '192.0.2.2' }));
    await settled();
    expect([busy.running(), other.running()]).toEqual([8, 1]);
    busy.endAll();
    await settled();
    expect(busy.running()).toBe(4);
    busy.endAll();
    await busy.done;
  });

  test('are 8 to the smallest network of IPv6, in which one customer has any number of addresses', async () => {
    const busy = start(12, (index) => ({ address: `2001:db8:1:2::${index + 1}`, port: 25 }));
    await settled();
    expect(busy.running()).toBe(8);
    busy.endAll();
    await settled();
    busy.endAll();
    await busy.done;
  });

  test('are 256 in all', async () => {
    const busy = start(300, (index) => ({
      address: `10.0.${Math.floor(index / 200)}.${index % 200}`,
      port: 25,
    }));
    await settled();
    expect(busy.running()).toBe(256);
    busy.endAll();
    await settled();
    expect(busy.running()).toBe(44);
    busy.endAll();
    await busy.done;
  });

  test('go on after work that failed', async () => {
    const failing = Array.from({ length: 20 }, () =>
      pacing.inTurn(DOOR, () => Promise.reject(new Error('no'))),
    );
    expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await pacing.inTurn(DOOR, async () => 'here')).toBe('here');
  });
});

/** Seconds for which the address is left alone after one more failure; the clock stands at their end then. */
function restAfterFailure(): number {
  pacing.learn(DOOR, 'no-answer-in-time');
  const before = now;
  while (pacing.restingOutcome(DOOR) !== undefined) now += 1000;
  return (now - before) / 1000;
}

function start(count: number, doorOf: (index: number) => { address: string; port: number }) {
  let ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  const done = Promise.all(
    Array.from({ length: count }, (_unused, index) => pacing.inTurn(doorOf(index), work)),
  );
  const endAll = () => {
    const running = ends;
    ends = [];
    for (const end of running) end();
  };
  return { running: () => ends.length, endAll, done };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
