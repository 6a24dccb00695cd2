import { scanDraft } from '../../../src/domain/detection/scan.ts';
import { scanText } from '../../../src/domain/detection/scan-text.ts';
import { FINDING_TYPES } from '../../../src/domain/finding.ts';
import { aDraft } from '../../support/builders.ts';

const scan = (text: string) => scanText(text, { part: 'body', types: ['context'] });
const categories = (text: string) => scan(text).map(({ category }) => category);

describe('a sensitive word about a person', () => {
  it.each([
    ['Anna Jensen har været sygemeldt siden maj.', 'health'],
    ['Hun har fået en depression.', 'health'],
    ['HUN HAR FÅET EN DEPRESSION.', 'health'],
    ['Mads er homoseksuel.', 'sexuality'],
    ['Karen er gravid.', 'health'],
    ['Patienten fik konstateret kræft i går.', 'health'],
    ['Borgeren modtager kontanthjælp.', 'social'],
    ['Hans diagnose er endnu ikke kendt.', 'health'],
    ['Annas gæld er steget.', 'finances'],
    ['Min søn har ADHD og trænger til støtte.', 'health'],
    ['Peter Møller er medlem af fagforeningen.', 'union'],
    ['Eleven er muslim og faster.', 'religion'],
    ['Vi kender hans etniske oprindelse.', 'ethnicity'],
    ['Han stemmer på et andet parti.', 'politics'],
    ['Vi har taget fingeraftryk af den studerende.', 'biometric'],
    ['Han er dømt for vold.', 'criminal'],
    ['Hon är sjukskriven för utbrändhet.', 'health'],
    ['Brukaren har fått försörjningsstöd.', 'social'],
    ['She was diagnosed with diabetes.', 'health'],
    ['Potilas Matti Virtanen on sairauslomalla.', 'health'],
  ])('is found in "%s": %s', (text, category) => {
    const [first] = scan(text);
    expect(first).toMatchObject({
      category,
      confidence: 'medium',
      reasons: ['sensitive-word', 'person-near'],
    });
  });

  it('is found beside an identity number, topics too', () => {
    const both = ['dk_cpr', 'context'] as const;
    const types = (text: string) => scanText(text, { part: 'body', types: both }).map(({ type }) => type);
    expect(types('Vedr. 070761-4285: ny diagnose')).toEqual(['dk_cpr', 'context']);
    expect(types('Ny diagnose vedr. 070761-4285')).toEqual(['context', 'dk_cpr']);
    expect(types(`Ny diagnose. ${'Noget helt andet. '.repeat(20)} 070761-4285`)).toEqual(['dk_cpr']);
    expect(types(`070761-4285 ${'Noget helt andet. '.repeat(20)} Ny diagnose.`)).toEqual(['dk_cpr']);
  });

  it('has its place, and the word as value', () => {
    const text = 'Hej. Hun er sygemeldt.';
    expect(scan(text)[0]).toMatchObject({ value: 'sygemeldt', start: 12, end: 21 });
  });

  it('is found in the body of a draft', () => {
    const draft = aDraft({ bodyHtml: '<p>Hun er <b>syge</b>meldt.</p>' });
    expect(scanDraft(draft, FINDING_TYPES).map(({ category }) => category)).toEqual(['health']);
  });
});

describe('words that are no data', () => {
  it.each([
    ['Sygeplejerskeuddannelsen holder åbent hus.'],
    ['Diagnose af fejlen i serveren er klar.'],
    ['Hans diagnose af fejlen i serveren er klar.'],
    ['Den sundhedsfaglige eksamen flyttes.'],
    ['Vi har en temadag om depression.'],
    ['Hun underviser i psykiatri og depression.'],
    ['Artiklen om diabetes er skrevet af Anna Jensen.'],
    ['Vores kursus i kræft og behandling starter mandag.'],
    ['Her er diagnosen på motoren.'],
    ['Lønnen udbetales den 30.'],
    ['Anna Jensen sender dig en faktura.'],
    ['Vi skal tale om politikken for hjemmearbejde.'],
    ['Kræftens Bekæmpelse holder møde.'],
    ['Dansk Sygeplejeråd indkalder til møde om kræft.'],
    ['Diagnosen er depression.'],
    ['Depression er et stigende problem i Danmark.'],
    ['Han arbejder på et hospital i Aarhus.'],
    ['He works in cancer research.'],
    ['Mødet om depression er på tirsdag. Hun kommer.'],
    ['Hun kommer.\nDepression er emnet.'],
    ['Region Midtjylland er ramt af stroke.'],
  ])('are left alone: "%s"', (text) => {
    expect(categories(text)).toEqual([]);
  });
});
