import { useCallback, useEffect, useState } from 'react';
import { readPolicy } from '../contract/read-policy.ts';
import { FINDING_TYPES } from '../domain/finding.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { MEMORY } from '../outlook/ports.ts';
import type { OutlookClient } from '../outlook/ports.ts';
import type { Api } from './api.ts';

/** What holds until a policy was seen: nobody is internal, nothing is taken for granted. */
export const STRICT_POLICY: SendPolicy = {
  organisation: { name: '', domains: [], studentDomains: [] },
  functionalMailboxes: [],
  secureMode: { onByDefault: false, locked: false, autoActivate: true },
  tls: { personalData: 'confirm', minimumAssurance: 'verified-now' },
  detection: { types: FINDING_TYPES, minimumConfidence: 'medium', unreadableAttachments: 'confirm' },
};

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
  const policy = parsePolicy(client.remembered(MEMORY.policy));
  return policy === undefined ? { policy: STRICT_POLICY, source: 'none' } : { policy, source: 'remembered' };
}

function parsePolicy(text: string | undefined): SendPolicy | undefined {
  try {
    return text === undefined ? undefined : readPolicy(JSON.parse(text));
  } catch {
    return undefined;
  }
}
