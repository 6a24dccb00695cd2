import { scanText } from '../../../src/domain/detection/scan-text.ts';
import { FINDING_TYPES } from '../../../src/domain/finding.ts';

const NUMBERS = FINDING_TYPES.filter((type) => type !== 'context');
const scan = (text: string) => scanText(text, { part: 'body', types: NUMBERS });
const confidences = (text: string) => scan(text).map(({ confidence }) => confidence);
const reasons = (text: string) => scan(text).flatMap((finding) => finding.reasons);

/* 251248-9996 fails modulus 11. */
describe('a label', () => {
  it('at the head of a column names every number below it, and no other column', () => {
    const rows = [
      'Navn\tCPR\tOrdre',
      'Anna\t2512489996\t2512489996',
      '\t251248-9996\t251248-9996',
      'Bo\t2512489996\t',
    ];
    expect(
      scan(rows.join('\n')).map(({ confidence, reasons: why }) => [confidence, why.includes('label-above')]),
    ).toEqual([
      ['high', true],
      ['high', true],
      ['high', true],
    ]);
  });

  it('at the head of a column names passports, too', () => {
    const found = scan(`Navn\tPasnummer\n${'Anna Jensen fra Esbjerg '.repeat(8)}\t205123456`);
    expect(found.map(({ type, confidence }) => `${type} ${confidence}`)).toEqual(['passport high']);
  });

  it('in a row with fewer cells names nothing', () => {
    expect(confidences('CPR\nAnna\t251248-9996')).toEqual(['low']);
  });

  it('in the first cell of a row names the number in the next', () => {
    expect(confidences('Ordre\t12\nCPR\t251248-9996')).toEqual(['high']);
  });

  it('as the heading of a list names every number in it, blank lines or not', () => {
    expect(confidences('CPR-numre:\n\n251248-9996\n2512489996\n\nAnna 251248 9996')).toEqual([
      'high',
      'high',
      'high',
    ]);
  });

  it('of other numbers at the head of a list speaks against those below', () => {
    expect(confidences('Ordrer:\n2512489996\n2512489996')).toEqual([]);
  });

  it('in a sentence on the line above is no heading', () => {
    const prose =
      'Vi skal have set på hele området omkring cpr og adgangen til det, før vi går videre i dag.';
    expect(confidences(`${prose}\n251248-9996`)).toEqual(['low']);
    expect(confidences('Vi talte om cpr i går.\nDet er 251248-9996')).toEqual(['low']);
  });

  it('at the end of the line above goes on to the next, as mails are wrapped', () => {
    expect(
      confidences(`${'Det er meget vigtigt, at du husker det. '.repeat(3)}Hendes cpr-nummer er\n251248-9996`),
    ).toEqual(['high']);
  });

  it('far away on the line counts for less', () => {
    const far = `Hendes cpr har vi fået fra kommunen, og ${'det er alt sammen i orden, '.repeat(3)}altså`;
    expect(confidences(`${far} 251248-9996`)).toEqual(['medium']);
    expect(reasons(`${far} 251248-9996`)).toContain('label-far');
    expect(confidences(`${far} 070761-4285`)).toEqual(['high']);
    const failing =
      'Personnummer har vi fått från kommunen, och det är alltihop i sin ordning som det ska vara, alltså';
    expect(
      scanText(`${failing} 811228-9873`, { part: 'body', types: ['se_personnummer'] })[0]?.confidence,
    ).toBe('low');
  });

  it('of an office or a law is none', () => {
    expect(confidences('CPR-kontoret 251248-9996')).toEqual(['low']);
    expect(confidences('Se www.cpr.dk 251248-9996')).toEqual(['low']);
    expect(confidences('cpr.nr. 251248-9996')).toEqual(['high']);
  });

  it('that may be for a person speaks only against plain digits', () => {
    expect(confidences('Elevnummer 251248-9996')).toEqual(['low']);
    expect(confidences('Elevnummer 2512489996')).toEqual([]);
    expect(confidences('Elevnummer 0707614285')).toEqual(['low']);
  });

  it('beyond the 256th column counts with the last one', () => {
    const head = Array.from({ length: 300 }, (_cell, column) => (column === 299 ? 'CPR' : 'x')).join('\t');
    expect(confidences(`${head}\n${'\t'.repeat(299)}251248-9996`)).toEqual(['high']);
  });
});

describe('the neighbours', () => {
  it('in a crowd of other numbers make a doubtful one nothing', () => {
    expect(confidences('4711 2512489996 81234 99887')).toEqual([]);
    expect(confidences('4711, x 2512489996, y 81234, z 99887')).toEqual([]);
    expect(confidences('x\n4711, 2512489996, y 81234\n99887')).toEqual(['low']);
  });

  it('of the same kind, most of them sure, make a doubtful one likelier', () => {
    expect(confidences('070761-4285, 070761-4285, 251248-9996')).toEqual(['high', 'high', 'medium']);
    expect(reasons('070761-4285, 070761-4285, 251248-9996')).toContain('among-others');
    expect(confidences('070761-4285, 251248-9996')).toEqual(['high', 'low']);
    expect(confidences('070761-4285, 251248-9996, 251248-9996')).toEqual(['high', 'low', 'low']);
    expect(confidences(`070761-4285, 070761-4285${' langt væk'.repeat(20)} 251248-9996`)).toEqual([
      'high',
      'high',
      'low',
    ]);
    expect(confidences('070761-4285, DK5000400440116243, 251248-9996')).toEqual(['high', 'high', 'low']);
  });

  it('of one cell are read one by one', () => {
    expect(confidences('CPR: 251248-9996 070761-4285/010190-0000')).toEqual(['high', 'high', 'high']);
  });

  it.each([
    ['https://phv.example/sag/2512489996'],
    ['www.phv.example/2512489996'],
    ['3f2504e0-2512-4899-2512489996ab'],
    ['#2512489996'],
    ['a=2512489996'],
    ['+2512489996'],
    ['20251224-9996-4f1a-9996'],
    ['Mødet 27.11.26-1430'],
    ['Mødet 26.11.26 1430'],
    ['Mødet 26.11.2026 1430'],
    ['Mødet 26.11.1926 1430'],
    ['cpr 25.12.1848-9996'],
    ['IMG_251248_9996'],
    ['Resultat 0 7 0 7 6 1 4 2 8 5'],
    ['cpr 2.5.1.2.4.8.9.9.9.6'],
    ['251248 9996 12'],
  ])('make a part of something else of %s', (text) => {
    expect(confidences(text)).toEqual([]);
  });

  it.each([
    ['Født 25.12.48-9996', 'low'],
    ['Født 07.07.61-4285', 'medium'],
    ['Cpr 25 12 48 99 96', 'high'],
    ['Cpr 251248\n9996', 'high'],
    ['Cpr 251248-\n9996', 'high'],
    ['cpr 25\u00a012\u00a048\u00a09996', 'high'],
    ['cpr 251248\u22129996', 'high'],
    ['cpr 2512\u200e48-9996', 'high'],
    ['cpr 2512\u000048-9996', 'high'],
    ['cpr 251248\ufe639996', 'high'],
    ['cpr 251248\u20439996', 'high'],
    ['cpr 251248_9996', 'high'],
    ['cpr 25.12.1948-9996', 'high'],
    ['cpr 25121948-9996', 'high'],
    ['CPR: 2 5 1 2 4 8 - 9 9 9 6', 'high'],
    ['CPR: 2 5 1 2 4 8 9 9 9 6', 'high'],
    ['Født 07.07.1961-4285', 'medium'],
  ])('let "%s" be a number', (text, confidence) => {
    expect(confidences(text)).toEqual([confidence]);
  });

  it('let a plus or six groups be none', () => {
    expect(confidences('cpr 251248+9996')).toEqual([]);
    expect(confidences('cpr 2 5 1 2 4 8 9996')).toEqual([]);
  });
});
