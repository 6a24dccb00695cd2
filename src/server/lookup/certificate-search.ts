import type { MailAddress } from '../../domain/address.ts';
import type { CertificateFacts } from '../../domain/evidence.ts';
import type { Reason } from '../../domain/transport.ts';
import { judgeCertificate, readOrUndefined } from '../adapters/certificate-check.ts';
import type { CertificateDirectory } from '../adapters/certificate-directory.ts';
import type { CertificateFields } from '../adapters/certificate-fields.ts';
import type { TrustAnchors } from '../adapters/trust-anchors.ts';
import type { Clock } from '../clock.ts';

export interface FoundCertificate {
  readonly source: string;
  readonly facts: CertificateFacts | undefined;
  readonly problems: readonly Reason[];
  readonly isCaseDifferent: boolean;
}

/** What the directories say about one address: all certificates, judged, best first; and who could not be asked. */
export interface CertificateFindings {
  readonly certificates: readonly FoundCertificate[];
  readonly asked: readonly {
    readonly source: string;
    readonly outcome: 'found' | 'not-found' | 'unreachable';
  }[];
}

export type SearchCertificates = (address: MailAddress, signal: AbortSignal) => Promise<CertificateFindings>;

export interface CertificateSearchOptions {
  readonly directories: readonly CertificateDirectory[];
  readonly anchors: TrustAnchors;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** Asks all directories at once (A6). A directory that is late or holds more than it gave counts as unreachable. */
export function createCertificateSearch(options: CertificateSearchOptions): SearchCertificates {
  return async (address, signal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)]);
    const anchors = await settle(options.anchors(), limit);
    const answers = await Promise.all(
      options.directories.map((directory) =>
        askDirectory({ directory, address, limit, anchors }, options.clock),
      ),
    );
    return {
      certificates: answers.flatMap(({ certificates }) => certificates).sort(bestFirst),
      asked: answers.map(({ source, outcome }) => ({ source, outcome })),
    };
  };
}

interface Question {
  readonly directory: CertificateDirectory;
  readonly address: MailAddress;
  readonly limit: AbortSignal;
  readonly anchors: readonly CertificateFields[] | undefined;
}

async function askDirectory({ directory, address, limit, anchors }: Question, clock: Clock) {
  const source = directory.name;
  const answer = await settle(directory.find(address), limit);
  const issuers = await settle(directory.intermediates(), limit);
  if (answer === undefined || issuers === undefined || anchors === undefined) {
    return { source, outcome: 'unreachable', certificates: [] } as const;
  }
  const intermediates = issuers.map(readOrUndefined).filter((issuer) => issuer !== undefined);
  const context = { address, anchors, intermediates, now: clock() };
  const certificates = answer.certificates.map((der) => ({ source, ...judgeCertificate(der, context) }));
  const isSure = answer.isComplete || certificates.some(({ problems }) => problems.length === 0);
  const outcome = !isSure ? 'unreachable' : certificates.length > 0 ? 'found' : 'not-found';
  return { source, outcome, certificates } as const;
}

/** Usable before unusable, exact name before one that differs in case, then the one that lasts longest. */
function bestFirst(a: FoundCertificate, b: FoundCertificate): number {
  return (
    a.problems.length - b.problems.length ||
    Number(a.isCaseDifferent) - Number(b.isCaseDifferent) ||
    (b.facts?.notAfter ?? '').localeCompare(a.facts?.notAfter ?? '')
  );
}

function settle<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(undefined);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, giveUp).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
