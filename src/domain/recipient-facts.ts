import { addressKey, domainOf } from './address.ts';
import type { RawAddress } from './address.ts';
import type { RecipientFacts } from './decision.ts';
import type { DraftRecipient } from './draft.ts';
import type { SendPolicy } from './policy.ts';
import { unknownClassification } from './transport.ts';
import type { Classification, Reason } from './transport.ts';

/** The moment of an answer and the moment it stops holding; ISO 8601 in UTC. */
export interface Validity {
  readonly checkedAt: string;
  readonly expiresAt: string;
}

type Recipient = Pick<DraftRecipient, 'field' | 'address' | 'isDistributionList'>;
type Recipients = { readonly recipients: readonly Recipient[]; readonly isTruncated: boolean };

/** The addresses that a look-up can say something about, each once, as first written. */
export function addressesToLookUp({ recipients }: Pick<Recipients, 'recipients'>): readonly RawAddress[] {
  const seen = new Map<string, RawAddress>();
  for (const recipient of recipients) {
    const key = addressKey(recipient.address);
    if (unanswerable(recipient) === undefined && !seen.has(key)) seen.set(key, recipient.address);
  }
  return [...seen.values()];
}

/**
 * Joins recipients with the answers about them (keys: `addressKey`). None is skipped: a list, a blank address, a missing
 * answer and the recipients that Outlook did not show are `unknown`, each with its reason.
 */
export function recipientFacts(
  draft: Recipients,
  answers: ReadonlyMap<string, Classification>,
  missing: Validity & { readonly reason: Reason },
): readonly RecipientFacts[] {
  const facts = draft.recipients.map((recipient): RecipientFacts => {
    const reason = unanswerable(recipient);
    const answer = reason === undefined ? answers.get(addressKey(recipient.address)) : undefined;
    const classification =
      answer ?? unknownClassification(recipient.address, reason ?? missing.reason, validity(missing));
    return { recipient: { field: recipient.field, address: recipient.address }, classification };
  });
  if (!draft.isTruncated) return facts;
  const unseen = unknownClassification('', 'recipients-truncated', validity(missing));
  return [...facts, { recipient: { field: 'to', address: '' }, classification: unseen }];
}

/** What can be said without the service: internal by the last policy seen, nothing about all others. */
export function answersWithoutService(
  draft: Pick<Recipients, 'recipients'>,
  policy: SendPolicy | undefined,
  when: Validity,
): ReadonlyMap<string, Classification> {
  const answers = new Map<string, Classification>();
  const { domains = [], studentDomains = [] } = policy?.organisation ?? {};
  for (const address of addressesToLookUp(draft)) {
    const domain = domainOf(address);
    const isStudent = studentDomains.includes(domain);
    if (!isStudent && !domains.includes(domain)) continue;
    answers.set(addressKey(address), {
      address,
      transport: 'internal',
      consumer: false,
      assurance: 'organisational',
      reasons: [isStudent ? 'student-domain' : 'own-domain'],
      evidence: [{ kind: 'own-domain', domain }],
      ...validity(when),
    });
  }
  return answers;
}

/** Why no look-up can say anything about a recipient; undefined when one can. */
export function unanswerable({
  address,
  isDistributionList,
}: Pick<Recipient, 'address' | 'isDistributionList'>): Reason | undefined {
  if (address.trim() === '') return 'address-blank';
  return isDistributionList ? 'distribution-list' : undefined;
}

function validity({ checkedAt, expiresAt }: Validity): Validity {
  return { checkedAt, expiresAt };
}
