import { createSecureContext, rootCertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';
import pLimit from 'p-limit';
import { AppError } from '../app-error.ts';
import { createPort25Watch } from './port-25.ts';
import type { Port25Watch } from './port-25.ts';
import { createPacing } from './probe-pacing.ts';
import type { Pacing } from './probe-pacing.ts';
import { isPublicAddress } from './public-address.ts';
import { visitAddress } from './smtp-visit.ts';
import type { Visited } from './smtp-visit.ts';
import { DECISIVE, weakestAddress } from './weakest-address.ts';
import type { ProbeResult, SeenAddress } from './weakest-address.ts';

/** Asks mail servers how they would take a mail, without sending one. */
export interface MailServerProbe {
  /** Asks one mail server at every address. Never rejects. */
  probe(host: string, addresses: readonly string[], signal: AbortSignal): Promise<ProbeResult>;
}

/** A probe together with its state and connections. */
export interface OpenProbe extends MailServerProbe {
  /** Rejects with an AppError that says why no mail server can be asked from here, if that is so. */
  check(signal: AbortSignal): Promise<void>;
  /** Ends what is under way: a probe outlives the question, but not the service. */
  close(): Promise<void>;
}

export interface ProbeOptions {
  readonly ports: ReadonlyMap<string, number>;
  /** Roots trusted besides Node's own list, in PEM. */
  readonly extraAnchors: readonly string[];
  /** For a host with all its addresses; long enough for a server that lets clients wait for its greeting. */
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
  /** The name said in EHLO. */
  readonly ownName: string;
  /** Milliseconds, by any clock that only goes forward. */
  readonly now?: () => number;
}

/** Addresses of one host that are tried, and how many at once. Those beyond count as not answering. */
const MOST_ADDRESSES = 32;
const ADDRESSES_AT_ONCE = 8;
const USUAL_PORT = 25;
/** A server that is there takes a connection at once, however long it lets clients wait for its greeting. */
const CONNECT_MS = 8000;

interface Tools {
  readonly pacing: Pacing;
  readonly port25: Port25Watch;
  readonly secure: () => SecureContext;
  readonly ownName: string;
  readonly now: () => number;
}

interface Question {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  /** Nobody wants the answer any more. */
  readonly calledOff: AbortSignal;
  /** There is no time left, or nobody wants the answer any more. */
  readonly limit: AbortSignal;
  /** It is asked to find out whether port 25 still is blocked. */
  readonly isTrial: boolean;
}

/** A probe that connects from this machine. It is gentle with who does not answer, and with a network that blocks it. */
export function createSmtpProbe(options: ProbeOptions): OpenProbe {
  const { now = () => performance.now(), ownName } = options;
  const secure = lazyContext(options.extraAnchors);
  const tools = { pacing: createPacing(now), port25: createPort25Watch(now), secure, ownName, now };
  const underWay = new Set<AbortController>();
  return {
    async probe(host, addresses, signal) {
      const port = options.ports.get(host) ?? USUAL_PORT;
      const decided = new AbortController();
      underWay.add(decided);
      const calledOff = AbortSignal.any([signal, decided.signal]);
      const limit = AbortSignal.any([calledOff, AbortSignal.timeout(options.timeoutMs)]);
      const isTrial = tools.port25.takeTrial();
      const visit = async (address: string, index: number): Promise<SeenAddress> => {
        const isAllowed = options.allowPrivate || isPublicAddress(address);
        if (!isAllowed || index >= MOST_ADDRESSES) return { address, outcome: 'unreachable' };
        const question = { host, address, port, calledOff, limit, isTrial };
        const seen = await tools.pacing.inTurn(question, () => ask(question, tools));
        if (DECISIVE.includes(seen.outcome)) decided.abort();
        return { address, ...seen };
      };
      const seen = await pLimit(ADDRESSES_AT_ONCE).map([...new Set(addresses)], visit);
      underWay.delete(decided);
      return weakestAddress(seen, port);
    },
    async check() {
      if (tools.port25.isBlocked()) {
        throw new AppError('probe.blocked', 'The network here lets no connection to port 25 through.');
      }
    },
    async close() {
      for (const probe of underWay) probe.abort();
    },
  };
}

async function ask(question: Question, { pacing, port25, ...tools }: Tools): Promise<Visited['seen']> {
  if (!question.isTrial) {
    if (port25.isBlocked()) return { outcome: 'port-25-blocked' };
    const resting = pacing.restingOutcome(question);
    if (resting !== undefined) return { outcome: resting };
  }
  const since = tools.now();
  const visit = { ...question, ...tools, signal: question.limit, connectMs: CONNECT_MS };
  const { seen, contact } = await visitAddress(visit);
  const { hasNoRoute = false } = seen;
  if (question.calledOff.aborted || contact === 'untried') return seen;
  port25.learn({ ...question, since, hasContact: contact === 'made', hasNoRoute });
  if (contact === 'failed' && port25.isBlocked()) return { ...seen, outcome: 'port-25-blocked' };
  // Where there is no way nobody was bothered, and the way may come back at any time.
  if (!hasNoRoute) pacing.learn(question, seen.outcome);
  return seen;
}

/** Made once: reading the trusted roots takes longer than a whole probe. */
function lazyContext(extraAnchors: readonly string[]): () => SecureContext {
  let context: SecureContext | undefined;
  return () =>
    (context ??= createSecureContext({
      ca: [...rootCertificates, ...extraAnchors],
      minVersion: 'TLSv1.2',
    }));
}
