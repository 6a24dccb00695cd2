import { createHash } from 'node:crypto';
import type { MailAddress } from '../../domain/address.ts';
import { AppError } from '../app-error.ts';
import type { CertificateDirectory, DirectoryAnswer } from './certificate-directory.ts';

/** What DNS says of one name and type; `isAuthenticated` when DNSSEC proves it. */
export type SmimeaRecords =
  | {
      readonly kind: 'found';
      /** The data of each record, as it came. */
      readonly records: readonly Buffer[];
      readonly isAuthenticated?: boolean;
      readonly isPartial?: boolean;
    }
  | { readonly kind: 'no-domain' | 'no-records' | 'failed' | 'bogus' };

export interface SmimeaOptions {
  readonly name: string;
  readonly priority: number;
  readonly timeoutMs: number;
  readonly records: (name: string, type: number, signal: AbortSignal) => Promise<SmimeaRecords>;
  readonly isAnswering: (signal: AbortSignal) => Promise<boolean>;
}

/** Type number of SMIMEA (RFC 8162 §2). */
const SMIMEA = 53;
const HASH_OCTETS = 28;
const MOST_CERTIFICATES = 50;
/** Usage, selector and matching type come before the data (RFC 6698 §2.1). */
const HEADER_OCTETS = 3;
const WHOLE_CERTIFICATE = 0;
const EXACT = 0;
/** Usages of RFC 6698 §2.1.1: the domain's own word, and what is not defined. */
const USAGE = { domainIssued: 3, unknown: 4 };

/**
 * Certificates that a domain publishes in DNS for its people (RFC 8162). They count only where DNSSEC proves them; one of
 * usage 3 is vouched for by that alone. Records that hold a hash help to find no certificate, and are passed over.
 */
export function createSmimeaDirectory(options: SmimeaOptions): CertificateDirectory {
  const { name, priority, timeoutMs } = options;
  return {
    name,
    priority,
    async find(address, signal) {
      const limit = AbortSignal.timeout(timeoutMs);
      const until = signal === undefined ? limit : AbortSignal.any([signal, limit]);
      return answerFrom(await options.records(smimeaName(address), SMIMEA, until), name);
    },
    intermediates: () => Promise.resolve([]),
    async check() {
      if (await options.isAnswering(AbortSignal.timeout(timeoutMs))) return;
      throw unreachable(name);
    },
    close: () => Promise.resolve(),
  };
}

/** Where a domain keeps them: the local part as it is written, hashed, since DNS takes not every letter (RFC 8162 §3). */
export function smimeaName({ local, domain }: MailAddress): string {
  const hash = createHash('sha256').update(local, 'utf8').digest().subarray(0, HASH_OCTETS);
  return `${hash.toString('hex')}._smimecert.${domain}`;
}

function answerFrom(answer: SmimeaRecords, name: string): DirectoryAnswer {
  if (answer.kind === 'failed' || answer.kind === 'bogus') throw unreachable(name);
  if (answer.kind !== 'found' || answer.isAuthenticated !== true)
    return { certificates: [], isComplete: true };
  const whole = answer.records.filter(isWholeCertificate);
  const found = whole.slice(0, MOST_CERTIFICATES).map((record) => ({
    der: record.subarray(HEADER_OCTETS),
    isVouched: record[0] === USAGE.domainIssued,
  }));
  return {
    certificates: found.map(({ der }) => der),
    isComplete: answer.isPartial !== true && found.length === whole.length,
    vouched: found.filter(({ isVouched }) => isVouched).map(({ der }) => der),
  };
}

function isWholeCertificate(record: Buffer): boolean {
  const [usage = USAGE.unknown, selector, matchingType] = record;
  const isKnown = usage < USAGE.unknown;
  return record.length > HEADER_OCTETS && isKnown && selector === WHOLE_CERTIFICATE && matchingType === EXACT;
}

function unreachable(name: string): AppError {
  const message = `The certificate directory "${name}" cannot be asked: DNS does not answer, or with what is not true.`;
  return new AppError('directory.unreachable', message);
}
