import { passesLuhn } from '../checksums.ts';
import type { Form, NumberKind } from '../number-kind.ts';
import type { Group, Stretch } from '../stretch.ts';
import { CARD_LABEL } from '../words/number-labels.ts';

/**
 * First digits and lengths by scheme: Visa (with Visa/Dankort 4571), Mastercard, Dankort 5019, Maestro and Forbrugsforeningen,
 * American Express, Diners, Discover, JCB, UnionPay (issuers' public ranges, ISO/IEC 7812).
 */
const SCHEMES: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [16, 19, 13]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^(?:5019|600722)/, [16]],
  [/^(?:5018|5020|5038|5[68]|6304|67)/, [12, 13, 14, 15, 16, 17, 18, 19]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-59]|[689])/, [14, 16]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^62/, [16, 17, 18, 19]],
];
const SHORTEST = 12;
const FORMS: Readonly<Record<string, Form>> = {
  '16': 'plain',
  '15': 'plain',
  '14': 'plain',
  '4-4-4-4': 'joined',
  '4-6-5': 'joined',
  '4-6-4': 'joined',
  '4-4-4-4-3': 'joined',
};

/** Payment cards: a known scheme and Luhn. Serial numbers of telephones pass too, so odd lengths need a label. */
export const card: NumberKind = {
  type: 'card',
  firsts: [4, 5, 6, 8, 12, 13, 14, 15, 16, 17, 18, 19],
  label: CARD_LABEL,
  weights: {
    labelled: { valid: 'high', fails: 'low' },
    alone: { joined: { valid: 'high' }, plain: { valid: 'medium' } },
    besideOther: { joined: { valid: 'medium' } },
  },
  read: (stretch) => {
    const group = cardGroup(stretch);
    if (group === undefined) return undefined;
    const check = passesLuhn(group.digits) ? 'valid' : 'fails';
    return { start: stretch.start, end: group.end, form: FORMS[group.shape] ?? 'odd', check, traits: [] };
  },
};

/** The longest group that a scheme knows; one that passes Luhn goes first. */
function cardGroup({ groups }: Stretch): Group | undefined {
  if (!groups.some(({ digits }) => digits.length >= SHORTEST)) return undefined;
  const known = groups.filter(
    ({ digits, gaps }) => digits.length >= SHORTEST && /^[- ]*$/.test(gaps) && isKnown(digits),
  );
  return known.find(({ digits }) => passesLuhn(digits)) ?? known[known.length - 1];
}

function isKnown(digits: string): boolean {
  return SCHEMES.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits));
}
