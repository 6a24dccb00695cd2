import type { Evidence } from '../../../domain/evidence.ts';
import type { Reason, SourceAnswer } from '../../../domain/transport.ts';
import type { CertificateFindings, FoundCertificate, SearchCertificates } from '../certificate-search.ts';
import type { TransportSource } from '../transport-source.ts';

/** Usable certificates in the directories (A6). */
export function createCertificateSource(search: SearchCertificates): TransportSource {
  return {
    name: 'certificate',
    ask: async (address, { signal }) => answerFrom(await search(address, signal)),
  };
}

function answerFrom({ certificates, asked }: CertificateFindings): SourceAnswer {
  const evidence: Evidence[] = asked.map((directory) => ({ kind: 'directory', ...directory }));
  const unreachable = asked.some(({ outcome }) => outcome === 'unreachable');
  const [best] = certificates;
  if (best !== undefined && best.problems.length === 0) {
    return {
      kind: 'match',
      transport: 'certificate',
      assurance: 'end-to-end',
      reasons: usableReasons(best, unreachable),
      evidence: [...evidence, ...certificateEvidence([best])],
    };
  }
  const problems = certificates.flatMap((certificate) => certificate.problems);
  const reasons: Reason[] = unreachable ? [...problems, 'directory-unreachable'] : problems;
  return {
    kind: unreachable ? 'inconclusive' : 'pass',
    reasons: reasons.length > 0 ? [...new Set(reasons)] : ['certificate-not-found'],
    evidence: [...evidence, ...certificateEvidence(certificates)],
  };
}

/** Revocation is not looked up yet, and the answer says so (spec 4, "CRL/OCSP"). */
function usableReasons({ isCaseDifferent }: FoundCertificate, unreachable: boolean): readonly Reason[] {
  return [
    'certificate-usable',
    ...(isCaseDifferent ? (['certificate-case-differs'] as const) : []),
    'certificate-revocation-unchecked',
    ...(unreachable ? (['directory-unreachable'] as const) : []),
  ];
}

function certificateEvidence(certificates: readonly FoundCertificate[]): readonly Evidence[] {
  return certificates.flatMap(({ source, facts }) =>
    facts === undefined ? [] : [{ kind: 'certificate', source, certificate: facts } as const],
  );
}
