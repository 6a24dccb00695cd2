import { FINDING_TYPES } from '../../src/domain/finding.ts';
import { findingKey, MOST_OVERRIDES } from '../../src/domain/override.ts';
import type { OverrideReason } from '../../src/domain/override.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import type { PaneView } from '../../src/taskpane/view-types.ts';
import { aClassification, aFinding, aPolicy, aRecipient, TEST_CPR } from '../support/builders.ts';
import { ANSWERS, SCENES } from './scenes.ts';
import type { Scene } from './scenes.ts';
import { knownIn, labels, problem, scene, viewOf } from './view-of.ts';

const { findings: texts, override } = wordingFor('da').pane;
/** A policy that takes the sender's word. */
const POLICY = aPolicy({
  detection: { ...aPolicy().detection, override: 'with-reason', types: FINDING_TYPES },
});
const api = { answers: ANSWERS, policy: POLICY };
const DOUBTFUL = '010180-1234';
const ORDER = { subject: 'Ordre', bodyHtml: `<p>Nummeret er ${DOUBTFUL}.</p>` };
const to = (address: string) => [aRecipient(address)];
const said = (value: string, reason: OverrideReason = 'other-number') => ({
  secureMode: false,
  overrides: [{ key: findingKey({ type: 'dk_cpr', value }), reason }],
});
const orderTo = (address: string, change: Partial<Scene> = {}): Scene => ({
  draft: { ...ORDER, recipients: to(address) },
  api,
  ...change,
});
const view = (one: Scene): PaneView => viewOf(knownIn(one));

describe('A finding', () => {
  it('shows the place by the words around it, the value masked, and how sure it is', () => {
    expect(scene('forbidden').findings.items).toEqual([
      expect.objectContaining({
        type: 'CPR-nummer',
        place: 'I brødteksten',
        before: '… for den studerende med cpr ',
        masked: '2512••-••••',
        after: ', som vi talte om …',
        certainty: expect.stringMatching(/^Sikkert fund: .*der står et ord som CPR lige ved/),
      }),
    ]);
  });

  it('masks its neighbours too', () => {
    const { findings } = view({ draft: { bodyHtml: `<p>cpr ${TEST_CPR} og cpr ${TEST_CPR}</p>` } });
    expect(findings.items).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toContain('9996');
  });

  it('says so when it is too uncertain to count, and then there is nothing to mark', () => {
    const known = knownIn(
      {
        draft: { subject: 'hej med dig igen' },
        api: { policy: aPolicy({ detection: { ...aPolicy().detection, minimumConfidence: 'high' } }) },
      },
      { findings: [aFinding({ part: 'subject', start: 4, end: 7, confidence: 'low' })] },
    );
    const [first] = viewOf(known).findings.items;
    expect(first).toMatchObject({ place: 'I emnet', marking: { kind: 'withheld' } });
    expect(first?.certainty).toContain(texts.doesNotCount);
  });

  it('is listed up to a hundred, the others are counted', () => {
    const bodyHtml = `<p>${`cpr ${TEST_CPR}, `.repeat(130)}</p>`;
    const { findings } = view({ draft: { bodyHtml } });
    expect([findings.count, findings.items.length, findings.unlisted]).toEqual([130, 100, 30]);
  });
});

describe('A false alarm', () => {
  it('is offered with the three reasons, in words', () => {
    const [first] = view(orderTo('anna@gmail.com')).findings.items;
    expect(first?.marking).toMatchObject({
      kind: 'offered',
      reasons: [
        { reason: 'other-number', label: override.reason['other-number'] },
        { reason: 'made-up', label: override.reason['made-up'] },
        { reason: 'nobody', label: override.reason.nobody },
      ],
    });
  });

  it('of a sensitive word is never “another number”', () => {
    const bodyHtml = '<p>Anna har fået en depression og er sygemeldt.</p>';
    const [first] = view({
      ...orderTo('anna@gmail.com'),
      draft: { bodyHtml, recipients: to('anna@gmail.com') },
    }).findings.items;
    if (first?.marking.kind !== 'offered') throw new Error('not offered');
    expect(first.marking.reasons.map(({ reason }) => reason)).toEqual(['made-up', 'nobody']);
    expect(first.type).toBe('Oplysning om helbred');
  });

  it('takes the block away, and stays in sight under its own title with the reason', () => {
    const before = view(orderTo('anna@gmail.com'));
    expect(labels(problem(before, 'forbidden'))).toContain('Det er ikke personoplysninger');
    const after = view(orderTo('anna@gmail.com', { choices: said(DOUBTFUL) }));
    expect(after.cards).toEqual([]);
    expect(after.headline.text).toBe('Klar. Sendes som almindelig mail.');
    expect(after.findings).toMatchObject({
      count: 0,
      items: [],
      marked: [
        {
          type: 'CPR-nummer',
          masked: '0101••-••••',
          reason: override.reason['other-number'],
          places: 'I brødteksten',
        },
      ],
    });
  });

  it('covers the same value everywhere, however it is written, and says so before', () => {
    const draft = {
      subject: `Ordre 0101801234`,
      bodyHtml: ORDER.bodyHtml,
      recipients: to('anna@gmail.com'),
    };
    const open = view({ ...orderTo('anna@gmail.com'), draft });
    expect(open.findings.count).toBe(1);
    const twice = { ...draft, bodyHtml: `<p>Nummeret er ${DOUBTFUL}.</p><p>Igen: 0101801234 her</p>` };
    const [first] = view({ ...orderTo('anna@gmail.com'), draft: twice }).findings.items;
    expect(first?.marking).toMatchObject({ everywhere: override.everywhere(2) });
    const after = view({ ...orderTo('anna@gmail.com', { choices: said(DOUBTFUL) }), draft: twice });
    expect([after.findings.count, after.findings.marked.length]).toEqual([0, 1]);
  });

  it('leaves the declaration open to the sender', () => {
    expect(view(orderTo('anna@gmail.com')).canDeclare).toBe(false);
    expect(view(orderTo('anna@gmail.com', { choices: said(DOUBTFUL) })).canDeclare).toBe(true);
    const declared = { ...said(DOUBTFUL), declaresPersonalData: true };
    const stopped = view(orderTo('anna@gmail.com', { choices: declared }));
    expect(problem(stopped, 'forbidden').title).toBe('Personoplysninger må ikke sendes til anna@gmail.com.');
    expect(labels(problem(stopped, 'forbidden'))).toContain('Mailen er uden personoplysninger');
  });

  it('is never taken for a certain CPR number to consumer mail, and the pane says why', () => {
    const known = view({ ...SCENES.forbidden, api });
    expect(known.findings.items[0]?.marking).toEqual({ kind: 'withheld', why: override.notToConsumer });
    expect(labels(problem(known, 'forbidden'))).not.toContain('Det er ikke personoplysninger');
    const insisted = view({ ...SCENES.forbidden, api, choices: said(TEST_CPR) });
    expect(insisted.findings).toMatchObject({ count: 1, marked: [] });
    expect(problem(insisted, 'forbidden').title).toContain('CPR-nummer (2512••-••••)');
  });

  it('is not offered where policy says never', () => {
    const policy = aPolicy({ detection: { ...aPolicy().detection, override: 'never' } });
    const { findings } = view(orderTo('anna@gmail.com', { api: { answers: ANSWERS, policy } }));
    expect(findings.items[0]?.marking).toEqual({ kind: 'withheld' });
  });

  it('is said kindly to be one too many when the draft can hold no more', () => {
    const overrides = Array.from({ length: MOST_OVERRIDES }, (_, at) => ({
      key: `k${at}`,
      reason: 'made-up' as const,
    }));
    const marking = (count: number) =>
      view(
        orderTo('anna@gmail.com', { choices: { secureMode: false, overrides: overrides.slice(0, count) } }),
      ).findings.items[0]?.marking;
    expect(marking(MOST_OVERRIDES)).toEqual({ kind: 'withheld', why: override.full(MOST_OVERRIDES) });
    expect(marking(MOST_OVERRIDES - 1)?.kind).toBe('offered');
  });
});

describe('The declaration', () => {
  it('is offered only where it would change anything', () => {
    expect(scene('ordinary mail').canDeclare).toBe(true);
    expect(scene('forbidden').canDeclare).toBe(false);
    expect(scene('no recipients').canDeclare).toBe(false);
  });
});

describe('The considerations', () => {
  const policy = aPolicy({
    organisation: { ...aPolicy().organisation, country: 'DK', guidance: 'https://phv.example/ret' },
  });
  const abroad = (address: string, transport: 'tunnel' | 'tls') =>
    problem(
      view({
        draft: { bodyHtml: `<p>cpr ${TEST_CPR}</p>`, recipients: to(address) },
        api: {
          policy,
          answers: [
            aClassification({
              address,
              transport,
              assurance: transport === 'tls' ? 'verified-now' : 'listed',
              reasons: ['sts-unreachable'],
            }),
          ],
        },
      }),
      'considerations',
    );

  it('name the country of who is abroad, and do not speak of TLS where there is none', () => {
    const card = abroad('elin@skola.example.se', 'tunnel');
    expect(card.body).toBe('Personoplysningerne sendes til udlandet: Sverige.');
    expect(card.points).toHaveLength(3);
    // Not why they get mail as they do: that is no help with these questions.
    expect(card.recipients).toMatchObject([{ name: 'elin@skola.example.se' }]);
    expect(card.recipients.map(({ reason }) => reason)).toEqual([undefined]);
  });

  it('speak of both where both hold', () => {
    expect(abroad('jim@school.example.com.au', 'tls').body).toBe(
      'Mailen sendes med TLS. Om det er nok, afhænger af modtageren. Personoplysningerne sendes til udlandet: Australien.',
    );
  });

  it('lead to the organisation’s own words, where it has some', () => {
    expect(abroad('elin@skola.example.se', 'tunnel').link).toEqual({
      label: 'Læs organisationens vejledning',
      url: 'https://phv.example/ret',
    });
    expect(problem(scene('considerations'), 'considerations').link).toBeUndefined();
  });
});
