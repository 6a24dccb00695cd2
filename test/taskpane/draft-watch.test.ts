import { createDraftWatch } from '../../src/taskpane/draft-watch.ts';
import type { Found } from '../../src/taskpane/draft-scan.ts';
import type { DraftWatch } from '../../src/taskpane/draft-watch.ts';
import { aRecipient, TEST_CPR } from '../support/builders.ts';
import { fakeItem, fakeOutlook } from '../support/fake-outlook.ts';
import type { FakeOutlook } from '../support/fake-outlook.ts';

let watch: DraftWatch;
const TIMING = { pollMs: 1000, debounceMs: 50 };

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  watch.stop();
  jest.useRealTimers();
});

async function watching(outlook: FakeOutlook): Promise<void> {
  watch = createDraftWatch(outlook, TIMING);
  await jest.advanceTimersByTimeAsync(0);
}

function draftNow() {
  const current = watch.current();
  if (current.kind !== 'read') throw new Error(`the draft is ${current.kind}`);
  return current;
}

const addresses = (): readonly string[] => draftNow().draft.recipients.map(({ address }) => address);

describe('the draft', () => {
  it('is read at once', async () => {
    watch = createDraftWatch(fakeOutlook({ item: fakeItem({ subject: 'Hej' }) }), TIMING);
    expect(watch.current().kind).toBe('loading');
    await jest.advanceTimersByTimeAsync(0);
    expect(draftNow().draft.subject).toBe('Hej');
  });

  it('follows recipients as they are typed, a burst of them in one go', async () => {
    const item = fakeItem();
    await watching(fakeOutlook({ item }));
    let changes = 0;
    watch.subscribe(() => changes++);
    item.change({ recipients: [aRecipient('a@x.example')] });
    await jest.advanceTimersByTimeAsync(49);
    item.change({ recipients: [aRecipient('a@x.example'), aRecipient('b@x.example')] });
    await jest.advanceTimersByTimeAsync(49);
    expect(changes).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(addresses()).toEqual(['a@x.example', 'b@x.example']);
    expect(changes).toBe(1);
  });

  it('follows sender, subject and body, which have no event', async () => {
    const item = fakeItem();
    await watching(fakeOutlook({ item }));
    item.change({ sender: 'hr@phv.example', subject: 'Ny', bodyHtml: '<p>Ny</p>' });
    await jest.advanceTimersByTimeAsync(999);
    expect(draftNow().draft.subject).toBe('Aftale');
    await jest.advanceTimersByTimeAsync(1);
    expect(draftNow().draft).toMatchObject({
      sender: 'hr@phv.example',
      subject: 'Ny',
      bodyHtml: '<p>Ny</p>',
    });
  });

  it('comes with what was found in exactly this text', async () => {
    const item = fakeItem({ bodyHtml: '<p>Intet her</p>' });
    await watching(fakeOutlook({ item }));
    expect(draftNow().found.findings).toEqual([]);
    item.change({ bodyHtml: `<p>cpr ${TEST_CPR}</p>` });
    await jest.advanceTimersByTimeAsync(1000);
    expect(draftNow().found).toMatchObject({
      bodyText: `cpr ${TEST_CPR}`,
      findings: [{ type: 'dk_cpr', part: 'body', value: TEST_CPR }],
    });
  });

  it('that cannot be looked through is not shown as if nothing had been found', async () => {
    const broken = (): Promise<Found> => Promise.reject(new Error('broken'));
    watch = createDraftWatch(fakeOutlook(), TIMING, broken);
    await jest.advanceTimersByTimeAsync(0);
    expect(watch.current().kind).toBe('failed');
  });

  it('says nothing while nothing changes', async () => {
    await watching(fakeOutlook());
    let changes = 0;
    watch.subscribe(() => changes++);
    await jest.advanceTimersByTimeAsync(5000);
    expect(changes).toBe(0);
  });

  it('of a pinned pane is the one in the window, and the old one is let go', async () => {
    const first = fakeItem({ subject: 'Den ene' });
    const second = fakeItem({ subject: 'Den anden' });
    const outlook = fakeOutlook({ item: first });
    await watching(outlook);
    outlook.showItem(undefined);
    await jest.advanceTimersByTimeAsync(0);
    expect(watch.current().kind).toBe('none');
    outlook.showItem(second);
    await jest.advanceTimersByTimeAsync(0);
    expect(draftNow().draft.subject).toBe('Den anden');
    expect(first.listeners()).toBe(0);
    expect(second.listeners()).toBe(2);
  });

  it('that was read too late, after the window showed another, is not shown', async () => {
    const slow = fakeItem({ subject: 'Den gamle' });
    let finish = (): void => undefined;
    const held = {
      ...slow,
      readDraft: () => new Promise<never>((_resolve, reject) => (finish = () => reject(new Error('late')))),
    };
    const outlook = fakeOutlook({ item: held });
    await watching(outlook);
    outlook.showItem(fakeItem({ subject: 'Den nye' }));
    finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(draftNow().draft.subject).toBe('Den nye');
  });

  it('that Outlook does not give is told, and tried again', async () => {
    const item = fakeItem();
    item.failReading(true);
    await watching(fakeOutlook({ item }));
    expect(watch.current().kind).toBe('failed');
    item.failReading(false);
    await jest.advanceTimersByTimeAsync(1000);
    expect(draftNow().draft.subject).toBe('Aftale');
  });

  it('stays shown when one poll fails', async () => {
    const item = fakeItem();
    await watching(fakeOutlook({ item }));
    item.failReading(true);
    await jest.advanceTimersByTimeAsync(1000);
    expect(watch.current().kind).toBe('read');
  });
});

describe('choices', () => {
  it('are shown at once and written to the draft', async () => {
    const item = fakeItem();
    await watching(fakeOutlook({ item }));
    const done = watch.choose({ secureMode: true });
    expect(draftNow().choices).toEqual({ secureMode: true });
    await done;
    expect(item.choices()).toEqual({ secureMode: true });
  });

  it('do not flicker when the draft is read while they are being written', async () => {
    const item = fakeItem({}, { secureMode: false });
    let finish = (): void => undefined;
    const slow = { ...item, writeChoices: () => new Promise<void>((resolve) => (finish = resolve)) };
    await watching(fakeOutlook({ item: slow }));
    const done = watch.choose({ secureMode: true });
    await jest.advanceTimersByTimeAsync(3000);
    expect(draftNow().choices).toEqual({ secureMode: true });
    await item.writeChoices({ secureMode: true });
    finish();
    await done;
    await jest.advanceTimersByTimeAsync(0);
    expect(draftNow().choices).toEqual({ secureMode: true });
  });

  it('fall back when Outlook does not keep them', async () => {
    const item = fakeItem({}, { secureMode: false });
    await watching(fakeOutlook({ item }));
    item.failWriting(true);
    await expect(watch.choose({ secureMode: true })).rejects.toThrow();
    expect(draftNow().choices).toEqual({ secureMode: false });
  });
});
