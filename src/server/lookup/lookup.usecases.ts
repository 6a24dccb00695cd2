import { LRUCache } from 'lru-cache';
import type { ClassifiedRecipient } from '../../contract/read-classification.ts';
import { formatAddress } from '../../domain/address.ts';
import type { AddressProblem, AddressResult, MailAddress } from '../../domain/address.ts';
import { permissionFor } from '../../domain/permission.ts';
import type { SendPolicy } from '../../domain/policy.ts';
import { unanswerable } from '../../domain/recipient-facts.ts';
import { chooseTransport, unknownClassification } from '../../domain/transport.ts';
import type { Classification, Reason } from '../../domain/transport.ts';
import { parseAnyAddress } from '../adapters/international-domain.ts';
import type { FindConsumerDomain } from '../adapters/consumer-domains.ts';
import type { Clock } from '../clock.ts';
import { askSources } from './ask-sources.ts';
import type { KeptSource, Lifetimes, TimedAnswer } from './kept-source.ts';

export interface LookupRecipient {
  readonly address: string;
  readonly isDistributionList?: boolean;
}

export interface LookupOptions {
  readonly signal: AbortSignal;
  /** Asks the sources again instead of using what is kept. */
  readonly refresh?: boolean;
  /** Milliseconds for this recipient; default: the service's. */
  readonly deadlineMs?: number;
}

/** A classification with its JSON line in UTF-8, so that a kept answer is not written out again for each request. */
export interface Answered {
  readonly recipient: ClassifiedRecipient;
  readonly line: Buffer;
}

export interface Lookups {
  /** Never rejects and always ends by the deadline: what could not be found out is `unknown` with its reason. */
  classify(recipient: LookupRecipient, options: LookupOptions): Promise<Answered>;
  /** The answer that is kept for this very spelling, if there is one; costs next to nothing. */
  recall(recipient: LookupRecipient): Answered | undefined;
}

export interface LookupDeps {
  /** In their order of preference. */
  readonly sources: readonly KeptSource[];
  readonly findConsumerDomain: FindConsumerDomain;
  readonly policy: SendPolicy;
  readonly clock: Clock;
  readonly lifetimes: Lifetimes;
  readonly deadlineMs: number;
  /** Changes when the lists behind local sources change; kept answers made from the old ones are forgotten then. */
  readonly listVersion: () => Promise<string>;
}

const MOST_KEPT = 50_000;
/** How long the version of the lists is taken for granted, milliseconds. */
const VERSION_MS = 500;

/** Answers how mail would travel to a recipient, from memory where an answer still holds. */
export function createLookups(deps: LookupDeps): Lookups {
  const kept = new LRUCache<string, Answered>({
    max: MOST_KEPT,
    ttl: 1,
    ttlResolution: 0,
    perf: { now: () => deps.clock().getTime() },
  });
  let version = '';
  let versionSeenAt = 0;
  const followLists = async () => {
    const current = await deps.listVersion();
    if (current !== version) kept.clear();
    version = current;
    versionSeenAt = performance.now();
    return current;
  };
  const remember = (answered: Answered) => {
    const { address, expiresAt } = answered.recipient;
    const ttl = Date.parse(expiresAt) - deps.clock().getTime();
    if (ttl > 0) kept.set(spelling(address), answered, { ttl });
    return answered;
  };
  return {
    recall: ({ address, isDistributionList = false }) => {
      if (isDistributionList || performance.now() - versionSeenAt > VERSION_MS) return undefined;
      const known = kept.get(spelling(address));
      return known?.recipient.address === address ? known : undefined;
    },
    async classify(recipient, options) {
      const parsed = parseAnyAddress(recipient.address);
      const refused = refusal(recipient, parsed);
      if (refused !== undefined || !parsed.ok) return answerWithout(recipient, refused, deps);
      const current = await followLists();
      const key = formatAddress(parsed.address);
      const known = options.refresh === true ? undefined : kept.get(key);
      if (known !== undefined) return remember(readdress(known, recipient.address));
      const answers = await lookUp(parsed.address, { deps, options });
      const classification = classificationFrom(recipient.address, parsed.address, { answers, deps });
      const answered = withJson(classification, deps.policy);
      const ttl = Date.parse(classification.expiresAt) - deps.clock().getTime();
      // What a deadline cut off is not kept: the sources may know more by the time of the next question.
      const isWhole = !options.signal.aborted && !answers.some(({ isCut }) => isCut === true);
      if (ttl <= 0 || version !== current || !isWhole) return answered;
      kept.set(key, answered, { ttl });
      return remember(answered);
    },
  };
}

interface Context {
  readonly deps: LookupDeps;
  readonly options: LookupOptions;
}

async function lookUp(address: MailAddress, { deps, options }: Context): Promise<readonly TimedAnswer[]> {
  const { signal, refresh = false, deadlineMs = deps.deadlineMs } = options;
  const deadline = AbortSignal.timeout(deadlineMs);
  return askSources(deps.sources, address, { signal, deadline, refresh });
}

function classificationFrom(
  address: string,
  { domain }: MailAddress,
  { answers, deps }: { answers: readonly TimedAnswer[]; deps: LookupDeps },
): Classification {
  const chosen = chooseTransport(answers.map(({ answer }) => answer));
  const consumer = deps.findConsumerDomain(domain);
  const now = deps.clock().getTime();
  const isUnknown = chosen.transport === 'unknown';
  const expiresAt = Math.min(
    ...answers.map((answer) => answer.expiresAt),
    ...(isUnknown ? [now + deps.lifetimes.failed] : []),
  );
  return {
    address,
    transport: chosen.transport,
    consumer: consumer !== undefined,
    assurance: chosen.assurance,
    reasons: [
      ...new Set([...chosen.reasons, ...(consumer === undefined ? [] : (['consumer-mail'] as const))]),
    ],
    evidence: [
      ...chosen.evidence,
      ...(consumer === undefined ? [] : [{ kind: 'consumer-domain', ...consumer } as const]),
    ],
    checkedAt: new Date(Math.min(...answers.map((answer) => answer.checkedAt))).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

const REFUSALS: Readonly<Record<AddressProblem, Reason>> = {
  blank: 'address-blank',
  'not-ascii-domain': 'domain-not-ascii',
  'mixed-scripts': 'domain-mixed-scripts',
  'ip-address': 'domain-is-ip-address',
  'no-at-sign': 'address-invalid',
  'bad-local-part': 'address-invalid',
  'bad-domain': 'address-invalid',
  'too-long': 'address-invalid',
};

/** Recipients that no source can be asked about: they get their reason, and are never left out. */
function refusal(
  { address, isDistributionList = false }: LookupRecipient,
  parsed: AddressResult,
): Reason | undefined {
  const reason = unanswerable({ address, isDistributionList });
  return reason ?? (parsed.ok ? undefined : REFUSALS[parsed.problem]);
}

function answerWithout({ address }: LookupRecipient, reason: Reason | undefined, deps: LookupDeps): Answered {
  const now = deps.clock().getTime();
  const at = {
    checkedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + deps.lifetimes.negative).toISOString(),
  };
  return withJson(unknownClassification(address, reason ?? 'look-up-failed', at), deps.policy);
}

function withJson(classification: Classification, policy: SendPolicy): Answered {
  const { address, transport, consumer, ...rest } = classification;
  const recipient: ClassifiedRecipient = {
    address,
    transport,
    consumer,
    personalData: permissionFor(classification, policy),
    ...rest,
  };
  return { recipient, line: Buffer.from(`${JSON.stringify(recipient)}\n`) };
}

/** Key of an answer by the text that was asked about; no address begins with a space. */
function spelling(address: string): string {
  return ` ${address}`;
}

/** The answer names the address as it was asked for, however it was written when the answer was made. */
function readdress(answered: Answered, address: string): Answered {
  if (answered.recipient.address === address) return answered;
  const recipient = { ...answered.recipient, address };
  return { recipient, line: Buffer.from(`${JSON.stringify(recipient)}\n`) };
}
