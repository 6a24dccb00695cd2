import { FINDING_TYPES } from '../../src/domain/finding.ts';
import { STRICT_POLICY } from '../../src/domain/policy.ts';
import { createPolicyMemory } from '../../src/launchevent/policy-memory.ts';
import type { PolicyMemory } from '../../src/launchevent/policy-memory.ts';
import { MEMORY } from '../../src/outlook/ports.ts';
import { aPolicy } from '../support/builders.ts';

interface World {
  readonly settings: Map<string, string>;
  now: number;
  policy: ReturnType<typeof aPolicy> | undefined;
  asked: number;
}

function memoryIn(change: Partial<World> = {}): { memory: PolicyMemory; world: World } {
  const world: World = { settings: new Map(), now: 0, policy: aPolicy(), asked: 0, ...change };
  const memory = createPolicyMemory({
    service: {
      policy: () => {
        world.asked++;
        return Promise.resolve(world.policy);
      },
    },
    client: {
      remembered: (key) => world.settings.get(key),
      remember: (key, value) => Promise.resolve(void world.settings.set(key, value)),
    },
    now: () => world.now,
  });
  return { memory, world };
}

const MINUTES = 60_000;

describe('the policy', () => {
  it('is the service’s, asked for again after five minutes', async () => {
    const { memory, world } = memoryIn();
    await memory.current(100);
    world.now = 5 * MINUTES - 1;
    await memory.current(100);
    expect(world.asked).toBe(1);
    world.now = 5 * MINUTES;
    await memory.current(100);
    expect(world.asked).toBe(2);
  });

  it('is the last one seen while the service is away', async () => {
    const { memory, world } = memoryIn();
    const seen = await memory.current(100);
    world.policy = undefined;
    world.now = 60 * MINUTES;
    await expect(memory.current(100)).resolves.toBe(seen);
  });

  it('is the one that an earlier runtime kept', async () => {
    const kept = memoryIn();
    await kept.memory.current(100);
    await kept.memory.keep();
    const { memory } = memoryIn({ settings: kept.world.settings, policy: undefined });
    expect(memory.lastSeen()).toEqual(aPolicy());
    await expect(memory.current(100)).resolves.toEqual(aPolicy());
  });

  it.each([undefined, '', 'no JSON', '{}', '{"organisation":{}}'])('is strict when %j was kept', (kept) => {
    const settings = new Map(kept === undefined ? [] : [[MEMORY.policy, kept] as const]);
    expect(memoryIn({ settings, policy: undefined }).memory.lastSeen()).toBe(STRICT_POLICY);
  });

  it('that is strict lets nobody be internal', () => {
    expect(STRICT_POLICY.organisation.domains).toEqual([]);
    expect(STRICT_POLICY.organisation.studentDomains).toEqual([]);
  });

  it('that is strict takes every finding seriously', () => {
    expect(STRICT_POLICY.detection).toMatchObject({ types: FINDING_TYPES, minimumConfidence: 'low' });
  });

  it('is not kept before one was seen', async () => {
    const { memory, world } = memoryIn();
    await memory.keep();
    expect(world.settings.size).toBe(0);
  });
});
