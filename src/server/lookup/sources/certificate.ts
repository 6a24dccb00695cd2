import type { Evidence } from '../../../domain/evidence.ts';
import type { Reason } from '../../../domain/transport.ts';
import type { CertificateFindings, SearchCertificates } from '../certificate-search.ts';
import type { FoundCertificate } from '../found-certificate.ts';
import type { DatedAnswer, TransportSource } from '../transport-source.ts';

/** Usable certificates in the directories (A6). */
export function createCertificateSource(search: SearchCertificates): TransportSource {
  return {
    name: 'certificate',
    ask: async (address, { signal }) => answerFrom(await search(address, signal)),
  };
}

function answerFrom({ certificates, asked }: CertificateFindings): DatedAnswer {
  const evidence: Evidence[] = asked.map((directory) => ({ kind: 'directory', ...directory }));
  const unreachable = asked.some(({ outcome }) => outcome === 'unreachable');
  const notAsked: readonly Reason[] = unreachable ? ['directory-unreachable'] : [];
  const [best] = certificates;
  if (best !== undefined && best.problems.length === 0) {
    return {
      kind: 'match',
      transport: 'certificate',
      assurance: 'end-to-end',
      reasons: ['certificate-usable', ...best.remarks, ...notAsked],
      evidence: [...evidence, ...certificateEvidence([best])],
      expiresAt: best.holdsUntil,
    };
  }
  const reasons = [...certificates.flatMap(({ problems }) => problems), ...notAsked];
  return {
    kind: unreachable || certificates.some(isOnlyUnknown) ? 'inconclusive' : 'pass',
    reasons: reasons.length > 0 ? [...new Set(reasons)] : ['certificate-not-found'],
    evidence: [...evidence, ...certificateEvidence(certificates)],
  };
}

/** Nothing is wrong but that nobody says whether it is revoked: perhaps somebody does in a moment, so it is no "no" (C6). */
function isOnlyUnknown({ problems }: FoundCertificate): boolean {
  return problems.every((problem) => problem === 'certificate-revocation-unknown');
}

function certificateEvidence(certificates: readonly FoundCertificate[]): readonly Evidence[] {
  return certificates.flatMap(({ source, facts, use, foundBy }) =>
    facts === undefined || use === undefined
      ? []
      : [
          {
            kind: 'certificate',
            source,
            certificate: facts,
            use,
            ...(foundBy === undefined ? {} : { foundBy }),
          } as const,
        ],
  );
}
