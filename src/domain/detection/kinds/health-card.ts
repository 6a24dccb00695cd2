import type { NumberKind } from '../number-kind.ts';
import { groupOf } from '../stretch.ts';
import { HEALTH_CARD_LABEL } from '../words/number-labels.ts';

/** European health insurance cards (EN 1867): 80, the country's number, the issuer's number; 20 digits. */
export const healthCard: NumberKind = {
  type: 'health_card',
  firsts: [2, 4, 5, 6, 8, 10, 20],
  label: HEALTH_CARD_LABEL,
  labelReach: 80,
  isLabelNeeded: true,
  weights: { labelled: { none: 'high' }, alone: {}, besideOther: {} },
  read: (stretch) => {
    const group = groupOf(stretch, 20);
    if (group === undefined || !group.digits.startsWith('80')) return undefined;
    return { start: stretch.start, end: group.end, form: 'joined', check: 'none', traits: [] };
  },
};
