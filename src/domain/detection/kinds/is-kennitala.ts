import { isDate } from '../checksums.ts';
import type { NumberKind } from '../number-kind.ts';
import { groupOf } from '../stretch.ts';
import { IS_LABEL } from '../words/number-labels.ts';
import { formOf } from './dk-cpr.ts';

const CENTURY: Readonly<Record<string, number>> = { '8': 1800, '9': 1900, '0': 2000 };

/**
 * Icelandic kennitala (Registers Iceland): no check digit since 18 February 2026, so that only a label tells it from a
 * CPR number. Companies have day + 40 and are not persons.
 */
export const isKennitala: NumberKind = {
  type: 'is_kennitala',
  firsts: [2, 6, 10],
  label: IS_LABEL,
  isLabelNeeded: true,
  weights: { labelled: { none: 'high' }, alone: {}, besideOther: {} },
  read: (stretch) => {
    const group = groupOf(stretch, 10);
    const form = group === undefined ? undefined : formOf(group);
    if (group === undefined || form === undefined) return undefined;
    const { digits, end } = group;
    const century = CENTURY[digits.charAt(9)];
    if (century === undefined) return undefined;
    const year = century + Number(digits.slice(4, 6));
    if (!isDate(Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), year)) return undefined;
    return { start: stretch.start, end, form, check: 'none', traits: [] };
  },
};
