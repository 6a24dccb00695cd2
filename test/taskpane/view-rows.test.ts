import { heldFrom } from '../../src/taskpane/view-model.ts';
import { aClassification, aRecipient } from '../support/builders.ts';
import { ANSWERS, SCENES } from './scenes.ts';
import type { SceneName } from './scenes.ts';
import { knownIn, problem, rowsOf, scene, viewOf } from './view-of.ts';

describe('rows', () => {
  it('stand in order: forbidden, unknown, depends, allowed; within that as in the draft', () => {
    const known = knownIn(SCENES.forbidden);
    const recipients = [...known.draft.recipients, aRecipient('', { displayName: 'Mine venner' })];
    const view = viewOf({ ...known, draft: { ...known.draft, recipients } });
    expect(rowsOf(view).map(({ name }) => name)).toEqual([
      'anna@gmail.com',
      'Mine venner',
      'Leverandøren ApS',
      'Firma Advokater',
      'Byens Kommune',
    ]);
  });

  it('say transport, consumer mail and why', () => {
    const [anna, plain] = rowsOf(scene('not secure'));
    expect(anna).toMatchObject({ summary: 'TLS, privat webmail', permissionWord: 'Nej', tone: 'bad' });
    expect(plain?.summary).toBe('Ikke sikker · Mailserveren kan ikke kryptere.');
  });

  it('say of what could not be checked neither yes nor no (C6)', () => {
    const unknown = rowsOf(scene('service away')).find(({ transport }) => transport === 'unknown');
    expect(unknown).toMatchObject({ permissionWord: 'Ukendt', tone: 'unknown' });
  });

  it('show the address beside a display name, which may say anything', () => {
    const [law] = rowsOf(scene('choose mailbox'));
    expect(law).toMatchObject({ name: 'Firma Advokater', address: 'kontakt@advokat.example' });
    expect(law?.summary).toBe('Krypteret · kontakt@advokat.example');
  });

  it('say why an address is at fault in place of the address, which may look right', () => {
    const summaries = rowsOf(scene('address at fault')).map(({ name, summary }) => `${name}: ${summary}`);
    expect(summaries).toEqual([
      'Anna Skov: Ukendt · Domænet blander bogstaver fra flere alfabeter, så det kan ligne et andet.',
      'kontor@192.0.2.10: Ukendt · Der står tal i stedet for et domænenavn som firma.dk.',
    ]);
  });

  it('say "unknown" of those that a blocked network hides, and leave the reason to the bar above', () => {
    const view = scene('network blocked');
    expect(view.isNetworkBlocked).toBe(true);
    const blocked = rowsOf(view).filter(({ transport }) => transport === 'unknown');
    expect(blocked.map(({ summary }) => summary)).toEqual(['Ukendt', 'Ukendt']);
    expect(blocked.map(({ permissionWord }) => permissionWord)).toEqual(['Ukendt', 'Ukendt']);
    expect(problem(view, 'notSecure').recipients.map(({ reason }) => reason)).toEqual([undefined, undefined]);
  });

  it('say so when Outlook did not show all recipients (C6)', () => {
    const known = knownIn(SCENES['all secure']);
    const view = viewOf({ ...known, draft: { ...known.draft, isTruncated: true } });
    expect(rowsOf(view)[0]).toMatchObject({ name: 'Flere modtagere, end vi kan se', transport: 'unknown' });
  });

  it.each([
    [12, 0],
    [13, 1],
  ])('collapse the allowed ones of %i recipients into %i line per transport', (count, groups) => {
    const recipients = Array.from({ length: count }, (_, at) => aRecipient(`a${at}@phv.example`));
    const answers = recipients.map(({ address }) => aClassification({ address }));
    const view = viewOf(knownIn({ draft: { recipients }, choices: { secureMode: true }, api: { answers } }));
    const items = view.recipients?.items ?? [];
    expect(items.filter(({ kind }) => kind === 'group')).toHaveLength(groups);
    expect(items[0]).toMatchObject(groups === 0 ? { kind: 'row' } : { title: 'Intern: 13 modtagere' });
  });

  it('keep their places while look-ups run, new ones last, and the cards stay (no jumps)', () => {
    const before = scene('forbidden');
    const known = knownIn(SCENES.forbidden);
    const newcomer = aRecipient('ny@adresse.example');
    const recipients = [newcomer, ...known.draft.recipients];
    const running = viewOf(
      { ...known, draft: { ...known.draft, recipients }, pending: new Set([newcomer.address]) },
      { held: heldFrom(before) },
    );
    expect(rowsOf(running).map(({ id }) => id)).toEqual([
      ...rowsOf(before).map(({ id }) => id),
      'to:ny@adresse.example::1',
    ]);
    expect(running.cards.map(({ key }) => key)).toEqual(before.cards.map(({ key }) => key));
    expect(running.isSettled).toBe(false);
  });

  it('tell two lines of one address apart', () => {
    const twice = [aRecipient('anna@gmail.com'), aRecipient('anna@gmail.com')];
    const ids = rowsOf(viewOf(knownIn({ draft: { recipients: twice }, api: { answers: ANSWERS } }))).map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(2);
  });
});

describe('details', () => {
  const details = (name: SceneName, recipient: string) => {
    const row = rowsOf(scene(name)).find((one) => one.name === recipient);
    if (row?.details === undefined) throw new Error(`no details of ${recipient}`);
    return row.details;
  };

  it('say what the class means, why, and what it rests on (C5)', () => {
    const law = details('choose mailbox', 'Firma Advokater');
    expect(law.meaning[0]).toContain('krypteres med modtagerens certifikat');
    expect(law.reasons).toEqual(['Modtageren har et gyldigt certifikat.']);
    expect(law.evidence[0]?.lines.map(({ label }) => label)).toEqual([
      'Udstedt til',
      'Udstedt af',
      'Gyldigt',
      'Serienummer',
      'Fingeraftryk (SHA-256)',
      'Kilde',
    ]);
    expect(law.lookUp).toBe('kontakt@advokat.example');
  });

  it('do not claim of an organisation’s certificate that only the recipient can read the mail', () => {
    const { meaning, facts, evidence, reasons } = details('organisation’s certificate', 'Lægen');
    expect(meaning).toEqual([
      'Mailen krypteres med certifikatet fra modtagerens organisation. Organisationen åbner den og sender den videre til modtageren.',
    ]);
    expect(facts).toContainEqual({
      label: 'Sikkerhed',
      value: 'krypteret hele vejen til modtagerens organisation',
    });
    expect(reasons).not.toContain('Modtageren har et gyldigt certifikat.');
    expect(evidence[0]?.lines.map(({ value }) => value)).toContain('sikkermail@klinik.example');
  });

  it('say of what could not be checked that it was not, never that there is no security (C6)', () => {
    const { facts, reasons } = details('network blocked', 'info@skjult.example');
    expect(facts).toContainEqual({ label: 'Sikkerhed', value: 'ikke undersøgt' });
    expect(reasons).toContain('Netværket her lader os ikke spørge mailservere.');
  });

  it('say that consumer mail never gets personal data, even over TLS (A8)', () => {
    expect(details('not secure', 'anna@gmail.com').meaning).toContain(
      'Det er privat webmail. Personoplysninger må aldrig sendes dertil, heller ikke med TLS.',
    );
  });

  it('name mail servers, TLS version, list and date', () => {
    const values = [
      ...details('forbidden', 'anna@gmail.com').evidence,
      ...details('forbidden', 'Byens Kommune').evidence,
    ]
      .flatMap(({ lines }) => lines)
      .map(({ value }) => value);
    expect(values).toEqual(
      expect.arrayContaining(['mx.gmail.com', 'TLSv1.3', '1. maj 2019', '20. nov. 2026']),
    );
  });

  it('tell what DNS said of a domain that is not there (C5)', () => {
    const [gone] = details('no such domain', 'nogen@findesikke.example').evidence;
    expect(gone?.lines.map(({ value }) => value)).toEqual(['findesikke.example', 'Domænet findes ikke.']);
  });

  it('give no time to what was not looked up', () => {
    const away = details('service away', 'Jens Friis');
    expect(away.facts.map(({ label }) => label)).toEqual(['Adresse', 'Sikkerhed']);
  });
});
