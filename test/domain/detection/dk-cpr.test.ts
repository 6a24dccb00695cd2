import { normalText } from '../../../src/domain/detection/normal-text.ts';
import { scanText } from '../../../src/domain/detection/scan-text.ts';
import { attachmentsToRead, scanDraft } from '../../../src/domain/detection/scan.ts';
import { visibleText } from '../../../src/domain/detection/visible-text.ts';
import { aDraft } from '../../support/builders.ts';

const scan = (text: string) => scanText(text, { part: 'body', types: ['dk_cpr'] });
const confidence = (text: string) => scan(text).map((finding) => finding.confidence)[0] ?? 'nothing';

/* 251248-9996 is the CPR office's test number; 070761-4285 and 010190-0000 are made up. The first fails modulus 11, the second passes. */
describe('a CPR number', () => {
  it.each([
    ['CPR: 251248-9996', 'high'],
    ['cpr-nr. 2512489996', 'high'],
    ['Personnummer\n251248 9996', 'high'],
    ['251248-9996 (cpr)', 'high'],
    ['CPR251248-9996', 'high'],
    ['Vedr. 070761-4285.', 'high'],
    ['Vedr. 070761 4285.', 'high'],
    ['Vedr. 0707614285', 'medium'],
    ['Vedr. 07.07.61-4285', 'medium'],
    ['Født 010170-1234', 'medium'],
    ['Vedr. 251248-9996', 'low'],
    ['Vedr. 2512489996', 'low'],
    ['Vedr. 251248/9996', 'low'],
    ['Vedr. 251248.9996', 'low'],
    ['Vedr. 070761\u00a0 - 4285', 'high'],
    ['Vedr. 070761-4285,251248-9996', 'high'],
    ['1,070761-4285,22', 'high'],
    ['Anna Jensen070761-4285', 'high'],
    ['CPR: 251248-9996,5', 'high'],
    ['CPR 251248 9996 22334455', 'high'],
    ['CPR: 2512489996 3 børn', 'high'],
    ['CPR på kunden: 251248-9996', 'high'],
    ['Referat af samtale med Anna 070761-4285', 'high'],
    ['Bilag vedr. Anna 0707614285', 'medium'],
    ['Tlf. 22334455, Anna 0707614285', 'medium'],
    ['tlf. 070761-4285', 'low'],
    ['Ordrenr.: 010190-1009', 'low'],
    ['Varenummer 010190-1009', 'low'],
    ['Sagsnr. 140206-9879', 'low'],
    ['kl. 010190-1234', 'low'],
    ['møder kl. 9 070761-4285', 'high'],
    ['Se 010121-2025', 'low'],
    ['cpr 010121-2025', 'high'],
    ['Fra Anna 070761-4285', 'high'],
    ['journal_070761-4285.pdf', 'high'],
    ['070761-4285_journal.pdf', 'high'],
    ['CPR_251248-9996.pdf', 'high'],
    ['cpr \ud835\udfd0\ud835\udfd31248-9996', 'high'],
    ['cpr 851248-9996', 'high'],
    ['Vedr. 851248-9996', 'low'],
    ['Vedr. 6707611004', 'low'],
  ])('in "%s" is found with %s confidence', (text, expected) => {
    expect(confidence(text)).toBe(expected);
  });

  it.each([
    ['tlf. 251248-9996'],
    ['Ordrenummer 2512489996'],
    ['Ordrenummer 0707614285'],
    ['fakturanr. 251248 9996'],
    ['321248-9996'],
    ['251348-9996'],
    ['250048-9996'],
    ['290219-1234 cpr'],
    ['290200-1234 cpr'],
    ['1251248-9996'],
    ['251248-99961'],
    ['X2512489996'],
    ['Mødet 01.02.24 1430'],
    ['251248-9996@phv.example'],
    ['12 251248 9996'],
    ['251248 9996 12'],
    ['Perioden 010120-2021'],
    ['Periode: 010121-2025'],
    ['Fra 311219-2020 til 010121-2025'],
    ['Mellem den 010121-2025 og 010121-2025'],
    ['Sagsnr. 010121-2025'],
    ['Mobil er 0701234567 i Sverige'],
    ['0701234567'],
    ['1612345678'],
    ['25.12.48 9996'],
    ['12,2512489996'],
    ['2512489996.12'],
  ])('is not read into "%s"', (text) => {
    expect(confidence(text)).toBe('nothing');
  });

  it('takes the nearest label', () => {
    expect(confidence('tlf. 12345678, cpr 251248-9996')).toBe('high');
    expect(confidence('cpr kommer senere, ordre 251248-9996')).toBe('nothing');
  });

  it('born on 29 February exists in leap years of its century only', () => {
    expect(confidence('cpr 290200-4233')).toBe('high');
    expect(confidence('cpr 290200-1233')).toBe('nothing');
    expect(confidence('cpr 290296-1233')).toBe('high');
    expect(confidence('cpr 290240-9233')).toBe('high');
    expect(confidence('cpr 290236-4233')).toBe('high');
    expect(confidence('cpr 290256-5233')).toBe('high');
    expect(confidence('cpr 290258-8233')).toBe('nothing');
  });

  it('is found more than once, each at its place', () => {
    const text = 'Cpr 070761-4285 og cpr 251248-9996';
    expect(scan(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      '070761-4285',
      '251248-9996',
    ]);
  });

  it('written with odd signs is found, with its place in the text as it stands', () => {
    const text = 'Æblegrød: cpr\u00a02512\u200b48\u20119996 og mere';
    expect(scan(text)[0]).toMatchObject({ value: '251248-9996', confidence: 'high', start: 14, end: 26 });
    expect(scan('cpr ２５１２４８－９９９６')[0]?.value).toBe('251248-9996');
  });

  it('is not looked for where policy does not ask for it', () => {
    expect(scanText('cpr 251248-9996', { part: 'body', types: ['iban'] })).toEqual([]);
  });
});

describe('the visible text of a mail', () => {
  it.each([
    ['<p>cpr <b>2512</b>48-9996</p>', 'cpr 251248-9996'],
    ['<p>en</p><p>to</p>', 'en\nto'],
    ['en<br>to', 'en\nto'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\nc'],
    ['2512&#52;8&#45;9996&nbsp;x', '251248-9996\u00a0x'],
    ['<style>p{}</style><script>1</script><title>t</title>a<!-- b -->c', 'ac'],
    ['<html><head><meta><body>a', 'a'],
    ['  a \n b  <i> c </i> d', 'a b c d'],
    ['a <b> </b> b', 'a b'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['a<b', 'a'],
    ['', ''],
    ['<title/>cpr', 'cpr'],
    ['<svg><title/></svg>cpr', '</svg>cpr'],
    ['<title>t</title><template>a</template>b', 'a\nb'],
    ['a<style>cpr 251248-9996', 'a\ncpr 251248-9996'],
    ['<pre>a\r\nb</pre>', 'a\r\nb'],
    ['</style></pre>a<br/>b', 'a\nb'],
    ['<div style="display:none">251248-9996</div>', '251248-9996'],
  ])('of %s is read as a person reads it', (html, text) => {
    expect(visibleText(html).trim()).toBe(text);
  });

  it('of a megabyte of open tags and digits is read in bounded time', () => {
    expect(scan(visibleText('<b>1'.repeat(250_000)))).toEqual([]);
    expect(scan('251248-'.repeat(150_000))).toEqual([]);
    expect(scan('2512489996'.repeat(100_000))).toEqual([]);
  });
});

describe('normal text', () => {
  it('of plain text is the text itself', () => {
    const { text, originalIndex } = normalText('Hej Søren');
    expect(text).toBe('Hej Søren');
    expect(originalIndex(5)).toBe(5);
    expect(originalIndex(9)).toBe(9);
  });

  it('of nothing is nothing', () => {
    expect(normalText('').originalIndex(0)).toBe(0);
  });

  it('keeps the way back where one sign becomes several', () => {
    const { text, originalIndex } = normalText('\ufb03x');
    expect(text).toBe('ffix');
    expect(originalIndex(3)).toBe(1);
  });
});

describe('a draft', () => {
  const attachments = [
    { id: '1', name: 'cpr 251248-9996.pdf', size: 1, isInline: false },
    { id: '2', name: 'logo.png', size: 1, isInline: true },
  ];

  it('is scanned in subject, body and the names of attachments', () => {
    const draft = aDraft({ subject: 'cpr 251248-9996', bodyHtml: '<p>cpr 251248-9996</p>', attachments });
    const parts = scanDraft(draft, ['dk_cpr']).map(({ part }) => part);
    expect(parts).toEqual(['subject', 'body', 'attachment:cpr 251248-9996.pdf']);
  });

  it('has unread files; small pictures inside the text are not counted', () => {
    const inline = [
      { id: '3', name: 'scan.PNG', size: 20 * 1024, isInline: true },
      { id: '4', name: 'scan.png', size: 20 * 1024 + 1, isInline: true },
      { id: '5', name: 'journal.pdf', size: 1, isInline: true },
    ];
    const unread = attachmentsToRead({ attachments: [...attachments, ...inline] });
    expect(unread.map(({ id }) => id)).toEqual(['1', '4', '5']);
  });
});
