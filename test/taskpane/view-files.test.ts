import type { FileFinding, FileState, UnreadPart } from '../../src/domain/attachment.ts';
import { attachmentKey } from '../../src/domain/draft.ts';
import type { DraftAttachment } from '../../src/domain/draft.ts';
import { findingKey } from '../../src/domain/override.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import type { PaneView } from '../../src/taskpane/view-types.ts';
import { aFinding, aPolicy, aRecipient, TEST_CPR } from '../support/builders.ts';
import { ANSWERS } from './scenes.ts';
import { knownIn, labels, problem, viewOf } from './view-of.ts';

const { files: texts, headline, card } = wordingFor('da').pane;
const file = (name: string, change: Partial<DraftAttachment> = {}): DraftAttachment => ({
  id: name,
  name,
  size: 20_000,
  isInline: false,
  ...change,
});
const SHEET = file('løn.xlsx');
const FOUND: FileFinding = {
  ...aFinding({ part: 'attachment:løn.xlsx', value: TEST_CPR, start: 40, end: 51 }),
  place: [{ kind: 'sheet', name: 'Ansatte', cell: 'B7' }],
  before: 'Nancy Ann Berggren ',
  after: ' fuldtid',
};
const read = (change: Partial<Extract<FileState, { kind: 'read' }>> = {}): FileState => ({
  kind: 'read',
  findings: [],
  unread: [],
  ...change,
});
const unread = (...parts: readonly UnreadPart[]): FileState => read({ unread: parts });
const whole = (reason: UnreadPart['reason']): FileState => unread({ place: [], reason });

function view(states: readonly (readonly [DraftAttachment, FileState])[], to = 'anna@gmail.com'): PaneView {
  const draft = { recipients: [aRecipient(to)], attachments: states.map(([one]) => one) };
  const policy = aPolicy();
  const known = knownIn({ draft, api: { answers: ANSWERS, policy } });
  const files = new Map(states.map(([one, state]) => [attachmentKey(one), state]));
  return viewOf({ ...known, files });
}
const statusOf = (state: FileState) => view([[SHEET, state]]).files?.items[0];

describe('An attached file', () => {
  it('says how far it is read', () => {
    const begun: FileState = { kind: 'pending', progress: 0 };
    const both = view([
      [SHEET, begun],
      [file('b.csv'), begun],
    ]);
    expect(both.files?.items.map(({ status }) => status)).toEqual([texts.begun, texts.waiting]);
    expect(statusOf({ kind: 'pending', progress: 0.456 })?.status).toBe('læses … 45 %');
  });

  it('says that nothing was found, or how much', () => {
    expect(statusOf(read())).toMatchObject({ tone: 'good', status: 'intet fundet', details: [] });
    expect(statusOf(read({ findings: [FOUND, FOUND] }))).toMatchObject({ tone: 'ask', status: '2 fund' });
  });

  it('says in plain words why it could not be looked through, never that nothing was found', () => {
    expect(statusOf(whole('encrypted'))).toEqual(
      expect.objectContaining({
        tone: 'unknown',
        status: 'kunne ikke undersøges',
        details: ['den er beskyttet med adgangskode'],
      }),
    );
  });

  it('names the parts that could not be read, up to three', () => {
    const pages = [1, 2, 3, 4, 5].map((number) => ({
      place: [{ kind: 'page' as const, number }],
      reason: 'scanned-page' as const,
    }));
    expect(statusOf(unread(...pages))).toMatchObject({
      status: texts.partlyUnread,
      details: [1, 2, 3].map((page) => `side ${page}: det er en indscannet side`).concat('og 2 til'),
    });
  });

  it('shows what was found in it with its place and the words around, masked', () => {
    const { findings } = view([[SHEET, read({ findings: [FOUND] })]]);
    expect(findings.items).toEqual([
      expect.objectContaining({
        place: 'I filen løn.xlsx, ark Ansatte, celle B7',
        before: 'Nancy Ann Berggren ',
        masked: '2512••-••••',
        after: ' fuldtid',
      }),
    ]);
  });

  it('with personal data stops the mail to consumer mail, like the text', () => {
    const stopped = view([[SHEET, read({ findings: [FOUND] })]]);
    expect(stopped.headline.text).toBe(headline.stopped);
    expect(problem(stopped, 'forbidden').title).toContain('CPR-nummer (2512••-••••) i filen løn.xlsx');
  });
});

describe('While files are read', () => {
  const PENDING: FileState = { kind: 'pending', progress: 0.2 };

  it('the verdict line says which, nothing is asked yet, and nothing is called ready', () => {
    const reading = view([
      [file('a.csv'), read()],
      [SHEET, PENDING],
      [file('b.csv'), PENDING],
    ]);
    expect(reading.headline).toMatchObject({ tone: 'busy', text: 'Læser vedhæftet fil 2 af 3 …' });
    expect(reading.cards).toEqual([]);
    expect(reading.isSettled).toBe(false);
  });

  it('a mail to colleagues is not called ready either', () => {
    expect(view([[SHEET, PENDING]], 'jens.friis@phv.example').headline.text).toBe(
      'Læser den vedhæftede fil …',
    );
  });

  it('what stops the mail already is said at once', () => {
    const stopped = view([
      [file('a.xlsx'), read({ findings: [FOUND] })],
      [SHEET, PENDING],
    ]);
    expect(stopped.headline.text).toBe(headline.stopped);
    expect(problem(stopped, 'forbidden').kind).toBe('forbidden');
  });
});

describe('The question about files that could not be read', () => {
  it('tells each by name and reason', () => {
    const asked = view([
      [file('journal.zip'), whole('encrypted')],
      [file('noter.csv'), read()],
      [file('foto.jpg'), whole('picture')],
    ]);
    expect(problem(asked, 'unreadable')).toMatchObject({
      title: '2 vedhæftede filer er ikke undersøgt.',
      points: ['journal.zip: den er beskyttet med adgangskode', 'foto.jpg: det er et billede'],
    });
  });

  it('offers to try again what Outlook did not hand over', () => {
    expect(labels(problem(view([[SHEET, whole('not-downloaded')]]), 'unreadable'))).toContain(card.retry);
    expect(labels(problem(view([[SHEET, whole('encrypted')]]), 'unreadable'))).not.toContain(card.retry);
  });

  it('is not asked when all were read', () => {
    expect(view([[SHEET, read()]])).toMatchObject({ cards: [], headline: { text: headline.ordinary } });
  });
});

it('the files fold under what came of them', () => {
  const summary = (states: readonly FileState[]) =>
    view(states.map((state, at) => [file(`${at}.csv`), state])).files?.summary;
  expect(summary([read(), read()])).toBe('intet fundet');
  expect(summary([read({ findings: [FOUND] }), whole('corrupt')])).toBe('1 fund · 1 ikke undersøgt');
  expect(summary([read(), { kind: 'pending', progress: 0 }])).toBe('');
  expect(view([]).files).toBeUndefined();
});

it('a false alarm inside a file is marked like any other', () => {
  const doubtful = { ...FOUND, value: '010180-1234', confidence: 'low' as const };
  const draft = { recipients: [aRecipient('anna@gmail.com')], attachments: [SHEET] };
  const policy = aPolicy({ detection: { ...aPolicy().detection, override: 'with-reason' } });
  const overrides = [{ key: findingKey(doubtful), reason: 'made-up' as const }];
  const known = knownIn({
    draft,
    api: { answers: ANSWERS, policy },
    choices: { secureMode: false, overrides },
  });
  const files = new Map([[attachmentKey(SHEET), read({ findings: [doubtful] })]]);
  const marked = viewOf({ ...known, files });
  expect(marked.cards).toEqual([]);
  expect(marked.findings.marked).toMatchObject([{ places: 'I filen løn.xlsx, ark Ansatte, celle B7' }]);
});
