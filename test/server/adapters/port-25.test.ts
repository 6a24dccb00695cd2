import { createPort25Watch } from '../../../src/server/adapters/port-25.ts';
import type { Port25Watch, VisitedDoor } from '../../../src/server/adapters/port-25.ts';

let now: number;
let watch: Port25Watch;

beforeEach(() => {
  now = 1_000_000;
  watch = createPort25Watch(() => now);
});

describe('a network that blocks port 25', () => {
  test('is known by three organisations in three networks that cannot be connected to', () => {
    fail('mx.one.example', '192.0.2.1');
    fail('mx.two.example', '198.51.100.1');
    expect(watch.isBlocked()).toBe(false);
    fail('mx.three.example', '203.0.113.1');
    expect(watch.isBlocked()).toBe(true);
  });

  test.each<[string, [string, string][]]>([
    [
      'one organisation with many servers',
      [
        ['mx1', '1'],
        ['mx2', '2'],
        ['mx3', '3'],
      ].map(([a, b]) => [`${a}.one.example`, `192.0.${b}.1`]),
    ],
    [
      'one provider with names of its customers',
      [
        ['one', '1'],
        ['two', '2'],
        ['three', '3'],
      ].map(([a, b]) => [`mx.${a}.example`, `192.0.2.${b}`]),
    ],
    ['one server asked again and again', Array.from({ length: 9 }, () => ['mx.one.example', '192.0.2.1'])],
  ])('is not taken for it: %s', (_what, doors) => {
    for (const [host, address] of doors) fail(host, address);
    expect(watch.isBlocked()).toBe(false);
  });

  test('is not taken for it when a server has answered in the last five minutes', () => {
    contact();
    failEverywhere();
    expect(watch.isBlocked()).toBe(false);
    now += 299_999;
    failEverywhere();
    expect(watch.isBlocked()).toBe(false);
    now += 1;
    failEverywhere();
    expect(watch.isBlocked()).toBe(true);
  });

  test('is not taken for it by failures of different days', () => {
    fail('mx.one.example', '192.0.2.1');
    now += 300_000;
    fail('mx.two.example', '198.51.100.1');
    fail('mx.three.example', '203.0.113.1');
    expect(watch.isBlocked()).toBe(false);
  });

  test('is not taken for it before those who answer have had the time to', () => {
    failEverywhere({ since: now - 1999 });
    expect(watch.isBlocked()).toBe(false);
    now += 1;
    failEverywhere({ since: now });
    expect(watch.isBlocked()).toBe(true);
  });

  test('is not taken for it where only IPv6 leads nowhere, as on many machines', () => {
    fail('mx.one.example', '2001:db8:1::1', { hasNoRoute: true });
    fail('mx.two.example', '2001:db8:2::1', { hasNoRoute: true });
    fail('mx.three.example', '2001:db8:3::1', { hasNoRoute: true });
    expect(watch.isBlocked()).toBe(false);
  });

  test('is known too when a firewall says that there is no way', () => {
    failEverywhere({ hasNoRoute: true });
    expect(watch.isBlocked()).toBe(true);
  });
});

describe('while port 25 is blocked', () => {
  beforeEach(() => failEverywhere());

  test('one a minute may try', () => {
    expect(watch.takeTrial()).toBe(false);
    now += 59_999;
    expect(watch.takeTrial()).toBe(false);
    now += 1;
    expect([watch.takeTrial(), watch.takeTrial()]).toEqual([true, false]);
    now += 60_000;
    expect(watch.takeTrial()).toBe(true);
  });

  test('a trial that fails changes nothing', () => {
    now += 3_600_000;
    fail('mx.four.example', '192.0.2.1');
    expect(watch.isBlocked()).toBe(true);
  });

  test('one connection ends it, and there is nothing to try then', () => {
    contact();
    expect(watch.isBlocked()).toBe(false);
    now += 60_000;
    expect(watch.takeTrial()).toBe(false);
  });
});

function failEverywhere(change: Partial<VisitedDoor> = {}): void {
  fail('mx.one.example', '192.0.2.1', change);
  fail('mx.two.example', '198.51.100.1', change);
  fail('mx.three.example', '203.0.113.1', change);
}

function fail(host: string, address: string, change: Partial<VisitedDoor> = {}): void {
  watch.learn({ host, address, since: now - 8000, hasContact: false, hasNoRoute: false, ...change });
}

function contact(): void {
  const since = now - 20;
  watch.learn({ host: 'mx.good.example', address: '192.0.2.9', since, hasContact: true, hasNoRoute: false });
}
