import { domainOf } from './address.ts';
import { countryOf, transferZone } from './countries.ts';
import type { TransferZone } from './countries.ts';
import type { DecisionFacts, RecipientFacts } from './decision.ts';

/** What to think of before personal data leaves (A13), in the order in which it is told. */
export const CONSIDERATIONS = [
  'legal-basis',
  'transfer-third',
  'transfer-adequate',
  'transfer-eea',
  'processing-agreement',
] as const;
export type Consideration = (typeof CONSIDERATIONS)[number];

const ZONES: Readonly<Partial<Record<Consideration, TransferZone>>> = {
  'transfer-third': 'third',
  'transfer-adequate': 'adequate',
  'transfer-eea': 'eea',
};

/** Those that apply to the recipients of one draft, and the countries abroad that they go to. */
export function considerationsFor(facts: Pick<DecisionFacts, 'recipients' | 'policy'>): {
  readonly considerations: readonly Consideration[];
  readonly countries: readonly string[];
} {
  const countries = [...new Set(facts.recipients.flatMap((item) => countryAbroad(item, facts) ?? []))];
  const zones = countries.map(transferZone);
  const applies = (kind: Consideration): boolean => {
    const zone = ZONES[kind];
    return zone === undefined || zones.includes(zone);
  };
  return { considerations: CONSIDERATIONS.filter(applies), countries };
}

/** The country of a recipient outside the organisation's own, told by the domain's ending and never guessed (A13). */
export function countryAbroad(
  { recipient, classification }: RecipientFacts,
  { policy }: Pick<DecisionFacts, 'policy'>,
): string | undefined {
  if (classification.transport === 'internal') return undefined;
  const { domains, country = countryOf(domains[0] ?? '') } = policy.organisation;
  const theirs = countryOf(domainOf(recipient.address));
  return theirs === country ? undefined : theirs;
}
