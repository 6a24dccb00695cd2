import { createMailStore } from '../../../src/playground/model/mail-store.ts';
import { forgetMailbox, keepMailbox, recallMailbox } from '../../../src/playground/ui/mailbox-memory.ts';
import { OWNER } from '../../../src/playground/ui/people.ts';

beforeEach(() => {
  sessionStorage.clear();
  jest.useFakeTimers();
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('The mailbox of the tab', () => {
  test('is there again after a reload, with the draft’s headers', () => {
    const store = createMailStore({ owner: OWNER });
    keepMailbox(store);
    store.createDraft({ subject: 'Møde', internetHeaders: { 'x-secure-send': 'draft; on' } });
    jest.runAllTimers();
    expect(recallMailbox()).toEqual(store.state());
  });

  test('is kept when the page goes before the next moment', () => {
    const store = createMailStore({ owner: OWNER });
    keepMailbox(store);
    store.createDraft({ subject: 'Møde' });
    window.dispatchEvent(new Event('pagehide'));
    expect(recallMailbox()?.drafts[0]?.subject).toBe('Møde');
  });

  test('lets files go rather than mails when the browser has no more room', () => {
    const store = createMailStore({ owner: OWNER });
    const keep = Storage.prototype.setItem;
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(function (this: Storage, key, value) {
      if (value.includes('aGVq')) throw new DOMException('full', 'QuotaExceededError');
      keep.call(this, key, value);
    });
    keepMailbox(store);
    const file = {
      id: 'a',
      name: 'brev.txt',
      size: 3,
      isInline: false,
      type: 'file',
      contentBase64: 'aGVq',
    } as const;
    store.createDraft({ subject: 'Møde', attachments: [file] });
    jest.runAllTimers();
    expect(recallMailbox()?.drafts).toMatchObject([{ subject: 'Møde', attachments: [] }]);
  });

  test('is forgotten when the person begins anew', () => {
    const store = createMailStore({ owner: OWNER });
    const stop = keepMailbox(store);
    store.createDraft({ subject: 'Møde' });
    stop();
    forgetMailbox();
    jest.runAllTimers();
    expect(recallMailbox()).toBeUndefined();
  });

  test('is empty when what was kept cannot be read', () => {
    sessionStorage.setItem('playground.mailbox', '{half');
    expect(recallMailbox()).toBeUndefined();
  });
});
