import { addressKey } from '../../src/domain/address.ts';
import { scanDraft } from '../../src/domain/detection/scan.ts';
import { judgeDraft } from '../../src/taskpane/judge.ts';
import type { KnownFacts } from '../../src/taskpane/judge.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { cardToOpenAt, heldFrom, NOTHING_HELD, paneView } from '../../src/taskpane/view-model.ts';
import type { PaneFacts } from '../../src/taskpane/view-model.ts';
import type { MailboxCard, PaneView, ProblemCard, RowView } from '../../src/taskpane/view-types.ts';
import { aClassification, aDraft, aPolicy, aRecipient, aFinding, TEST_CPR } from '../support/builders.ts';
import { ANSWERS, SCENES } from './scenes.ts';
import type { Scene, SceneName } from './scenes.ts';

const da = wordingFor('da');

function knownIn(scene: Scene, change: Partial<KnownFacts> = {}): KnownFacts {
  const draft = aDraft(scene.draft);
  const policy = scene.api?.policy ?? aPolicy();
  const isAway = scene.api?.isAway === true;
  const answers = isAway ? [] : (scene.api?.answers ?? []);
  return {
    draft,
    choices: scene.choices,
    findings: scanDraft(draft, policy.detection.types),
    policy,
    answers: new Map(answers.map((answer) => [addressKey(answer.address), answer])),
    pending: new Set(scene.api?.silentAbout ?? []),
    isServiceReachable: !isAway,
    ...change,
  };
}

function viewOf(known: KnownFacts, change: Partial<PaneFacts> = {}): PaneView {
  const { draft, findings } = known;
  return paneView({
    draft,
    judgement: judgeDraft(known),
    findings,
    lastMailbox: undefined,
    held: NOTHING_HELD,
    wording: da,
    ...change,
  });
}

const scene = (name: SceneName): PaneView => viewOf(knownIn(SCENES[name]));

function rowsOf({ recipients }: PaneView): readonly RowView[] {
  return (recipients?.items ?? []).flatMap((item) => (item.kind === 'row' ? [item.row] : item.rows));
}

function problem(view: PaneView, kind: ProblemCard['kind']): ProblemCard {
  const card = view.cards.find((one) => one.kind === kind);
  if (card === undefined || card.kind === 'mailbox') throw new Error(`no card ${kind}`);
  return card;
}

function mailbox(view: PaneView): MailboxCard {
  const card = view.cards.find((one) => one.kind === 'mailbox');
  if (card?.kind !== 'mailbox') throw new Error('no mailbox card');
  return card;
}

const labels = (card: ProblemCard): readonly string[] => card.actions.map(({ label }) => label);

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
  ])('%s: the verdict line says "%s"', (name, text, isOn, cards) => {
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

  it('is on and locked where policy locks it', () => {
    const policy = aPolicy({ secureMode: { onByDefault: false, locked: true, autoActivate: true } });
    expect(viewOf(knownIn(SCENES['all internal'], { policy })).secureMode).toMatchObject({
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
    expect(answered.headline.text).toBe('Klar. Sendes, som du har valgt.');
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
      'Nej, ingen personoplysninger',
      'Ja, der er personoplysninger',
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

  it('show the address beside a display name, which may say anything', () => {
    const [law] = rowsOf(scene('choose mailbox'));
    expect(law).toMatchObject({ name: 'Firma Advokater', address: 'kontakt@advokat.example' });
    expect(law?.summary).toBe('Krypteret · kontakt@advokat.example');
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

  it('give no time to what was not looked up', () => {
    const away = details('service away', 'Jens Friis');
    expect(away.facts.map(({ label }) => label)).toEqual(['Adresse', 'Sikkerhed']);
  });
});

describe('findings', () => {
  it('show the place by the words around it, the value masked', () => {
    expect(scene('forbidden').findings).toEqual([
      expect.objectContaining({
        type: 'CPR-nummer',
        place: 'I brødteksten',
        before: '… for den studerende med cpr ',
        masked: '2512••-••••',
        after: ', som vi talte om …',
        counts: true,
      }),
    ]);
  });

  it('mask the neighbours too', () => {
    const bodyHtml = `<p>cpr ${TEST_CPR} og cpr ${TEST_CPR}</p>`;
    const view = viewOf(knownIn({ draft: { bodyHtml } }));
    expect(view.findings).toHaveLength(2);
    expect(JSON.stringify(view.findings)).not.toContain('9996');
  });

  it('say so when a finding is too uncertain to count', () => {
    const subject = 'hej med dig igen';
    const known = knownIn(
      { draft: { subject } },
      { findings: [aFinding({ part: 'subject', start: 4, end: 7, confidence: 'low' })] },
    );
    expect(viewOf(known).findings[0]).toMatchObject({ counts: false, place: 'I emnet' });
  });

  it('offer the declaration only where it would change anything', () => {
    expect(scene('ordinary mail').canDeclare).toBe(true);
    expect(scene('forbidden').canDeclare).toBe(false);
    expect(scene('no recipients').canDeclare).toBe(false);
  });
});
