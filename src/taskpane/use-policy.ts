import { useCallback, useEffect, useRef, useState } from 'react';
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
type Known = Pick<KnownPolicy, 'policy' | 'source'>;

const MINUTE_MS = 60_000;
const FRESH_FOR_MS = 5 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The organisation's policy: the service's, until then the last one seen, until then the strict one. */
export function usePolicy(
  api: Pick<Api, 'policy'>,
  client: Memory & Pick<OutlookClient, 'onItemChanged'>,
): KnownPolicy {
  const [known, setKnown] = useState(() => lastSeen(client));
  const [attempt, setAttempt] = useState(0);
  /** When the service was asked; undefined = it is to be asked as soon as there is an occasion. */
  const askedAt = useRef<number>(undefined);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  useEffect(() => {
    const controller = new AbortController();
    askedAt.current = Date.now();
    api.policy(controller.signal).then(
      (policy) => {
        setKnown((before) => fromService(policy, before));
        // One that is not kept is asked for again when the next pane opens.
        client.remember(MEMORY.policy, JSON.stringify(policy)).catch(() => undefined);
      },
      () => {
        if (controller.signal.aborted) return;
        askedAt.current = undefined;
        // The last one seen stays in force, which the help page says.
        setKnown((before) => (before.source === 'service' ? { ...before, source: 'remembered' } : before));
      },
    );
    return () => controller.abort();
  }, [api, client, attempt]);
  useEffect(() => {
    const isFresh = (): boolean =>
      askedAt.current !== undefined && Date.now() - askedAt.current < FRESH_FOR_MS;
    return onOccasion(client, () => {
      if (!isFresh()) retry();
    });
  }, [client, retry]);
  return { ...known, retry };
}

/** A pinned pane lives for weeks: it asks again with another mail, when it is looked at, and every hour. */
function onOccasion(client: Pick<OutlookClient, 'onItemChanged'>, listener: () => void): () => void {
  const onVisibility = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  document.addEventListener('visibilitychange', onVisibility);
  const hourly = setInterval(listener, HOUR_MS);
  const ofItems = client.onItemChanged(listener);
  ofItems.catch(() => undefined);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    clearInterval(hourly);
    ofItems.then((stop) => stop()).catch(() => undefined);
  };
}

/** A policy that is the same stays the same object: nothing is judged anew for it. */
function fromService(policy: SendPolicy, before: Known): Known {
  const isSame = JSON.stringify(policy) === JSON.stringify(before.policy);
  return { policy: isSame ? before.policy : policy, source: 'service' };
}

function lastSeen(client: Memory): Known {
  const policy = readRememberedPolicy(client.remembered(MEMORY.policy));
  return policy === undefined ? { policy: STRICT_POLICY, source: 'none' } : { policy, source: 'remembered' };
}
