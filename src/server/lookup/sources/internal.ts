import type { SendPolicy } from '../../../domain/policy.ts';
import type { TransportSource } from '../transport-source.ts';

/** Own domains, staff's and students' (A5). A domain below one of them counts only where the policy names it. */
export function createInternalSource({
  domains,
  studentDomains,
}: SendPolicy['organisation']): TransportSource {
  return {
    name: 'internal',
    ask({ domain }) {
      const isStudent = studentDomains.includes(domain);
      if (!isStudent && !domains.includes(domain)) {
        return Promise.resolve({ kind: 'pass', reasons: [], evidence: [] });
      }
      return Promise.resolve({
        kind: 'match',
        transport: 'internal',
        assurance: 'organisational',
        reasons: [isStudent ? 'student-domain' : 'own-domain'],
        evidence: [{ kind: 'own-domain', domain }],
      });
    },
  };
}
