import { decide } from '../../src/domain/decision.ts';
import type { DecisionFacts } from '../../src/domain/decision.ts';
import { LANGUAGES } from '../../src/domain/policy.ts';
import { LONGEST_ALERT, alertMessage } from '../../src/domain/text/alert.ts';
import { languageOf, textsFor } from '../../src/domain/text/language.ts';
import { listNames, nameOf, placeOf } from '../../src/domain/text/listing.ts';
import { transportTextsFor } from '../../src/domain/text/transport/language.ts';
import { REASONS } from '../../src/domain/transport.ts';
import { LONGEST_NOTICE, mailNotChecked, noticeFor } from '../../src/domain/text/notice.ts';
import { CPR, aFinding, aPolicy, facts, secure, to } from '../support/builders.ts';

const askingPolicy = aPolicy({ secureMode: { onByDefault: false, locked: false, autoActivate: false } });
const named = ({ recipients }: Pick<DecisionFacts, 'recipients'>) =>
  recipients.map(({ recipient }) => ({ address: recipient.address, displayName: '' }));

function alertOn(change: Partial<DecisionFacts>, language: 'da' | 'sv' | 'en' = 'da'): string {
  const all = facts(change);
  const findings = all.findings.map(() => aFinding());
  return alertMessage({ verdict: decide(all), recipients: named(all), findings, language });
}

function noticeOn(change: Partial<DecisionFacts>) {
  const all = facts(change);
  return noticeFor({ verdict: decide(all), recipients: named(all), language: 'da' });
}

describe('the message of a stopped mail', () => {
  it('says what, masked, to whom, why and what to do', () => {
    expect(alertOn({ findings: [CPR], recipients: [to('gmail')] })).toBe(
      'Mailen indeholder CPR-nummer (2512••-••••) i brødteksten. Det må ikke sendes til anna@gmail.com. ' +
        'Det er privat webmail, som udbyderen kan læse. Fjern modtageren, eller tag oplysningen ud af mailen. ' +
        'Åbn Secure Send for at komme videre.',
    );
  });

  it('never holds the value that was found', () => {
    for (const language of LANGUAGES) {
      expect(alertOn({ findings: [CPR], recipients: [to('gmail')] }, language)).not.toContain('9996');
    }
  });

  it('leaves the reason out where recipients have different ones', () => {
    const message = alertOn({ findings: [CPR, CPR], recipients: [to('gmail'), to('none')] });
    expect(message).toContain('og 1 til');
    expect(message).not.toContain('privat webmail');
  });

  it('speaks of personal data where the sender said so and nothing was found', () => {
    const choices = { secureMode: false, declaresPersonalData: true };
    expect(alertOn({ recipients: [to('gmail')], choices })).toContain('De må ikke sendes til anna@gmail.com');
  });

  it.each([
    [
      'notChecked',
      { isServiceReachable: false, recipients: [to('unknown')], findings: [CPR] },
      'Prøv igen om lidt',
    ],
    ['mailbox', { recipients: [to('certificate')], choices: secure() }, 'funktionspostkasse'],
    ['not secure', { recipients: [to('gmail')], choices: secure() }, 'kan ikke modtage sikkert'],
    ['considerations', { recipients: [to('tls')], findings: [CPR] }, 'hjemmel'],
    ['one file', { recipients: [to('gmail')], unreadableAttachments: ['a'] }, 'En vedhæftet fil'],
    ['two files', { recipients: [to('gmail')], unreadableAttachments: ['a', 'b'] }, '2 vedhæftede filer'],
  ] as const)('names the way on: %s', (_name, change, text) => {
    expect(alertOn(change)).toContain(text);
  });

  it('asks to switch secure mail on where policy leaves that to the sender', () => {
    const policy = aPolicy({ secureMode: { onByDefault: false, locked: false, autoActivate: false } });
    expect(alertOn({ recipients: [to('tunnel')], findings: [CPR], policy })).toContain('Slå sikker mail til');
  });

  it('without any problem still says that the mail was not sent', () => {
    expect(alertOn({})).toContain('ikke sendt');
  });

  it.each(LANGUAGES)('stays within 500 characters, whole sentences, in %s', (language) => {
    const long = (index: number) =>
      to('gmail', { address: `${'navn'.repeat(40)}${index}@${'x'.repeat(40)}.example` });
    const recipients = [
      ...Array.from({ length: 9 }, (_item, index) => long(index)),
      to('certificate'),
      to('tls'),
    ];
    const message = alertOn(
      { findings: [CPR, CPR], recipients, choices: secure(), unreadableAttachments: ['a'] },
      language,
    );
    expect(message.length).toBeLessThanOrEqual(LONGEST_ALERT);
    expect(message).toMatch(/\.$|\?$/);
    expect(message).toContain('2512••-••••');
  });
});

describe('recipients that Outlook did not show', () => {
  const unseen = to('unknown', { address: '', reasons: ['recipients-truncated'] });

  it('are named as a list in the message, and keep the notice short', () => {
    const all = facts({ findings: [CPR], recipients: [to('internal'), unseen] });
    const verdict = decide(all);
    const recipients = named({ recipients: all.recipients.slice(0, 1) });
    expect(alertMessage({ verdict, recipients, findings: [aFinding()], language: 'da' })).toContain(
      'kontaktliste',
    );
    expect(noticeFor({ verdict, recipients, language: 'da' })?.text).toContain('sendes til');
  });
});

describe('names', () => {
  const texts = textsFor('da');
  const people = (...addresses: string[]) =>
    addresses.map((address) => ({ address, displayName: 'Visning' }));

  it('are joined as people join them, each once', () => {
    expect(listNames(people('a@b.example'), texts)).toBe('a@b.example');
    expect(listNames(people('a@b.example', 'a@b.example', 'c@d.example'), texts)).toBe(
      'a@b.example og c@d.example',
    );
    expect(listNames(people('1@x.example', '2@x.example', '3@x.example'), texts)).toBe(
      '1@x.example, 2@x.example og 3@x.example',
    );
    expect(listNames(people('1@x.example', '2@x.example', '3@x.example', '4@x.example'), texts)).toMatch(
      /3@x\.example og 1 til$/,
    );
    expect(listNames([], texts)).toBe('');
  });

  it('of a contact list are its display name, or the word for it', () => {
    expect(nameOf({ address: '', displayName: 'Bestyrelsen' }, texts)).toBe('Bestyrelsen');
    expect(nameOf({ address: ' ', displayName: '' }, texts)).toBe('kontaktliste');
  });

  it('of places are words', () => {
    expect(placeOf(aFinding({ part: 'subject' }), texts)).toBe('emnet');
    const inName = aFinding({ part: `attachment:${'a'.repeat(60)}.pdf` });
    expect(placeOf(inName, texts)).toMatch(/^navnet på filen a+….*\.pdf$/);
    const inside = { ...inName, place: [], before: '', after: '' };
    expect(placeOf(inside, texts)).toMatch(/^filen a+….*\.pdf$/);
  });
});

describe('the notification bar', () => {
  it('stays empty while secure mode is off and nothing was found', () => {
    expect(noticeOn({ recipients: [to('gmail')] })).toBeUndefined();
  });

  it.each([
    [{ recipients: [to('tunnel')], choices: secure() }, 'Alle modtagere kan modtage sikkert'],
    [{ recipients: [to('gmail')], choices: secure() }, '1 modtager kan ikke'],
    [{ recipients: [to('gmail'), to('none')], choices: secure() }, '2 modtagere kan ikke'],
    [{ recipients: [to('certificate')], choices: secure() }, 'funktionspostkasse'],
    [{ recipients: [to('gmail')], findings: [CPR] }, 'må ikke sendes til anna@gmail.com'],
    [{ recipients: [to('tls')], findings: [CPR] }, 'Tag stilling'],
    [{ recipients: [], choices: secure() }, 'Sikker mail er slået til.'],
    [{ recipients: [to('tunnel')], findings: [CPR], policy: askingPolicy }, 'Slå sikker mail til'],
    [{ recipients: [to('unknown')], choices: secure(), isServiceReachable: false }, 'ikke undersøgt'],
  ])('has one line: %#', (change, text) => {
    expect(noticeOn(change)?.text).toContain(text);
  });

  it.each(LANGUAGES)('says in %s when the mail could not be read', (language) => {
    const { kind, text } = mailNotChecked(language);
    expect(kind).toBe('error');
    expect(text).toBe(textsFor(language).notice.mailNotChecked);
    expect(text.length).toBeLessThanOrEqual(LONGEST_NOTICE);
  });

  it('still counts those who cannot receive securely after the sender has said yes to them', () => {
    const asked = decide(facts({ recipients: [to('gmail')], choices: secure() }));
    const choices = secure({ confirmed: asked.confirmation ?? '' });
    expect(noticeOn({ recipients: [to('gmail')], choices })?.text).toContain('1 modtager');
  });

  it.each([1, 2, 9])('stays within 150 characters with %d long names', (count) => {
    const recipients = Array.from({ length: count }, (_item, index) =>
      to('gmail', { address: `${'n'.repeat(80)}${index}@gmail.com` }),
    );
    const text = noticeOn({ recipients, findings: [CPR] })?.text ?? '';
    expect(text.length).toBeLessThanOrEqual(LONGEST_NOTICE);
    expect(text).toContain('@gmail.com');
  });
});

describe('every language', () => {
  it('is chosen by Office’s display language, English for all others', () => {
    expect(['da-DK', 'sv-SE', 'en-US', 'de-DE', ''].map(languageOf)).toEqual(['da', 'sv', 'en', 'en', 'en']);
  });

  it.each(LANGUAGES)('has short notices and singular and plural in %s', (language) => {
    const { notice, alert, place } = textsFor(language);
    const lines = [
      notice.allSecure,
      notice.someNotSecure(1),
      notice.someNotSecure(12),
      notice.mailbox,
      notice.notChecked,
    ];
    expect(lines.every((line) => line.length <= LONGEST_NOTICE)).toBe(true);
    expect(notice.someNotSecure(1)).toMatch(/ 1 /);
    expect(notice.someNotSecure(2)).toMatch(/ 2 /);
    expect(alert.unreadable(1, 'x')).not.toContain('1 ');
    expect(alert.unreadable(3, 'x')).toContain('3 ');
    expect(alert.unreadableConfirm(1)).not.toBe(alert.unreadableConfirm(2));
    expect(place.attachment('a.pdf')).toContain('a.pdf');
    expect(
      alert.activation.length + alert.declaredMustNotGo('x').length + alert.notChecked('x').length,
    ).toBeLessThan(450);
    expect(
      alert.mailboxNeeded('x') + alert.notSecure('x') + alert.considerations('x') + notice.stopped('x'),
    ).toContain('x');
    expect(alert.andMore(4)).toContain('4');
  });

  it.each(LANGUAGES)('has a short, whole sentence for every reason and every class, in %s', (language) => {
    const { reason, meaning } = transportTextsFor(language);
    expect(Object.keys(reason).sort()).toEqual([...REASONS].sort());
    for (const sentence of Object.values(reason)) expect(sentence).toMatch(/^\p{Lu}[^\n]{8,110}\.$/u);
    for (const sentence of Object.values(meaning)) expect(sentence).toMatch(/^\p{Lu}[^\n]{8,110}\.$/u);
  });

  it.each(LANGUAGES)('says no acronym to who is no technician, in %s', (language) => {
    const { reason, meaning } = transportTextsFor(language);
    const said = [...Object.values(reason), ...Object.values(meaning)].join(' ');
    expect(said).not.toMatch(/DANE|DNS|TLSA|MTA|STS|MX|CRL|OCSP|S\/MIME|SMTP|PKI/);
  });
});
