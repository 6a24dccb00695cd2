import type { PolicyFile } from '../../contract/policy.ts';
import { formatAddress } from '../../domain/address.ts';
import type { MailAddress } from '../../domain/address.ts';
import { readOrUndefined } from '../adapters/certificate-check.ts';
import type { CertificateDirectory } from '../adapters/certificate-directory.ts';
import type { CertificateFields } from '../adapters/certificate-fields.ts';
import type { FindConsumerDomain } from '../adapters/consumer-domains.ts';
import type { RevocationCheck } from '../adapters/revocation.ts';
import type { TrustAnchors } from '../adapters/trust-anchors.ts';
import { within } from '../adapters/within.ts';
import type { Clock } from '../clock.ts';
import { bestFirst, weighCertificate } from './found-certificate.ts';
import type { FoundCertificate } from './found-certificate.ts';

/** What the directories say about one address: all certificates, judged, best first; and who could not be asked. */
export interface CertificateFindings {
  readonly certificates: readonly FoundCertificate[];
  readonly asked: readonly AskedDirectory[];
}

interface AskedDirectory {
  readonly source: string;
  readonly outcome: 'found' | 'not-found' | 'unreachable';
}

export type SearchCertificates = (address: MailAddress, signal: AbortSignal) => Promise<CertificateFindings>;

export interface CertificateSearchOptions {
  readonly directories: readonly CertificateDirectory[];
  readonly anchors: TrustAnchors;
  readonly clock: Clock;
  /** For everything about one address, revocation too; what is later counts as unreachable, or as unknown. */
  readonly timeoutMs: number;
  readonly policy: PolicyFile['certificates'];
  readonly checkRevocation: RevocationCheck;
  readonly findConsumerDomain: FindConsumerDomain;
}

/** One round: all directories are asked about one address. */
interface Round {
  readonly address: MailAddress;
  /** The address is the organisation's, and its certificate would do for everybody there. */
  readonly foundBy?: string;
  readonly limit: AbortSignal;
  readonly anchors: readonly CertificateFields[] | undefined;
  readonly issuers: readonly (readonly Buffer[] | undefined)[];
}

/**
 * Asks all directories at once (A6): about the address, and where it has no usable certificate of its own, about the
 * shared addresses of its organisation whose certificates the policy accepts.
 */
export function createCertificateSearch(options: CertificateSearchOptions): SearchCertificates {
  return async (address, signal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)]);
    const [anchors, ...issuers] = await Promise.all([
      settle(options.anchors(), limit),
      ...options.directories.map((directory) => settle(directory.intermediates(), limit)),
    ]);
    const own = await askAll({ address, limit, anchors, issuers }, options);
    if (own.some(({ certificates }) => certificates.some(isUsable))) return joined(own);
    const shared = sharedAddresses(address, options).map((other) =>
      askAll({ address: other, foundBy: formatAddress(other), limit, anchors, issuers }, options),
    );
    return joined([...own, ...(await Promise.all(shared)).flat()]);
  };
}

/** Nobody speaks for all customers of a provider of private mailboxes, whatever address they have there. */
function sharedAddresses(
  { local, domain }: MailAddress,
  { policy, findConsumerDomain }: CertificateSearchOptions,
): readonly MailAddress[] {
  if (findConsumerDomain(domain) !== undefined) return [];
  return policy.domainCertificates
    .filter((shared) => shared.toLowerCase() !== local.toLowerCase())
    .map((shared) => ({ local: shared, domain }));
}

type Answer = AskedDirectory & { readonly certificates: readonly FoundCertificate[] };

function askAll(round: Round, options: CertificateSearchOptions): Promise<readonly Answer[]> {
  return Promise.all(
    options.directories.map((directory, index) =>
      askDirectory(directory, { ...round, isWhole: round.issuers[index] !== undefined }, options),
    ),
  );
}

/** A directory that is late or holds more than it gave counts as unreachable. */
async function askDirectory(
  directory: CertificateDirectory,
  round: Round & { readonly isWhole: boolean },
  options: CertificateSearchOptions,
): Promise<Answer> {
  const { name: source, priority = 50 } = directory;
  const { address, foundBy, limit, anchors } = round;
  const answer = await settle(directory.find(address, limit), limit);
  if (answer === undefined || anchors === undefined || !round.isWhole) {
    return { source, outcome: 'unreachable', certificates: [] };
  }
  const intermediates = round.issuers.flatMap((issuers = []) =>
    issuers.map(readOrUndefined).filter((issuer) => issuer !== undefined),
  );
  const context = { address, anchors, intermediates, now: options.clock() };
  const certificates = await Promise.all(
    answer.certificates.map((der) => {
      const isVouched = answer.vouched?.some((vouched) => vouched.equals(der)) === true;
      const candidate = { der, source, priority, ...(foundBy === undefined ? {} : { foundBy }) };
      return weighCertificate(candidate, { ...context, isVouched, limit }, options);
    }),
  );
  const isSure = answer.isComplete || certificates.some(isUsable);
  const outcome = !isSure ? 'unreachable' : certificates.length > 0 ? 'found' : 'not-found';
  return { source, outcome, certificates };
}

const WORST_FIRST = ['unreachable', 'found', 'not-found'] as const;

function joined(answers: readonly Answer[]): CertificateFindings {
  const sources = [...new Set(answers.map(({ source }) => source))];
  return {
    certificates: answers.flatMap(({ certificates }) => certificates).sort(bestFirst),
    asked: sources.map((source) => {
      const outcomes = answers.filter((answer) => answer.source === source).map(({ outcome }) => outcome);
      return { source, outcome: WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'unreachable' };
    }),
  };
}

function isUsable({ problems }: FoundCertificate): boolean {
  return problems.length === 0;
}

function settle<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return within(work, signal).catch(() => undefined);
}
