import { EqualityFilter, OrFilter } from 'ldapts';
import type { SearchOptions } from 'ldapts';
import { formatAddress } from '../../domain/address.ts';
import type { MailAddress } from '../../domain/address.ts';
import { AppError } from '../app-error.ts';
import { createBatches } from './batches.ts';
import type { Question } from './batches.ts';
import type { CertificateDirectory, DirectoryAnswer } from './certificate-directory.ts';
import { CERTIFICATE_ATTRIBUTES, shareEntries } from './ldap-answer.ts';
import type { FoundEntries } from './ldap-answer.ts';
import { createLdapPool } from './ldap-pool.ts';
import type { LdapPool } from './ldap-pool.ts';
import { directoryTrouble, isAboutTheQuestion, isCutShort } from './ldap-trouble.ts';

export interface LdapOptions {
  readonly name: string;
  readonly priority: number;
  /** `ldap://` or `ldaps://`. */
  readonly url: string;
  /** File with the roots for `ldaps://`; without it, the public ones. */
  readonly trust?: string | undefined;
  readonly base: string;
  readonly filterAttribute?: string | undefined;
  readonly timeoutMs: number;
}

/** Well below what servers take in: slapd refuses questions above 256 kB from those who have not signed in. */
const MOST_ADDRESSES = 100;
const MOST_SEARCHES = 8;
/** Of an address with more entries than the server gives, so many are looked at. */
const SAMPLE = 20;
/** RFC 5321 §4.5.3.1. */
const LONGEST_ADDRESS = 320;
const NOBODY = 'nobody@secure-send.invalid';

/**
 * A directory that is asked by LDAP, anonymously. Addresses that are wanted at the same time are asked for in one search.
 * What does not come whole is never taken for "has none". Opens nothing until asked.
 */
export function createLdapDirectory(options: LdapOptions): CertificateDirectory {
  const pool = createLdapPool(options);
  const find = createBatches<MailAddress, DirectoryAnswer>({
    keyOf: formatAddress,
    most: MOST_ADDRESSES,
    inFlight: MOST_SEARCHES,
    ask: (batch) => answerBatch({ pool, options, signal: AbortSignal.timeout(options.timeoutMs) }, batch),
  });
  return {
    name: options.name,
    priority: options.priority,
    async find(address, signal) {
      try {
        if (formatAddress(address).length > LONGEST_ADDRESS) throw new RangeError('no address is so long');
        return await find(address, signal);
      } catch (cause) {
        throw directoryTrouble(options.name, cause);
      }
    },
    intermediates: () => Promise.resolve([]),
    check: () => checkDirectory(pool, options),
    close: () => Promise.resolve(pool.close()),
  };
}

interface Asking {
  readonly pool: LdapPool;
  readonly options: LdapOptions;
  readonly signal: AbortSignal;
}
type Batch = readonly Question<MailAddress, DirectoryAnswer>[];

/** Answers every question; where the server did not answer all at once, by halves. */
async function answerBatch(asking: Asking, batch: Batch): Promise<void> {
  const isDivisible = batch.length > 1;
  try {
    const { answers, hasStrangers } = shareEntries(await ask(asking, batch), addressesOf(batch));
    if (hasStrangers && isDivisible) return await answerByHalves(asking, batch);
    answers.forEach((answer, index) => batch[index]?.resolve(answer));
  } catch (cause) {
    if (isDivisible && isAboutTheQuestion(cause)) return answerByHalves(asking, batch);
    batch.forEach(({ reject }) => reject(cause));
  }
}

function addressesOf(batch: Batch): readonly string[] {
  return batch.map(({ about }) => formatAddress(about));
}

async function answerByHalves(asking: Asking, batch: Batch): Promise<void> {
  const middle = Math.ceil(batch.length / 2);
  await Promise.all([answerBatch(asking, batch.slice(0, middle)), answerBatch(asking, batch.slice(middle))]);
}

/**
 * Without a size limit of ours: ldapts would swallow the server's word that it gave less than it has. Only for one address
 * that word is known already, and a part of its entries is asked for.
 */
async function ask({ pool, options, signal }: Asking, batch: Batch): Promise<FoundEntries> {
  const wanted = searchFor(addressesOf(batch), options);
  try {
    return await pool.search(options.base, wanted, signal);
  } catch (cause) {
    if (batch.length > 1 || !isCutShort(cause)) throw cause;
    const part = await pool.search(options.base, { ...wanted, sizeLimit: SAMPLE }, signal);
    return { ...part, isPart: true };
  }
}

/** Only filter objects: in a filter written as text, `*)(mail=*` would be understood as part of the filter. */
function searchFor(addresses: readonly string[], options: LdapOptions): SearchOptions {
  const { filterAttribute: attribute = 'mail', timeoutMs } = options;
  const filters = addresses.map((value) => new EqualityFilter({ attribute, value }));
  const [first, second] = filters;
  return {
    scope: 'sub',
    ...(second === undefined && first !== undefined
      ? { filter: first }
      : { filter: new OrFilter({ filters }) }),
    attributes: [attribute, ...CERTIFICATE_ATTRIBUTES],
    timeLimit: Math.max(1, Math.ceil(timeoutMs / 1000)),
  };
}

/** Asks for an address that nobody has, in the way in which others are asked for. */
async function checkDirectory(pool: LdapPool, options: LdapOptions): Promise<void> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const { searchReferences } = await pool.search(options.base, searchFor([NOBODY], options), signal);
    if (searchReferences.length === 0) return;
  } catch (cause) {
    throw directoryTrouble(options.name, cause);
  }
  throw new AppError(
    'directory.refers',
    `The certificate directory "${options.name}" sends on to others, which are not asked. Add them as directories of their own.`,
  );
}
