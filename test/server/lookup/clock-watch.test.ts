import { watchClock } from '../../../src/server/lookup/clock-watch.ts';

let [time, passed] = [1_000_000, 0];
const go = (byClock: number, really: number) => {
  time += byClock;
  passed += really;
};
const watch = () => watchClock({ now: () => time, elapsed: () => passed });

beforeEach(() => ([time, passed] = [1_000_000, 0]));

describe('the clock', () => {
  test.each([
    { what: 'runs', byClock: 5000, really: 5000, setBacks: 0 },
    { what: 'is set forward', byClock: 3_600_000, really: 5, setBacks: 0 },
    { what: 'is put right by a second', byClock: -1000, really: 0, setBacks: 0 },
    { what: 'is set back by more', byClock: -1001, really: 0, setBacks: 1 },
    { what: 'is set back while much time passes', byClock: 100_000, really: 101_001, setBacks: 1 },
  ])('that $what', ({ byClock, really, setBacks }) => {
    const clock = watch();
    go(byClock, really);
    expect(clock.now()).toBe(1_000_000 + byClock);
    expect(clock.setBacks()).toBe(setBacks);
  });

  test('tells how long ago it was set back', () => {
    const clock = watch();
    expect(clock.sinceSetBack()).toBe(Infinity);
    go(-5000, 0);
    expect(clock.sinceSetBack()).toBe(0);
    go(700, 700);
    expect(clock.sinceSetBack()).toBe(700);
    expect(clock.setBacks()).toBe(1);
  });

  test('that drifts slowly is not set', () => {
    const clock = watch();
    for (let turn = 0; turn < 100; turn++) {
      go(60_000, 60_100);
      clock.now();
      expect(clock.setBacks()).toBe(0);
    }
  });
});
