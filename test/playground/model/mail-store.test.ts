import { createMailStore } from '../../../src/playground/model/mail-store.ts';
import type { StoreChange } from '../../../src/playground/model/types.ts';

const OWNER = { address: 'mette.holm@phv.example', name: 'Mette Holm' };

describe('The mailbox of the playground', () => {
  test('a new draft is empty and from the mailbox’s own user', () => {
    const store = createMailStore({ owner: OWNER });
    expect(store.createDraft({ subject: 'Hej' })).toMatchObject({
      from: OWNER,
      to: [],
      subject: 'Hej',
      isSaved: false,
    });
  });

  test('a change is told once, with who made it, after the state has it', () => {
    const store = createMailStore({ owner: OWNER });
    const { id } = store.createDraft();
    const heard: [StoreChange, string | undefined][] = [];
    const stop = store.subscribe((change) => heard.push([change, store.draft(id)?.subject]));
    store.updateDraft(id, 'addin', (draft) => ({ ...draft, subject: 'Nyt' }));
    store.updateDraft(id, 'user', (draft) => draft);
    store.updateDraft('no such draft', 'user', (draft) => ({ ...draft, subject: 'Andet' }));
    stop();
    store.updateDraft(id, 'user', (draft) => ({ ...draft, subject: 'Uhørt' }));
    expect(heard).toHaveLength(1);
    expect(heard[0]?.[0]).toMatchObject({ kind: 'draft', origin: 'addin', previous: { subject: '' } });
    expect(heard[0]?.[1]).toBe('Nyt');
  });

  test('the state object is another after each change, and the same without one', () => {
    const store = createMailStore({ owner: OWNER });
    const before = store.state();
    store.removeDraft('no such draft');
    expect(store.state()).toBe(before);
    store.saveRoamingSettings({ last: '"hr"' });
    expect(store.state()).not.toBe(before);
    expect(store.state().roamingSettings).toEqual({ last: '"hr"' });
  });

  test('what is sent lies in Sent Items as it left, and in Drafts no more', () => {
    const store = createMailStore({ owner: OWNER, now: () => 42 });
    const { id } = store.createDraft({
      subject: 'Hej',
      internetHeaders: { 'x-a': '1' },
      sessionData: { b: '2' },
    });
    expect(store.send(id)).toMatchObject({ sentAt: 42, subject: 'Hej', internetHeaders: { 'x-a': '1' } });
    expect(store.state().sent[0]).not.toHaveProperty('sessionData');
    expect(store.state().drafts).toEqual([]);
    expect(store.send(id)).toBeUndefined();
  });

  test('a kept mailbox goes on with fresh ids', () => {
    const first = createMailStore({ owner: OWNER });
    const { id } = first.createDraft();
    const second = createMailStore({ owner: OWNER, initial: first.state() });
    expect(second.createDraft().id).not.toBe(id);
    second.removeDraft(id);
    expect(second.draft(id)).toBeUndefined();
  });
});
