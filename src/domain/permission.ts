import type { SendPolicy } from './policy.ts';
import { TLS_ASSURANCES } from './transport.ts';
import type { Classification } from './transport.ts';

/** May personal data go there? */
export type Permission = 'yes' | 'depends' | 'no';

export type PermissionFacts = Pick<Classification, 'transport' | 'consumer' | 'assurance'>;

/** Spec table "Per recipient" (A4, A8). No policy can allow personal data to consumer mail over TLS. */
export function permissionFor(facts: PermissionFacts, policy: Pick<SendPolicy, 'tls'>): Permission {
  switch (facts.transport) {
    case 'internal':
    case 'certificate':
    case 'tunnel':
      return 'yes';
    case 'tls':
      return facts.consumer ? 'no' : tlsPermission(facts, policy.tls);
    case 'none':
    case 'unknown':
    case 'undeliverable':
      return 'no';
  }
}

const TLS_PERMISSION = { allow: 'yes', confirm: 'depends', block: 'no' } as const;

function tlsPermission({ assurance }: PermissionFacts, tls: SendPolicy['tls']): Permission {
  const strengths: readonly string[] = TLS_ASSURANCES;
  const rank = strengths.indexOf(assurance);
  if (rank < 0 || rank > strengths.indexOf(tls.minimumAssurance)) return 'no';
  return TLS_PERMISSION[tls.personalData];
}
