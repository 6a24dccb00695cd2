import { passesMod97 } from '../checksums.ts';
import type { NumberKind } from '../number-kind.ts';
import { isLetterAt } from '../stretch.ts';
import { IBAN_LABEL } from '../words/number-labels.ts';

/** Country and length (SWIFT IBAN Registry, release 99 of 2024, and the countries that joined since). */
const LENGTHS =
  'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22' +
  'GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MA28MC27MD24ME22MK19' +
  'MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24' +
  'TR26UA29VA22VG24XK20YE30';
const OPENING = /^[^a-z0-9]?[a-z]{2}$/i;
/** Groups of four with a space or hyphen between them are 1.3 times as long. */
const LONGEST = 52;

/** International bank account numbers (ISO 13616): the length is the country's and modulus 97 leaves 1. */
export const iban: NumberKind = {
  type: 'iban',
  firsts: Array.from({ length: 33 }, (_item, index) => index + 2),
  label: IBAN_LABEL,
  weights: {
    labelled: { valid: 'high', fails: 'low' },
    alone: { joined: { valid: 'high' } },
    besideOther: { joined: { valid: 'high' } },
  },
  read: ({ text, start }) => {
    if (!isLetterAt(text, start - 1)) return undefined;
    const begin = start - 2;
    const opening = text.slice(Math.max(0, begin - 1), start);
    if (!OPENING.test(opening)) return undefined;
    const length = lengthOf(text.slice(begin, start).toUpperCase());
    const end = length === 0 ? undefined : endOf(text, begin, length);
    if (end === undefined) return undefined;
    const compact = text.slice(begin, end).replace(/[\s-]/g, '').toUpperCase();
    return { start: begin, end, form: 'joined', check: passesMod97(compact) ? 'valid' : 'fails', traits: [] };
  },
};

function lengthOf(country: string): number {
  for (let at = 0; at < LENGTHS.length; at += 4) {
    if (LENGTHS.startsWith(country, at)) return Number(LENGTHS.slice(at + 2, at + 4));
  }
  return 0;
}

/** Where that many letters and digits end, with single spaces or hyphens between; nothing may follow directly. */
function endOf(text: string, start: number, length: number): number | undefined {
  let count = 0;
  let end = start;
  for (; count < length && end - start < LONGEST; end++) {
    const sign = text.charAt(end);
    if (/[a-z0-9]/i.test(sign)) count++;
    else if (!/[ \n-]/.test(sign) || !/[a-z0-9]/i.test(text.charAt(end - 1))) return undefined;
  }
  return count === length && !/[a-z0-9]/i.test(text.charAt(end)) ? end : undefined;
}
