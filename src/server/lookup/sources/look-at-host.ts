import { daneVerdict, isUsableTlsa } from '../../adapters/dane.ts';
import type { DnsAnswer, Resolver } from '../../adapters/dns.ts';
import type { MailServerProbe } from '../../adapters/smtp-probe.ts';
import { DECISIVE } from '../../adapters/weakest-address.ts';
import type { ProbeResult } from '../../adapters/weakest-address.ts';
import type { Clock } from '../../clock.ts';
import type { Lifetimes } from '../lifetimes.ts';
import type { HostFacts, SeenHost, TlsaFacts } from './judge-server.ts';

/** What is known of a mail server, with its own times: domains that share the server ask at other times. */
export interface DatedHost extends HostFacts {
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  readonly expiresAt: number;
}

export interface LookOptions {
  readonly resolver: Resolver;
  readonly probe: MailServerProbe;
  readonly clock: Clock;
  readonly lifetimes: Lifetimes;
}

type Found = Extract<DnsAnswer<string>, { kind: 'found' }>;
/** The TLSA records of a host, and the name that they stand at. */
interface FoundTlsa extends TlsaFacts {
  readonly base: string;
  readonly ttlSeconds?: number;
}

/** At least two labels, the last not a number (RFC 5321 §2.3.5, RFC 3696 §2). */
const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** The port that mail is delivered to; TLSA records are named by it. */
const SMTP_PORT = 25;
/** Two or four are usual; what is beyond neither confirms a certificate nor fills the memory. */
const MOST_RECORDS = 32;

/** Finds out everything about one mail server that does not depend on the domain it is asked about for. */
export async function lookAtHost(
  { resolver, probe, clock, lifetimes }: LookOptions,
  host: string,
  signal: AbortSignal,
): Promise<DatedHost> {
  // What another name means is for each sender to say, and some deliver there: it is not as a server that is not there.
  const addresses: DnsAnswer<string> = HOST_NAME.test(host)
    ? await resolver.addresses(host, signal)
    : { kind: 'failed' };
  if (addresses.kind !== 'found') {
    const isBogus = addresses.kind === 'bogus';
    const isResolved = !isBogus && addresses.kind !== 'failed';
    const checkedAt = clock().getTime();
    const expiresAt = checkedAt + lifetimes[isResolved ? 'negative' : 'failed'];
    return { isResolved, isBogus, checkedAt, expiresAt };
  }
  const [{ base, ttlSeconds, ...tlsa }, { chains, ...seen }] = await Promise.all([
    findTlsa(resolver, { host, addresses }, signal),
    probe.probe(host, addresses.records, signal),
  ]);
  const now = clock();
  const dane = judgeChains(tlsa, chains, { names: [base, host], now });
  const isResolved = addresses.isPartial !== true;
  const facts = {
    isResolved,
    probe: seen,
    tlsa,
    ...(dane === undefined ? {} : { dane }),
    ...(dane === 'mismatch' && chains !== undefined ? { chains } : {}),
  };
  const times = [addresses.ttlSeconds, ttlSeconds].map((seconds = Infinity) => seconds * 1000);
  const checkedAt = now.getTime();
  const holdsUntil = checkedAt + Math.min(lifetimes[kindOf(facts)], ...times);
  return { ...facts, checkedAt, expiresAt: Math.min(holdsUntil, endOf(seen, checkedAt)) };
}

/** RFC 7672 §3.2.2: under a named authority the certificate may also be for the domain that the mail goes to. */
export function judgeForDomain<T extends SeenHost>(facts: T, domain: string, now: Date): T {
  const { host, tlsa, dane, chains } = facts;
  if (tlsa === undefined || dane !== 'mismatch') return facts;
  const again = judgeChains(tlsa, chains, { names: [host, domain], now });
  return again === 'match' ? { ...facts, dane: again } : facts;
}

/**
 * Asked only where the addresses are signed: some who do not sign fail at questions for TLSA (RFC 7672 §2.1.2). Where
 * the host is an alias, the name behind it comes first (§2.2.2). What is not signed says nothing.
 */
async function findTlsa(
  resolver: Resolver,
  { host, addresses }: { readonly host: string; readonly addresses: Found },
  signal: AbortSignal,
): Promise<FoundTlsa> {
  if (!addresses.isAuthenticated) return { outcome: 'not-signed', records: [], base: host };
  for (const base of new Set([addresses.canonicalName ?? host, host])) {
    const answer = await resolver.tlsa(base, SMTP_PORT, signal);
    if (answer.kind === 'failed' || answer.kind === 'bogus') return { outcome: 'failed', records: [], base };
    if (answer.kind !== 'found' || !answer.isAuthenticated) continue;
    const { ttlSeconds } = answer;
    const records = answer.records.slice(0, MOST_RECORDS);
    const outcome = records.some(isUsableTlsa) ? 'usable' : 'unusable';
    return { outcome, records, base, ...(ttlSeconds === undefined ? {} : { ttlSeconds }) };
  }
  return { outcome: 'none', records: [], base: host };
}

/** Mail may go to any address of a host, so that each one must show what the records name. */
function judgeChains(
  { outcome, records }: TlsaFacts,
  chains: ProbeResult['chains'] = [],
  context: Parameters<typeof daneVerdict>[2],
): HostFacts['dane'] {
  if (outcome !== 'usable' || chains.length === 0) return undefined;
  const isMatch = chains.every((chain) => daneVerdict(records, chain, context) === 'match');
  return isMatch ? 'match' : 'mismatch';
}

function kindOf({ probe, isResolved, tlsa, dane }: HostFacts): keyof Lifetimes {
  if (probe !== undefined && DECISIVE.includes(probe.outcome)) return 'negative';
  if (!isResolved || probe?.unanswered !== undefined || tlsa?.outcome === 'failed') return 'failed';
  if (dane !== undefined) return dane === 'match' ? 'positive' : 'negative';
  return probe?.outcome === 'tls-verified' ? 'positive' : 'negative';
}

/** A certificate that ends soon is looked at again then; one that has ended holds by TLSA alone, or not at all. */
function endOf({ certificate }: ProbeResult, now: number): number {
  const end = certificate === undefined ? Infinity : Date.parse(certificate.notAfter);
  return end > now ? end : Infinity;
}
