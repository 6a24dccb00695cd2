import { scanDraft } from '../../src/domain/detection/scan.ts';
import { visibleText } from '../../src/domain/detection/visible-text.ts';
import { FINDING_TYPES } from '../../src/domain/finding.ts';
import { createDraftScan } from '../../src/taskpane/draft-scan.ts';
import { aDraft, TEST_CPR } from '../support/builders.ts';

const LINE = '<p>Hej, vi ses til mødet på torsdag, og så taler vi om resten.</p>';
const LONG = aDraft({
  subject: `Om cpr ${TEST_CPR}`,
  bodyHtml: `${LINE.repeat(5000)}<p>cpr ${TEST_CPR}</p>${LINE.repeat(5000)}`,
  attachments: [{ id: '1', name: `${TEST_CPR}.pdf`, size: 1, isInline: false }],
});

afterEach(() => jest.restoreAllMocks());

describe('Looking through a draft', () => {
  it('finds what is found at Send, in subject, body and names of files', async () => {
    const found = await createDraftScan()(LONG);
    expect(found.bodyText).toBe(visibleText(LONG.bodyHtml));
    expect(found.findings).toEqual(scanDraft(LONG, FINDING_TYPES));
    expect(found.findings.map(({ part }) => part)).toEqual(['subject', 'body', `attachment:${TEST_CPR}.pdf`]);
  });

  it('lets others have their turn, as often as its time is up', async () => {
    const pauses = jest.spyOn(globalThis, 'setTimeout');
    // A clock on which each step takes all of a slice.
    let now = 0;
    await createDraftScan(() => (now += 20))(LONG);
    expect(pauses.mock.calls.length).toBeGreaterThan(20);
  });

  it('of an everyday mail waits for nobody', async () => {
    const pauses = jest.spyOn(globalThis, 'setTimeout');
    await createDraftScan(() => 0)(LONG);
    expect(pauses).not.toHaveBeenCalled();
  });

  it('again costs nothing for a text that has not changed, and little for one that has in one place', async () => {
    const pauses = jest.spyOn(globalThis, 'setTimeout');
    let now = 0;
    const scan = createDraftScan(() => (now += 20));
    await scan(LONG);
    const first = pauses.mock.calls.length;
    await scan({ ...LONG, subject: 'Et andet emne' });
    expect(pauses.mock.calls.length).toBe(first);
    const changed = LONG.bodyHtml.replace(TEST_CPR, 'et nummer');
    const found = await scan({ ...LONG, bodyHtml: changed });
    expect(found.findings.map(({ part }) => part)).not.toContain('body');
    expect(pauses.mock.calls.length - first).toBeLessThan(first);
  });
});
