import { formatAddress } from '../../domain/address.ts';
import type { AddressProblem, AddressResult, MailAddress } from '../../domain/address.ts';
import { unanswerable } from '../../domain/recipient-facts.ts';
import { unknownClassification } from '../../domain/transport.ts';
import type { Reason } from '../../domain/transport.ts';
import { parseAnyAddress } from '../adapters/international-domain.ts';
import { createAnswerMemory } from './answer-memory.ts';
import type { AnswerMemory } from './answer-memory.ts';
import { answered, readdress } from './classification.ts';
import type { Answered } from './classification.ts';
import { explainLookUp } from './explain.ts';
import type { Trail } from './explain.ts';
import type { KeptReply } from './kept-reply.ts';
import { answerFrom, askAll } from './one-look-up.ts';
import type { LookupDeps, LookupOptions, LookupRecipient } from './one-look-up.ts';

export interface Lookups {
  /** Never rejects and always ends by the deadline: what could not be found out is `unknown` with its reason. */
  classify(recipient: LookupRecipient, options: LookupOptions): Promise<Answered>;
  /** The answer that is kept for this very spelling, if there is one; costs next to nothing. */
  recall(recipient: LookupRecipient): Answered | undefined;
  /** The whole reply to the very same question, as long as all of its answers hold. */
  recallReply(question: string): KeptReply | undefined;
  keepReply(question: string, reply: Buffer, answers: readonly Answered[]): void;
  /** The same answer as `classify` gives, with every step that led to it. */
  explain(recipient: LookupRecipient, options: LookupOptions): Promise<Trail>;
}

/** Answers that are looked up anew before they end, at a time; others are when they are next asked for. */
const MOST_RENEWALS = 64;

/** Answers how mail would travel to a recipient, from memory where an answer still holds. */
export function createLookups(deps: LookupDeps): Lookups {
  const { clock, elapsed, listVersion } = deps;
  const memory = createAnswerMemory({ now: () => clock().getTime(), elapsed, listVersion });
  const lookUp = async (raw: string, address: MailAddress, options: LookupOptions): Promise<Found> => {
    const version = await memory.followLists();
    const answers = await askAll(address, { deps, options });
    const answer = answerFrom(raw, address, { deps, answers });
    // What a deadline cut off is not kept: the sources may know more by the time of the next question.
    const isWhole = !options.signal.aborted && !answers.some(({ isCut }) => isCut === true);
    return { answer, mayKeep: isWhole && memory.isCurrent(version) };
  };
  const renew = createRenewal({ deps, memory, lookUp });
  return {
    recall: ({ address, isDistributionList = false }) =>
      isDistributionList ? undefined : memory.recall(address),
    recallReply: memory.recallReply,
    keepReply: memory.keepReply,
    async classify(recipient, options) {
      const parsed = parseAnyAddress(recipient.address);
      const refused = refusal(recipient, parsed);
      if (refused !== undefined || !parsed.ok) return answerWithout(recipient, refused, deps);
      await memory.followLists();
      const key = formatAddress(parsed.address);
      const known = options.refresh === true ? undefined : memory.get(key);
      if (known !== undefined) {
        renew(known, parsed.address);
        return memory.remember(readdress(known, recipient.address));
      }
      const { answer, mayKeep } = await lookUp(recipient.address, parsed.address, options);
      return mayKeep ? memory.keep(key, answer) : answer;
    },
    async explain(recipient, options) {
      const parsed = parseAnyAddress(recipient.address);
      const refused = refusal(recipient, parsed);
      if (refused === undefined && parsed.ok) {
        return explainLookUp(recipient.address, parsed.address, { deps, options });
      }
      const { recipient: classification } = answerWithout(recipient, refused, deps);
      return { address: recipient.address, steps: [], classification };
    },
  };
}

interface Found {
  readonly answer: Answered;
  readonly mayKeep: boolean;
}

interface RenewalParts {
  readonly deps: LookupDeps;
  readonly memory: AnswerMemory;
  readonly lookUp: (raw: string, address: MailAddress, options: LookupOptions) => Promise<Found>;
}

/** What is used in the last part of its life is looked up anew, so that the next who asks need not wait. */
function createRenewal({ deps, memory, lookUp }: RenewalParts) {
  const renewing = new Set<string>();
  const now = () => deps.clock().getTime();
  const renew = async (key: string, known: Answered, address: MailAddress) => {
    const options = { signal: new AbortController().signal, outlasting: known.endsAt };
    const found = await lookUp(known.recipient.address, address, options);
    // What could not be renewed holds until its end all the same, and is tried again in a while.
    const next = found.mayKeep ? found.answer : known;
    const renewsAt = Math.max(next.renewsAt, now() + deps.lifetimes.failed);
    if (memory.get(key) === known) memory.keep(key, { ...next, renewsAt });
  };
  return (known: Answered, address: MailAddress): void => {
    const key = formatAddress(address);
    if (known.renewsAt > now() || renewing.has(key) || renewing.size >= MOST_RENEWALS) return;
    renewing.add(key);
    const end = () => renewing.delete(key);
    renew(key, known, address).then(end, end);
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
  return answered(unknownClassification(address, reason ?? 'look-up-failed', at), deps.policy);
}
