import { idnr } from '@navikt/fnrvalidator';
import { assert, constantFrom, integer, property, record } from 'fast-check';
import { FinnishSSN } from 'finnish-ssn';
import personnummer from 'personnummer';
import validator from 'validator';
import { isDate, isDayOfYear, passesLuhn, passesMod97 } from '../../../src/domain/detection/checksums.ts';
import { scanText } from '../../../src/domain/detection/scan-text.ts';
import type { FindingType } from '../../../src/domain/finding.ts';

/** Its types describe it as its ES module, Node and jest load the other. */
const Personnummer = 'default' in personnummer ? personnummer.default : personnummer;
const padded = (value: number, length: number): string => String(value).padStart(length, '0');
const digits = (length: number) =>
  integer({ min: 0, max: 10 ** length - 1 }).map((value) => padded(value, length));
const isValid = (type: FindingType, label: string, number: string): boolean =>
  scanText(`${label} ${number}`, { part: 'body', types: [type] }).some(({ reasons }) =>
    reasons.includes('checksum-valid'),
  );

/* Each package is the best known for its number; it judges, we must agree on every number that it can judge. */
describe('the check digits agree with npm packages on', () => {
  it('Luhn numbers (validator)', () => {
    assert(property(digits(14), (number) => passesLuhn(number) === validator.isLuhnNumber(number)));
  });

  it('account numbers (validator)', () => {
    const body = digits(14).map(
      (rest) => `DK${padded(98 - Number(BigInt(`${rest}132000`) % 97n), 2)}${rest}`,
    );
    assert(
      property(body, digits(2), (iban, wrong) => {
        expect(passesMod97(iban)).toBe(validator.isIBAN(iban));
        const other = `DK${wrong}${iban.slice(4)}`;
        if (Number(wrong) > 1 && Number(wrong) < 99) expect(passesMod97(other)).toBe(validator.isIBAN(other));
      }),
    );
    for (const iban of [
      'GB29NWBK60161331926819',
      'MT84MALT011000012345MTLCAST001S',
      'IS140159260076545510730339',
    ])
      expect(passesMod97(iban)).toBe(validator.isIBAN(iban));
  });

  it('Swedish personal and coordination numbers (personnummer)', () => {
    const parts = record({
      year: integer({ min: 1900, max: 2025 }),
      month: integer({ min: 1, max: 12 }),
      // It rejects day 60, where the birth date is only partly known; those are issued.
      day: integer({ min: 1, max: 91 }).filter((day) => day !== 60),
      tail: integer({ min: 1, max: 9999 }),
    });
    assert(
      property(parts, ({ year, month, day, tail }) => {
        const number = `${year}${padded(month, 2)}${padded(day, 2)}${padded(tail, 4)}`;
        expect(isValid('se_personnummer', 'personnummer', number)).toBe(Personnummer.valid(number));
      }),
      { numRuns: 3000 },
    );
  });

  it('Norwegian numbers (@navikt/fnrvalidator)', () => {
    const start = constantFrom(
      '010190',
      '311299',
      '410100',
      '014190',
      '019190',
      '419190',
      '290200',
      '320190',
    );
    assert(
      property(start, digits(5), (date, tail) => {
        expect(isValid('no_fnr', 'fødselsnummer', date + tail)).toBe(idnr(date + tail).status === 'valid');
      }),
      { numRuns: 3000 },
    );
  });

  it('Finnish codes (finnish-ssn)', () => {
    const parts = record({
      day: integer({ min: 1, max: 31 }),
      month: integer({ min: 1, max: 12 }),
      sign: constantFrom('-', 'X', 'Y'),
      serial: integer({ min: 2, max: 999 }),
      check: constantFrom(...'0123456789ABCDEFHJKLMNPRSTUVWXY'),
    });
    assert(
      property(parts, ({ day, month, sign, serial, check }) => {
        const code = `${padded(day, 2)}${padded(month, 2)}71${sign}${padded(serial, 3)}${check}`;
        expect(isValid('fi_hetu', 'hetu', code)).toBe(FinnishSSN.validate(code));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a date', () => {
  it.each([
    [0, 1, false],
    [1, 1, true],
    [31, 1, true],
    [32, 1, false],
    [29, 2, true],
    [30, 2, false],
    [1, 0, false],
    [1, 13, false],
  ])('%i of month %i: %s', (day, month, exists) => {
    expect(isDayOfYear(day, month)).toBe(exists);
  });

  it.each([
    [1900, false],
    [1904, true],
    [2000, true],
    [2001, false],
  ])('29 February %i: %s', (year, exists) => {
    expect(isDate(29, 2, year)).toBe(exists);
  });
});
