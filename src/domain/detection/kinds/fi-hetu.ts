import { isDate } from '../checksums.ts';
import type { NumberKind } from '../number-kind.ts';
import { FI_LABEL } from '../words/number-labels.ts';

const WRITTEN = /^\d{6} ?[-+a-fu-y] ?\d{3}[0-9a-fhj-npr-y](?![0-9a-z])/i;
const LONGEST = 14;
const CHECK_SIGNS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/**
 * Finnish personal identity codes (Digital and Population Data Services Agency; signs of the century since 2023).
 * Individual numbers 900–999 are temporary or for tests and count too.
 */
export const fiHetu: NumberKind = {
  type: 'fi_hetu',
  firsts: [6],
  label: FI_LABEL,
  weights: {
    labelled: { valid: 'high', fails: 'low' },
    alone: { joined: { valid: 'high' } },
    besideOther: { joined: { valid: 'medium' } },
  },
  read: ({ text, start }) => {
    const [whole] = WRITTEN.exec(text.slice(start, start + LONGEST)) ?? [];
    if (whole === undefined) return undefined;
    const code = whole.replace(/ /g, '').toUpperCase();
    const individual = code.slice(7, 10);
    const year = centuryOf(code.charAt(6)) + Number(code.slice(4, 6));
    if (individual < '002' || !isDate(Number(code.slice(0, 2)), Number(code.slice(2, 4)), year))
      return undefined;
    const expected = CHECK_SIGNS.charAt(Number(code.slice(0, 6) + individual) % 31);
    return {
      start,
      end: start + whole.length,
      form: 'joined',
      check: code.charAt(10) === expected ? 'valid' : 'fails',
      traits: [],
    };
  },
};

function centuryOf(sign: string): number {
  if (sign === '+') return 1800;
  return sign >= 'A' && sign <= 'F' ? 2000 : 1900;
}
