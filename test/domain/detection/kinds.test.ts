import { scanText } from '../../../src/domain/detection/scan-text.ts';
import { FINDING_TYPES } from '../../../src/domain/finding.ts';
import type { FindingType } from '../../../src/domain/finding.ts';

const NUMBERS = FINDING_TYPES.filter((type) => type !== 'context');
const scan = (text: string, types: readonly FindingType[] = NUMBERS) =>
  scanText(text, { part: 'body', types });
const found = (text: string): string =>
  scan(text)
    .map(({ type, confidence }) => `${type} ${confidence}`)
    .join(', ');

const only = (type: FindingType, text: string): string =>
  scan(text, [type])
    .map((finding) => `${finding.type} ${finding.confidence}`)
    .join(', ');

/* Test numbers: Skatteverket 238/239 and 980/981, Tenor month + 80, DVV 900–999, SWIFT registry, gateways' cards. */
describe('a Swedish number', () => {
  it.each([
    ['personnummer 19811228-9874', 'se_personnummer high'],
    ['pnr 811228-9874', 'se_personnummer high'],
    ['p.nr 8112289874', 'se_personnummer high'],
    ['Gäller 811228-9874', 'se_personnummer high'],
    ['Gäller 19811228-9874', 'se_personnummer high'],
    ['Gäller 198112289874', 'se_personnummer medium'],
    ['Gäller 811228 9874', 'se_personnummer medium'],
    ['Gäller 8112289874', 'se_personnummer medium'],
    ['född 811228+9874', 'se_personnummer high'],
    ['samordningsnummer 701063-2391', 'se_personnummer high'],
    ['samordningsnummer 700063-2393', 'se_personnummer high'],
    ['samordningsnummer 701060-2394', 'se_personnummer high'],
    ['Gäller 7010632391', 'se_personnummer low'],
    ['personnummer 811228-9873', 'se_personnummer low'],
    ['personnummer 1981-12-28-9874', 'se_personnummer high'],
    ['telefon 811228-9874', 'se_personnummer low'],
    ['Gäller 311219-2020', 'se_personnummer low'],
    ['Gäller 010120-2021', ''],
    ['personnummer 311219-2020', 'se_personnummer high'],
    ['Periode 010120-2021 og 311219-2020', ''],
    ['Från 311219-2020 till 010121-2025', ''],
    ['Gäller 811228/9874', ''],
    ['Gäller 811228-9873', ''],
    ['Gäller 19811328-9874', ''],
    ['Gäller 17811228-9874', ''],
    ['org.nr 556012-5790', ''],
    ['personnummer 811228-0004', ''],
    ['OCR 8112289874', ''],
  ])('in "%s": %s', (text, expected) => {
    expect(only('se_personnummer', text)).toBe(expected);
  });

  it('is none where it is a point in time', () => {
    const passing = [...Array(60).keys()].map((minute) => `2026112614${String(minute).padStart(2, '0')}`);
    expect(passing.flatMap((time) => scan(`Startet ${time}`))).toEqual([]);
  });
});

describe('a Norwegian number', () => {
  it.each([
    ['fødselsnummer 15829598059', 'no_fnr high'],
    ['Gjelder 15829598059', 'no_fnr medium'],
    ['Gjelder 158295 98059', 'no_fnr high'],
    ['fnr 158295-98059', 'no_fnr high'],
    ['fødselsnummer 15829598058', 'no_fnr low'],
    ['fødselsnummer 158295 980 59', 'no_fnr high'],
    ['konto 15829598059', ''],
    ['Gjelder 15829598058', ''],
    ['fødselsnummer 95829598059', ''],
    ['fødselsnummer 15 82 95 980 59', 'no_fnr high'],
    ['fødselsnummer 158295\n98059', 'no_fnr high'],
  ])('in "%s": %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  it('of the form from 2032 counts where it is named, not otherwise', () => {
    const tails = [...Array(100).keys()].map((tail) => `158295980${String(tail).padStart(2, '0')}`);
    const named = tails.filter((number) => found(`fødselsnummer ${number}`) === 'no_fnr high');
    const bare = tails.filter((number) => found(`Gjelder ${number}`) === 'no_fnr medium');
    expect(named.length).toBeGreaterThan(bare.length);
    expect(bare).toEqual(['15829598059']);
  });
});

describe('a Finnish code', () => {
  it.each([
    ['hetu 131052-308T', 'fi_hetu high'],
    ['Asiakas 131052-308T soitti', 'fi_hetu high'],
    ['asiakas 131052-308t', 'fi_hetu high'],
    ['Asiakas 131052+308T', 'fi_hetu high'],
    ['Asiakas 131052Y308T', 'fi_hetu high'],
    ['Asiakas 010305A900C', 'fi_hetu high'],
    ['Asiakas 010305 F 900C', 'fi_hetu high'],
    ['hetu 131052-308U', 'fi_hetu low'],
    ['Asiakas 131052-308U', ''],
    ['hetu 131052-001F', ''],
    ['hetu 321052-308T', ''],
    ['puh 131052-308T', 'fi_hetu medium'],
  ])('in "%s": %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('an Icelandic number', () => {
  it.each([
    ['kennitala 010130-2129', 'is_kennitala high'],
    ['kt. 0101302129', 'is_kennitala high'],
    ['kennitala 410130-2129', ''],
    ['kennitala 010130-2127', ''],
    ['kennitala 320130-2129', ''],
  ])('in "%s": %s', (text, expected) => {
    expect(only('is_kennitala', text)).toBe(expected);
  });

  it('wins over a Danish one by its label alone', () => {
    expect(found('kennitala 010130-2129')).toBe('is_kennitala high');
    expect(scan('kennitala 010130-2129')[0]?.otherTypes).toContain('dk_cpr');
    expect(found('Vedr. 010130-2129')).toMatch(/^dk_cpr/);
  });
});

describe('an account number', () => {
  it.each([
    ['DK5000400440116243', 'iban high'],
    ['IBAN: DK50 0040 0440 1162 43 hos banken', 'iban high'],
    ['dk50 0040 0440 1162 43', 'iban high'],
    ['GB29 NWBK 6016 1331 9268 19', 'iban high'],
    ['NO9386011117947.', 'iban high'],
    ['IBAN DK50 0040 0440 1162 44', 'iban low'],
    ['DK5000400440116244', ''],
    ['XX5000400440116243', ''],
    ['ADK5000400440116243', ''],
    ['DK50004004401162431', ''],
    ['DK50 0040 0440', ''],
    ['DK50--0040-0440-1162-43', ''],
    ['DK50#0040044011624', ''],
  ])('in "%s": %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('a card number', () => {
  it.each([
    ['Betalt med 4111 1111 1111 1111', 'card high'],
    ['Betalt med 4111111111111111', 'card medium'],
    ['Dankort 5019 5555 4444 5555', 'card high'],
    ['Kort 3782 822463 10005', 'card high'],
    ['kortnummer 4111 1111 1111 1112', 'card low'],
    ['kortnummer 411111 1111111111', 'card high'],
    ['ordre 4111 1111 1111 1111', 'card medium'],
    ['ordre 4111111111111111', ''],
    ['Betalt med 4111 1111 1111 1112', ''],
    ['IMEI 490154203237518', ''],
    ['Betalt med 9111 1111 1111 1111', ''],
    ['Betalt med 4111.1111.1111.1111', ''],
  ])('in "%s": %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('a passport or health card', () => {
  it.each([
    ['pasnummer 205123456', 'passport high'],
    ['Pas nr. 205123456', 'passport high'],
    ['passport no AB1234567', 'passport high'],
    ['passnummer 81234567', 'passport high'],
    ['Passport number: 205123456', 'passport high'],
    ['Passet har nr. 208679410', 'passport high'],
    ['Passets nummer er 208679410', 'passport high'],
    ['pasnr 208679410', 'passport high'],
    ['Pas: 208679410', 'passport high'],
    ['Mit pas er 208679410', 'passport high'],
    ['Hans pas 208679410', 'passport high'],
    ['208679410 (pas)', 'passport high'],
    ['Navn\tPas\nAnna\t208679410', 'passport high'],
    ['Pas\t208679410', 'passport high'],
    ['Hent boarding pass 12345678', ''],
    ['Hent boarding pass no. 12345678', ''],
    ['Bus pass no. 12345678', ''],
    ['Ski-pas nr. 12345678', ''],
    ['fint pas 20304050', ''],
    ['Husk pas. Tlf. 20304050', ''],
    ['Husk pasnr. Tlf. 20304050', ''],
    ['Pasnummer kommer, mobil 20304050', ''],
    ['205123456', ''],
    ['pasnummer 2051234', ''],
    ['pasnummer ABCD12345', ''],
    ['pasnummer ABC1234567', ''],
    ['sygesikringskort 80208000001234567890', 'health_card high'],
    ['EHIC 80208 00000 12345 67890', 'health_card high'],
    ['80208000001234567890', ''],
    ['EHIC 70208000001234567890', ''],
  ])('in "%s": %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});

describe('a number that may be of two kinds', () => {
  /* 101218-2380 passes modulus 11 as a CPR number and Luhn as a personnummer. */
  const both = '101218-2380';

  it('is one finding, with the other kind kept', () => {
    expect(scan(`Vedr. ${both}`).map(({ type, otherTypes }) => [type, otherTypes])).toEqual([
      ['dk_cpr', ['se_personnummer']],
    ]);
  });

  it('goes by the language around it', () => {
    expect(found(`Jag vill inte att ni skickar ${both} till någon`)).toMatch(/^se_personnummer/);
    expect(found(`Jeg vil ikke sende ${both} til nogen af dem`)).toMatch(/^dk_cpr/);
  });

  it('goes by its label', () => {
    expect(found(`Jag vill inte att ni skickar cpr ${both} till någon`)).toMatch(/^dk_cpr/);
  });

  it('is seen by a policy that asks for one of them only', () => {
    expect(scan(`Vedr. ${both}`, ['se_personnummer'])).toHaveLength(1);
  });

  it('is raised to medium at most by a kind of another language', () => {
    /* 160587-9780 fails modulus 11 and passes Luhn. */
    const text =
      'Jeg har talt med ham, og han er ikke enig. Sagen er 160587-9780 og den skal til møde af sted.';
    expect(found(text)).toBe('dk_cpr medium');
    expect(found('Kan du slå 021292-5371 op i KMD?')).toBe('dk_cpr medium');
    expect(found('090688–1339 Lise Madsen, diagnosticeret med diabetes')).toBe('dk_cpr medium');
    expect(found('Kan du slå personnummer 160587-9780 op i KMD?')).toBe('dk_cpr high');
  });

  it('keeps the kind whose check digit fits where the language does not show', () => {
    expect(found('Nummer: 160587-9780')).toBe('se_personnummer high');
    expect(found('Patient 710207-4585 Anna Lindqvist ringde')).toBe('se_personnummer high');
    expect(found('Intyg bifogas: 160587-9780')).toBe('se_personnummer high');
  });

  it('is told from a Finnish mobile by the language', () => {
    expect(found('Kiitos viestistä, tavoitat minut arkisin 0401234567')).toBe('');
    expect(found('Tak for snakken om 0401234567 og resten')).toBe('dk_cpr low');
  });
});
