import type { Validity } from '../domain/recipient-facts.ts';

/** What is said without the service holds for this one look only. */
export function validityAt(now: number): Validity {
  const at = new Date(now).toISOString();
  return { checkedAt: at, expiresAt: at };
}
