import { setTimeout as wait } from 'node:timers/promises';
import type { SourceAnswer } from '../../../src/domain/transport.ts';
import type { TransportSource } from '../../../src/server/lookup/transport-source.ts';
import {
  FACTS,
  NOW,
  UNSURE,
  aLookup,
  aSource as source,
  beginAnew,
  classify,
  found,
  signal,
  world,
} from '../../support/lookups.ts';

beforeEach(beginAnew);

describe('an answer in the last part of its life', () => {
  const HOUR = 3_600_000;

  test('is given at once and looked up anew behind it, so that what is used does not run out', async () => {
    const lookups = aLookup([source('tls', found('tls'), { takesMs: 20 })]);
    const first = await classify(lookups);
    world.now = NOW + 0.8 * HOUR;
    expect(await classify(lookups)).toEqual(first);
    while (world.asked.length < 2) await wait(5);
    await wait(50);
    world.now = NOW + HOUR + 1;
    const renewed = await classify(lookups);
    expect(renewed.checkedAt).toBe(new Date(NOW + 0.8 * HOUR).toISOString());
    expect(world.asked).toHaveLength(2);
  });

  test('is looked up anew once, however many use it', async () => {
    const lookups = aLookup([source('tls', found('tls'), { takesMs: 50 })]);
    await classify(lookups);
    world.now = NOW + 0.9 * HOUR;
    await Promise.all(Array.from({ length: 20 }, () => classify(lookups)));
    await wait(100);
    await classify(lookups);
    expect(world.asked).toHaveLength(2);
  });

  test('gives way to a worse one that is found', async () => {
    let answer = found('tls');
    const changing: TransportSource = { name: 'tls', ask: async () => (world.asked.push('tls'), answer) };
    const lookups = aLookup([changing]);
    await classify(lookups);
    answer = found('none');
    world.now = NOW + 0.9 * HOUR;
    expect((await classify(lookups)).transport).toBe('tls');
    await wait(20);
    expect((await classify(lookups)).transport).toBe('none');
  });

  test('holds until its end when nothing can be found out meanwhile, and not a moment longer', async () => {
    let answer: SourceAnswer = found('tls');
    const changing: TransportSource = { name: 'tls', ask: async () => (world.asked.push('tls'), answer) };
    const lookups = aLookup([changing]);
    const first = await classify(lookups);
    answer = UNSURE;
    world.now = NOW + 0.9 * HOUR;
    await classify(lookups);
    await wait(20);
    world.now = NOW + HOUR - 1;
    expect(await classify(lookups)).toEqual(first);
    await wait(20);
    world.now = NOW + HOUR;
    expect((await classify(lookups)).transport).toBe('unknown');
  });

  test('of which only a part runs out has only that part looked up anew', async () => {
    const pass: SourceAnswer = { kind: 'pass', reasons: ['certificate-not-found'], evidence: [] };
    const lookups = aLookup([source('certificate', pass), source('tls', found('tls'))]);
    await classify(lookups);
    world.now = NOW + 540_000;
    await classify(lookups);
    await wait(20);
    expect(world.asked).toEqual(['certificate', 'tls', 'certificate']);
    world.now = NOW + 600_001;
    await classify(lookups);
    expect(world.asked).toHaveLength(3);
  });

  test('is not taken for the renewed one by who asks for a refresh', async () => {
    const lookups = aLookup([source('tls', found('tls'))]);
    await classify(lookups);
    world.now = NOW + 60_000;
    const { recipient } = await lookups.classify(
      { address: 'anna@partner.example' },
      { signal, refresh: true },
    );
    expect(recipient.checkedAt).toBe(new Date(world.now).toISOString());
  });
});

describe('what runs out while others are waited for', () => {
  test('is asked for again', async () => {
    const short = { ...found('certificate'), expiresAt: NOW + 10 };
    const certificate = source('certificate', short);
    const slow: TransportSource = {
      name: 'tls',
      ask: async () => {
        await wait(250);
        world.now = NOW + 20;
        return found('tls');
      },
    };
    const late = { ...certificate, ask: async () => (await wait(200), certificate.ask()) };
    const answer = await classify(aLookup([late, slow]));
    expect(world.asked).toEqual(['certificate', 'certificate']);
    expect(answer).toMatchObject({ transport: 'tls', reasons: ['look-up-failed', 'tls-verified'] });
    expect(Date.parse(answer.expiresAt)).toBeGreaterThan(world.now);
  });

  test('is never given out as an answer', async () => {
    const over: TransportSource = {
      name: 'tls',
      ask: async () => {
        world.now += 1000;
        return { ...found('tls'), expiresAt: world.now - 1 };
      },
    };
    const answer = await classify(aLookup([over]));
    expect(answer).toMatchObject({ transport: 'unknown', reasons: ['look-up-failed'], personalData: 'no' });
  });

  test('or has no date at all is never given out either', async () => {
    const evidence = [{ kind: 'certificate', source: 'x', certificate: { ...FACTS, notAfter: '' } }] as const;
    const answer = await classify(aLookup([source('certificate', { ...found('certificate'), evidence })]));
    expect(answer).toMatchObject({ transport: 'unknown', personalData: 'no' });
  });
});

describe('the clock', () => {
  test('set back makes nothing young again: all is asked for anew', async () => {
    const lookups = aLookup([source('tls', found('tls'))]);
    await classify(lookups);
    world.now = NOW - 3_600_000;
    await classify(lookups);
    expect(world.asked).toHaveLength(2);
  });
});
