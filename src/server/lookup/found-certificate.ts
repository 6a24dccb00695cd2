import type { PolicyFile } from '../../contract/policy.ts';
import type { CertificateFacts, CertificateUse, RevocationFacts } from '../../domain/evidence.ts';
import type { Reason } from '../../domain/transport.ts';
import { judgeCertificate } from '../adapters/certificate-check.ts';
import type { JudgeContext, JudgedCertificate } from '../adapters/certificate-check.ts';
import type { RevocationCheck } from '../adapters/revocation.ts';

/** A certificate as a directory gave it. */
interface Candidate {
  readonly source: string;
  /** Of the directory; lower is preferred. */
  readonly priority: number;
  readonly der: Buffer;
  /** The address that it was found by, where that is the organisation's. */
  readonly foundBy?: string;
}

export interface FoundCertificate extends Candidate {
  /** Undefined: the bytes are no certificate. */
  readonly facts: CertificateFacts | undefined;
  readonly use: CertificateUse | undefined;
  /** All that keeps it from being used; without any it is usable. */
  readonly problems: readonly Reason[];
  /** What makes it less certain, but does not keep it from being used. */
  readonly remarks: readonly Reason[];
  /** How long the judgement holds at the longest, milliseconds since 1970. */
  readonly holdsUntil: number;
}

export interface WeighOptions {
  readonly policy: Pick<PolicyFile['certificates'], 'revocation'>;
  readonly checkRevocation: RevocationCheck;
}

/** What nobody could say may be known a little later. */
const UNKNOWN_HOLDS_MS = 300_000;

/** Judges a certificate for an address, and asks whether it still holds. Never rejects. */
export async function weighCertificate(
  candidate: Candidate,
  context: JudgeContext & { readonly limit: AbortSignal },
  options: WeighOptions,
): Promise<FoundCertificate> {
  const judged = judgeCertificate(candidate.der, context);
  const revocation = await revocationOf(judged, context.limit, options);
  const problems = [...judged.problems, ...revocationProblems(revocation, options)];
  return {
    ...candidate,
    facts: judged.facts,
    use: judged.use && { ...judged.use, revocation },
    problems,
    remarks: remarksOn(candidate, { judged, revocation, isUsable: problems.length === 0 }),
    holdsUntil: holdsUntil(judged, revocation, context.now),
  };
}

/**
 * Only those are asked about that an anchor stands behind: the addresses in any other could be anybody's choice. What
 * DNSSEC alone vouches for has no issuer who could revoke it; its signed record is that it holds now (RFC 7671 §5.1).
 */
function revocationOf(
  { chain, problems }: JudgedCertificate,
  limit: AbortSignal,
  { policy, checkRevocation }: WeighOptions,
): Promise<RevocationFacts> {
  const isInTime =
    !problems.includes('certificate-expired') && !problems.includes('certificate-not-yet-valid');
  return policy.revocation !== 'off' && chain !== undefined && isInTime
    ? checkRevocation(chain, limit)
    : Promise.resolve({ state: 'unchecked' });
}

function revocationProblems({ state }: RevocationFacts, { policy }: WeighOptions): readonly Reason[] {
  if (state === 'revoked') return ['certificate-revoked'];
  const isRefused = state === 'unknown' && policy.revocation === 'require';
  return isRefused ? ['certificate-revocation-unknown'] : [];
}

function remarksOn(
  { foundBy }: Candidate,
  {
    judged,
    revocation: { state },
    isUsable,
  }: {
    readonly judged: JudgedCertificate;
    readonly revocation: RevocationFacts;
    readonly isUsable: boolean;
  },
): readonly Reason[] {
  const remarks: Reason[] = [];
  if (foundBy !== undefined) remarks.push('certificate-of-domain');
  if (judged.isCaseDifferent) remarks.push('certificate-case-differs');
  if (isUsable && state === 'unknown') remarks.push('certificate-revocation-unknown');
  if (isUsable && state === 'unchecked') remarks.push('certificate-revocation-unchecked');
  return remarks;
}

/** No longer than any certificate of the chain, nor than what was said of their revocation. */
function holdsUntil({ chain, facts }: JudgedCertificate, revocation: RevocationFacts, now: Date): number {
  const ends = (chain ?? []).map(({ x509 }) => x509.validToDate.getTime());
  if (facts !== undefined) ends.push(Date.parse(facts.notAfter));
  if (revocation.nextUpdate !== undefined) ends.push(Date.parse(revocation.nextUpdate));
  if (revocation.state === 'unknown') ends.push(now.getTime() + UNKNOWN_HOLDS_MS);
  return Math.min(...ends);
}

/**
 * The stated order: usable ones first; then the recipient's own before the organisation's, the exact address before one
 * that differs in case, known to hold before not known, the preferred directory, the one that ends last, the one that
 * began last, and so that the choice is always the same, by fingerprint.
 */
export function bestFirst(a: FoundCertificate, b: FoundCertificate): number {
  const order = (one: FoundCertificate): readonly number[] => [
    one.problems.length,
    Number(one.foundBy !== undefined),
    Number(one.remarks.includes('certificate-case-differs')),
    Number(one.use?.revocation.state !== 'good'),
    one.priority,
    -Date.parse(one.facts?.notAfter ?? '1970-01-01'),
    -Date.parse(one.facts?.notBefore ?? '1970-01-01'),
  ];
  const other = order(b);
  const difference = order(a)
    .map((value, index) => value - (other[index] ?? 0))
    .find((value) => value !== 0);
  return difference ?? (a.facts?.fingerprint ?? '').localeCompare(b.facts?.fingerprint ?? '');
}
