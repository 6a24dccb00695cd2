import { cardToOpenAt } from '../../src/taskpane/view-model.ts';
import { aDraft, aFinding, aPolicy, TEST_CPR } from '../support/builders.ts';
import { SCENES } from './scenes.ts';
import type { SceneName } from './scenes.ts';
import { knownIn, labels, mailbox, problem, rowsOf, scene, viewOf } from './view-of.ts';

describe('the table of situations (spec 9-pane)', () => {
  test.each<[SceneName, string, boolean, readonly string[]]>([
    ['no recipients', 'Skriv modtagere, så viser vi hvordan mailen kan sendes.', false, []],
    ['all internal', 'Klar. Alle modtagere er interne.', false, []],
    ['ordinary mail', 'Klar. Sendes som almindelig mail.', false, []],
    ['all secure', 'Klar. Alle modtagere kan modtage sikkert.', true, []],
    ['choose mailbox', 'Vælg hvem der sender.', true, ['mailbox']],
    ['mailbox chosen', 'Klar. Alle modtagere kan modtage sikkert.', true, []],
    ['forbidden', 'Kan ikke sendes endnu.', true, ['forbidden', 'mailbox', 'considerations']],
    ['considerations', 'Tag stilling, før du sender.', true, ['considerations']],
    ['not secure', 'Tag stilling, før du sender.', true, ['notSecure']],
    ['file not checked', 'Tag stilling, før du sender.', false, ['unreadable']],
    ['activation', 'Slå sikker mail til, før du sender.', false, ['activation']],
    ['no such domain', 'Klar. Sendes som almindelig mail.', false, []],
    ['look-ups running', 'Undersøger 2 af 4 …', true, []],
    ['service away', 'Kunne ikke undersøge modtagerne.', true, ['notChecked']],
    ['service away, ordinary mail', 'Kunne ikke undersøge modtagerne.', false, []],
  ])('%s: the verdict line says "%s"', (...[name, text, isOn, cards]) => {
    const view = scene(name);
    expect(view.headline.text).toBe(text);
    expect(view.secureMode.isOn).toBe(isOn);
    expect(view.cards.map(({ kind }) => kind)).toEqual(cards);
  });

  test.each<[SceneName, boolean]>([
    ['all internal', true],
    ['ordinary mail', true],
    ['all secure', false],
    ['forbidden', false],
    ['no such domain', false],
  ])('%s: the rows are folded: %s', (name, isFolded) => {
    expect(scene(name).recipients?.isFolded).toBe(isFolded);
  });

  it('hides the personal data column and its colours while secure mail is off and nothing is found (A12)', () => {
    const view = scene('ordinary mail');
    expect(view.recipients?.hasPersonalDataColumn).toBe(false);
    expect(rowsOf(view).map(({ tone }) => tone)).toEqual(['quiet', 'quiet', 'quiet']);
    expect(view.recipients?.summary).toBe('1 Intern · 2 TLS');
  });

  it('points out an address that cannot receive mail', () => {
    expect(scene('no such domain').headline.detail).toBe('En adresse kan ikke modtage mail.');
  });

  it('says what happens at Send while the service is away', () => {
    expect(scene('service away, ordinary mail').headline).toMatchObject({
      detail: 'Der er ikke fundet personoplysninger, så mailen kan sendes som almindelig mail.',
      canRetry: true,
    });
    expect(problem(scene('service away'), 'notChecked').body).toContain('bliver mailen stoppet');
  });

  it('keeps internal recipients allowed while the service is away', () => {
    const jens = rowsOf(scene('service away')).find(({ name }) => name === 'Jens Friis');
    expect(jens).toMatchObject({ transport: 'internal', permission: 'yes' });
  });
});

describe('secure mail', () => {
  it('is on by itself, and cannot be switched off, while personal data goes outside', () => {
    expect(scene('forbidden').secureMode).toEqual({
      isOn: true,
      isChangeable: false,
      note: 'Slået til af sig selv, fordi der er personoplysninger i mailen.',
    });
    expect(scene('considerations').secureMode).toMatchObject({ isOn: true, isChangeable: false });
  });

  it('can be switched freely without personal data', () => {
    expect(scene('all secure').secureMode).toEqual({ isOn: true, isChangeable: true });
    expect(scene('ordinary mail').secureMode).toEqual({ isOn: false, isChangeable: true });
  });

  it('stays as policy has it where policy locks it', () => {
    const policy = aPolicy({ secureMode: { onByDefault: true, locked: true, autoActivate: true } });
    const known = knownIn(SCENES['all internal'], { policy, choices: { secureMode: false } });
    expect(viewOf(known).secureMode).toMatchObject({
      isOn: true,
      isChangeable: false,
      note: 'Din organisation har låst indstillingen.',
    });
  });

  it('starts as policy says when the sender has chosen nothing', () => {
    const policy = aPolicy({ secureMode: { onByDefault: true, locked: false, autoActivate: true } });
    expect(viewOf(knownIn(SCENES['all internal'], { policy })).secureMode).toEqual({
      isOn: true,
      isChangeable: true,
    });
  });
});

describe('cards', () => {
  it('names what was found, masked, where, and to whom it must not go (C3)', () => {
    const card = problem(scene('forbidden'), 'forbidden');
    expect(card.title).toBe('CPR-nummer (2512••-••••) i brødteksten må ikke sendes til anna@gmail.com.');
    expect(labels(card)).toEqual(['Fjern modtager', 'Vis hvor']);
    expect(JSON.stringify(scene('forbidden'))).not.toContain(TEST_CPR);
  });

  it('puts recipients that are forbidden for one cause on one card', () => {
    const cards = scene('many forbidden').cards.filter(({ kind }) => kind === 'forbidden');
    expect(cards.map(({ key }) => key)).toEqual(['forbidden:consumer-mail', 'forbidden:not-secure']);
    expect(labels(problem(scene('many forbidden'), 'forbidden'))).toEqual(['Fjern alle 2', 'Vis hvor']);
  });

  it('lets the sender take the declaration back instead of showing a finding that is not there', () => {
    const known = knownIn(SCENES['ordinary mail'], {
      choices: { secureMode: false, declaresPersonalData: true },
    });
    const card = problem(viewOf(known), 'forbidden');
    expect(card.title).toBe('Personoplysninger må ikke sendes til anna@gmail.com.');
    expect(card.actions.map(({ command }) => command)).toContainEqual({
      kind: 'declarePersonalData',
      isDeclared: false,
    });
  });

  it('asks with one button that carries the question, and is silent once it is answered', () => {
    const [first] = problem(scene('not secure'), 'notSecure').actions;
    if (first?.command.kind !== 'confirm') throw new Error('nothing is asked');
    const { confirmation } = first.command;
    const answered = viewOf(
      knownIn(SCENES['not secure'], { choices: { secureMode: true, confirmed: confirmation } }),
    );
    expect(answered.cards).toEqual([]);
    expect(answered.isConfirmed).toBe(true);
    expect(answered.headline.text).toBe('Klar. Sendes, som du har besluttet.');
  });

  it('is ready as the sender decided, not as if it had been safe, once considerations are answered', () => {
    const [first] = problem(scene('considerations'), 'considerations').actions;
    if (first?.command.kind !== 'confirm') throw new Error('nothing is asked');
    const { confirmation } = first.command;
    const answered = viewOf(
      knownIn(SCENES.considerations, { choices: { secureMode: true, confirmed: confirmation } }),
    );
    expect(answered.headline.text).toBe('Klar. Sendes, som du har besluttet.');
    expect(rowsOf(answered).map(({ permission }) => permission)).toEqual(['depends']);
  });

  it('asks again when the recipients have changed', () => {
    const view = viewOf(knownIn(SCENES['not secure'], { choices: { secureMode: true, confirmed: 'old' } }));
    expect(view.cards.map(({ kind }) => kind)).toEqual(['notSecure']);
    expect(view.isConfirmed).toBe(false);
  });

  it('asks about files and about insecure recipients in one card, since one answer covers both', () => {
    const draft = aDraft({ ...SCENES['file not checked'].draft });
    const view = viewOf(knownIn({ ...SCENES['file not checked'], choices: { secureMode: true } }, { draft }));
    expect(view.cards.map(({ kind }) => kind)).toEqual(['unreadable']);
    expect(labels(problem(view, 'unreadable'))).toEqual([
      'Ja, der er personoplysninger',
      'Nej, ingen personoplysninger',
      'Fjern modtager',
    ]);
  });

  it('asks nothing about files that policy blocks', () => {
    const base = aPolicy();
    const policy = aPolicy({ detection: { ...base.detection, unreadableAttachments: 'block' } });
    const card = problem(viewOf(knownIn(SCENES['file not checked'], { policy })), 'unreadable');
    expect(labels(card)).toEqual(['Fjern modtager']);
    expect(card.tone).toBe('bad');
  });

  it('lists only the considerations that apply (A13)', () => {
    expect(problem(scene('considerations'), 'considerations').points).toEqual([
      'Har du hjemmel til at sende oplysningerne til modtageren?',
      'Er der en databehandleraftale, hvis modtageren behandler dem for jer?',
    ]);
  });

  it('opens at the card that Take Action meant, else at the worst', () => {
    const { cards } = scene('forbidden');
    expect(cardToOpenAt(cards, 'mailboxNeeded')?.key).toBe('mailbox');
    expect(cardToOpenAt(cards, 'activation')?.key).toBe('forbidden:consumer-mail');
    expect(cardToOpenAt(cards, undefined)?.key).toBe('forbidden:consumer-mail');
    expect(cardToOpenAt([], 'forbidden')).toBeUndefined();
  });
});

describe('functional mailbox', () => {
  it('offers the organisation-wide one first, then those the sender may use (A11)', () => {
    expect(mailbox(scene('choose mailbox'))).toMatchObject({
      options: [
        { address: 'sikkerpost@phv.example', label: 'Sikkerpost' },
        { address: 'hr@phv.example', label: 'HR' },
      ],
      selected: 'sikkerpost@phv.example',
      canSwitchOff: true,
    });
  });

  it('remembers the last choice of the person (A11)', () => {
    const view = viewOf(knownIn(SCENES['choose mailbox']), { lastMailbox: 'hr@phv.example' });
    expect(mailbox(view).selected).toBe('hr@phv.example');
  });

  it('forgets a last choice that the person may not use any more', () => {
    const view = viewOf(knownIn(SCENES['choose mailbox']), { lastMailbox: 'gone@phv.example' });
    expect(mailbox(view).selected).toBe('sikkerpost@phv.example');
  });

  it('says where the mail goes from once it is chosen', () => {
    expect(scene('mailbox chosen').mailboxLine).toBe('Sendes fra HR. Svar kommer til postkassen.');
  });

  it('asks nothing of a sender who writes from a functional mailbox (A14)', () => {
    const known = knownIn(SCENES['choose mailbox']);
    const view = viewOf({ ...known, draft: { ...known.draft, sender: 'Sikkerpost@phv.example' } });
    expect(view.cards).toEqual([]);
    expect(view.mailboxLine).toBeUndefined();
  });

  it('cannot be avoided by switching off when the mail holds personal data', () => {
    const known = knownIn(SCENES['choose mailbox'], { findings: [aFinding()] });
    expect(mailbox(viewOf(known))).toMatchObject({ canSwitchOff: false, hasPersonalData: true });
  });
});
