import { readRememberedPolicy } from '../contract/read-policy.ts';
import { STRICT_POLICY } from '../domain/policy.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { MEMORY } from '../outlook/ports.ts';
import type { OutlookClient } from '../outlook/ports.ts';
import type { Service } from './service.ts';

const FRESH_FOR_MS = 5 * 60 * 1000;

export interface PolicyMemory {
  /** The last policy seen, in this runtime or in the person's settings; else the strict one. */
  readonly lastSeen: () => SendPolicy;
  /** The service's policy, asked for when older than five minutes; the last one seen when it does not answer. */
  readonly current: (deadlineMs: number) => Promise<SendPolicy>;
  /** Stores the policy for the runtimes to come. */
  readonly keep: () => Promise<void>;
}

export interface PolicyMemoryDeps {
  readonly service: Pick<Service, 'policy'>;
  readonly client: Pick<OutlookClient, 'remember' | 'remembered'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function createPolicyMemory({ service, client, now }: PolicyMemoryDeps): PolicyMemory {
  let seen: { readonly policy: SendPolicy; readonly at: number } | undefined;

  const lastSeen = (): SendPolicy =>
    seen?.policy ?? readRememberedPolicy(client.remembered(MEMORY.policy)) ?? STRICT_POLICY;

  const current = async (deadlineMs: number): Promise<SendPolicy> => {
    if (seen !== undefined && now() - seen.at < FRESH_FOR_MS) return seen.policy;
    const policy = await service.policy(deadlineMs);
    if (policy !== undefined) seen = { policy, at: now() };
    return lastSeen();
  };

  const keep = async (): Promise<void> => {
    if (seen !== undefined) await client.remember(MEMORY.policy, JSON.stringify(seen.policy));
  };

  return { lastSeen, current, keep };
}
