import { useCallback, useEffect, useState } from 'react';
import { readRememberedPolicy } from '../contract/read-policy.ts';
import { STRICT_POLICY } from '../domain/policy.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { MEMORY } from '../outlook/ports.ts';
import type { OutlookClient } from '../outlook/ports.ts';
import type { Api } from './api.ts';

export type PolicySource = 'service' | 'remembered' | 'none';

export interface KnownPolicy {
  readonly policy: SendPolicy;
  readonly source: PolicySource;
  readonly retry: () => void;
}

type Memory = Pick<OutlookClient, 'remembered' | 'remember'>;

/** The organisation's policy: the service's, until then the last one seen, until then the strict one. */
export function usePolicy(api: Pick<Api, 'policy'>, client: Memory): KnownPolicy {
  const [known, setKnown] = useState(() => lastSeen(client));
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    api
      .policy(controller.signal)
      .then((policy) => {
        setKnown({ policy, source: 'service' });
        return client.remember(MEMORY.policy, JSON.stringify(policy));
      })
      // Not reached or not kept: the last one seen stays in force, which the help page says.
      .catch(() => undefined);
    return () => controller.abort();
  }, [api, client, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...known, retry };
}

function lastSeen(client: Memory): { readonly policy: SendPolicy; readonly source: PolicySource } {
  const policy = readRememberedPolicy(client.remembered(MEMORY.policy));
  return policy === undefined ? { policy: STRICT_POLICY, source: 'none' } : { policy, source: 'remembered' };
}
