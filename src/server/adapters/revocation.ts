import pLimit from 'p-limit';
import type { RevocationFacts } from '../../domain/evidence.ts';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import type { Chain } from './certificate-chain.ts';
import { isWebAddress } from './certificate-extensions.ts';
import type { CertificateFields } from './certificate-fields.ts';
import type { Keep } from './keep.ts';
import { readOcspReply, writeOcspRequest } from './ocsp.ts';
import type { OcspReply } from './ocsp.ts';
import type { Outgoing, OutgoingRequest } from './outgoing.ts';
import { askRevocationList, readRevocationList } from './revocation-list.ts';
import type { RevocationList } from './revocation-list.ts';
import { createSignedDocuments } from './signed-documents.ts';
import type { DatedDocument } from './signed-documents.ts';
import { within } from './within.ts';

/**
 * Whether every certificate of a chain below its trust anchor still holds. `good` rests on verified, current answers
 * about all of them, `revoked` on one about any; all else is `unknown`, and so is what the signal cuts off. Never rejects.
 */
export type RevocationCheck = (chain: Chain, signal: AbortSignal) => Promise<RevocationFacts>;

export interface RevocationOptions {
  readonly outgoing: Outgoing;
  readonly keep: Keep;
  readonly clock: Clock;
}

const LARGEST_LIST = 20_000_000;
const LARGEST_REPLY = 100_000;
const LISTS_IN_MEMORY = 100_000_000;
const REPLIES_IN_MEMORY = 10_000_000;
const LIST_MS = 15_000;
const REPLY_MS = 3000;
const FETCHES = 16;
/** Who would wait behind so many others is told at once that nobody could say. */
const MOST_WAITING = 500;
const UNKNOWN: RevocationFacts = { state: 'unknown' };

/** A certificate below another in a chain. */
interface Link {
  readonly subject: CertificateFields;
  readonly issuer: CertificateFields;
}

type Ask = (link: Link) => Promise<RevocationFacts>;

/** Asks OCSP responders first, and revocation lists where those do not say (RFC 5280 §6.3, RFC 6960). */
export function createRevocationCheck(options: RevocationOptions): RevocationCheck {
  const fetch = limitedFetch(options.outgoing);
  const askLists = createListQuestion(options, fetch);
  const askResponders = createOcspQuestion(options, { fetch, askLists });
  const askOne: Ask = async (link) => {
    const answer = await askResponders(link);
    if (answer.state !== 'unknown') return answer;
    const listed = await askLists(link);
    return listed.state !== 'unknown' || listed.source !== undefined ? listed : answer;
  };
  return async (chain, signal) => {
    const links = chain.flatMap((subject, index) => {
      const issuer = chain[index + 1];
      return issuer === undefined ? [] : [{ subject, issuer }];
    });
    const answers = Promise.all(links.map((link) => inTime(askOne(link), signal)));
    return joined(await answers);
  };
}

/** The worst answer of a chain; the leaf's own where all are good, holding until the first of them ends. */
function joined(answers: readonly RevocationFacts[]): RevocationFacts {
  const [leaf = UNKNOWN] = answers;
  const worst =
    answers.find(({ state }) => state === 'revoked') ?? answers.find(({ state }) => state === 'unknown');
  if (worst !== undefined) return worst;
  const ends = answers.flatMap(({ nextUpdate }) => nextUpdate ?? []).sort();
  return ends[0] === undefined ? leaf : { ...leaf, nextUpdate: ends[0] };
}

/** Late is unknown; the work goes on, so that whoever asks next finds its result. */
function inTime(work: Promise<RevocationFacts>, signal: AbortSignal): Promise<RevocationFacts> {
  return within(work, signal).catch(() => UNKNOWN);
}

type Fetch = (wanted: OutgoingRequest) => Promise<Buffer>;

function limitedFetch(outgoing: Outgoing): Fetch {
  const limit = pLimit(FETCHES);
  return (wanted) => {
    if (limit.pendingCount >= MOST_WAITING) return Promise.reject(noAnswer(wanted.url));
    return limit(async () => {
      const { status, body } = await outgoing.fetch(wanted);
      if (status !== 200) throw noAnswer(wanted.url);
      return body;
    });
  };
}

function createListQuestion({ keep, clock }: RevocationOptions, fetch: Fetch): Ask {
  const lists = createSignedDocuments<RevocationList>({
    area: 'crl',
    keep,
    clock,
    mostBytes: LISTS_IN_MEMORY,
  });
  return async ({ subject, issuer }) => {
    let asked = UNKNOWN;
    for (const { url, point } of listAddresses(subject)) {
      const found = await lists.take({
        key: `${issuer.x509.fingerprint256} ${url}`,
        url,
        fetch: () => fetch({ url, maximumBytes: LARGEST_LIST, timeoutMs: LIST_MS }),
        read: (bytes) => readRevocationList(bytes, issuer),
      });
      const answer = found && (await askRevocationList(found.document, subject, point));
      if (found && answer && answer.state !== 'unknown') {
        return factsOf(found, { method: 'crl', source: url, ...answer });
      }
      asked = { state: 'unknown', method: 'crl', source: url };
    }
    return asked;
  };
}

/** By http and https only: LDAP addresses are skipped. */
function listAddresses({ crlPoints }: CertificateFields) {
  return crlPoints.flatMap((point) => point.filter(isWebAddress).map((url) => ({ url, point }))).slice(0, 4);
}

function createOcspQuestion(
  { keep, clock }: RevocationOptions,
  { fetch, askLists }: { readonly fetch: Fetch; readonly askLists: Ask },
): Ask {
  const replies = createSignedDocuments<OcspReply>({
    area: 'ocsp',
    keep,
    clock,
    mostBytes: REPLIES_IN_MEMORY,
  });
  // By POST: the Base64 of a GET has signs that many servers and proxies change on the way (RFC 6960 appendix A.1).
  const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' };
  return async (link) => {
    let asked = UNKNOWN;
    for (const url of link.subject.ocspUrls.slice(0, 2)) {
      const body = writeOcspRequest(link);
      const found = await replies.take({
        key: `${link.issuer.x509.fingerprint256} ${link.subject.x509.serialNumber} ${url}`,
        url,
        fetch: () =>
          fetch({ url, method: 'POST', body, headers, maximumBytes: LARGEST_REPLY, timeoutMs: REPLY_MS }),
        read: (bytes) => readOcspReply(bytes, link, clock()),
      });
      asked = { state: 'unknown', method: 'ocsp', source: url };
      if (found === undefined || !(await isResponderGood(found.document, link.issuer, askLists))) continue;
      return factsOf(found, { method: 'ocsp', source: url, ...found.document });
    }
    return asked;
  };
}

/** A responder that may itself be revoked is asked about (RFC 6960 §4.2.2.2.1), by list: not by its own word. */
async function isResponderGood({ responder }: OcspReply, issuer: CertificateFields, askLists: Ask) {
  if (responder === undefined) return true;
  return (await askLists({ subject: responder, issuer })).state === 'good';
}

interface Said {
  readonly state: 'good' | 'revoked';
  readonly method: 'crl' | 'ocsp';
  readonly source: string;
  readonly revokedAt?: number | undefined;
}

function factsOf(
  { document, fetchedAt }: DatedDocument<RevocationList | OcspReply>,
  { state, method, source, revokedAt }: Said,
): RevocationFacts {
  const { nextUpdate } = document;
  return {
    state,
    method,
    source,
    checkedAt: instant(fetchedAt),
    ...(nextUpdate === undefined ? {} : { nextUpdate: instant(nextUpdate) }),
    ...(revokedAt === undefined ? {} : { revokedAt: instant(revokedAt) }),
  };
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function noAnswer(url: string): AppError {
  return new AppError('revocation.no-answer', `${new URL(url).host} gave no revocation list or reply.`);
}
