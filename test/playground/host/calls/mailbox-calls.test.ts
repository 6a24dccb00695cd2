import type { CallContext } from '../../../../src/playground/host/calls/mailbox-call.ts';
import { MAILBOX_CALLS } from '../../../../src/playground/host/calls/mailbox-calls.ts';
import { CLIENT_PROFILES } from '../../../../src/playground/model/client-profile.ts';
import { createMailStore } from '../../../../src/playground/model/mail-store.ts';
import type { PlaygroundDraft } from '../../../../src/playground/model/types.ts';

const USER = { address: 'mette.holm@phv.example', name: 'Mette Holm' };

function callOn(seed: Partial<PlaygroundDraft> = {}, window: CallContext['window'] = {}) {
  const store = createMailStore({ owner: USER });
  const { id } = store.createDraft(seed);
  const draft = (): PlaygroundDraft => {
    const found = store.draft(id);
    if (found === undefined) throw new Error('The draft is gone.');
    return found;
  };
  const call = (dispatchId: number, params: unknown = {}) =>
    MAILBOX_CALLS[dispatchId]?.({
      draft: draft(),
      store,
      update: (change) => store.updateDraft(id, 'addin', change),
      params: params as CallContext['params'], // each test gives what the wire would
      rawParams: params,
      profile: CLIENT_PROFILES.web,
      user: USER,
      initializationContext: '',
      window,
    });
  return { call, draft, store };
}

describe('Calls of the mailbox API', () => {
  test('the web takes 1,000 recipients in all, and not one more', () => {
    const to = Array.from({ length: 999 }, (_, number) => ({
      address: `a${number}@phv.example`,
      name: '',
      type: 'user' as const,
      isResolved: true,
    }));
    const { call, draft } = callOn({ to });
    const one = { recipientField: 1, recipientArray: [{ address: 'b@bank.example', name: '' }] };
    expect(call(22, one)).toEqual({ error: false, errorCode: 0 });
    expect(draft().cc).toHaveLength(1);
    expect(call(22, one)).toEqual({ error: true, errorCode: 9012 });
    expect(draft().cc).toHaveLength(1);
  });

  test('an empty list clears the line', () => {
    const bank = {
      address: 'post@bank.example',
      name: 'Banken',
      type: 'externalUser',
      isResolved: true,
    } as const;
    const { call, draft } = callOn({ bcc: [bank] });
    expect(call(21, { recipientField: 2, recipientArray: [] })).toEqual({ error: false, errorCode: 0 });
    expect(draft().bcc).toEqual([]);
  });

  test('a name that is no address stays as unresolved text beside one that is', () => {
    const { call, draft } = callOn();
    call(21, {
      recipientField: 0,
      recipientArray: [{ address: 'jens' }, { address: 'ida@stud.phv.example' }],
    });
    expect(draft().to.map(({ isResolved, type }) => [isResolved, type])).toEqual([
      [false, 'externalUser'],
      [true, 'externalUser'],
    ]);
  });

  test('header names are the same in any case, and the last one written stands', () => {
    const { call, draft } = callOn({ internetHeaders: { 'X-Secure-Send': 'draft; off' } });
    call(152, { internetHeaderNameValuePairs: { 'x-secure-send': 'draft; on' } });
    expect(draft().internetHeaders).toEqual({ 'x-secure-send': 'draft; on' });
    call(153, { internetHeaderKeys: ['X-SECURE-SEND'] });
    expect(draft().internetHeaders).toEqual({});
  });

  test('an attachment that is no base64 is refused', () => {
    const { call, draft } = callOn();
    for (const base64String of ['', 'not base64!', 'data:text/plain;base64,SGVq'])
      expect(call(148, { base64String, name: 'a.txt' })).toEqual({ error: true, errorCode: 9007 });
    expect(draft().attachments).toEqual([]);
  });

  test('an attached mail is given as a mail', () => {
    const mail = {
      id: 'm1',
      name: 'Svar',
      size: 3,
      isInline: false,
      type: 'item',
      contentBase64: 'SGVq',
    } as const;
    expect(callOn({ attachments: [mail] }).call(150, { id: 'm1' })).toMatchObject({
      data: { format: 'eml' },
    });
  });

  test('text goes where the caret is, when the window knows', () => {
    const inserted: string[] = [];
    const window = {
      insertAtCaret: (html: string) => inserted.push(html),
      selectedHtml: () => '<b>valgt</b>',
    };
    const { call, draft } = callOn({ bodyHtml: '<p>x</p>' }, window);
    call(13, { data: 'a<b', coercionType: 0 });
    expect(inserted).toEqual(['<div>a&lt;b</div>']);
    expect(draft().bodyHtml).toBe('<p>x</p>');
    expect(call(28, { coercionType: 0 })).toMatchObject({ data: { data: 'valgt' } });
    expect(call(28, { coercionType: 3 })).toMatchObject({ data: { data: '<b>valgt</b>' } });
  });

  test('the pane and the item are closed by the window', () => {
    const closed: string[] = [];
    const { call } = callOn(
      {},
      { closeItem: () => closed.push('item'), closePane: () => closed.push('pane') },
    );
    expect([call(41), call(42)]).toEqual([undefined, undefined]);
    expect(closed).toEqual(['item', 'pane']);
  });

  test('a category is added once, and none is no request', () => {
    const { call, draft } = callOn();
    call(158, { categories: ['Blå'] });
    call(158, { categories: ['Blå', 'Rød'] });
    expect(draft().categories.map(({ displayName }) => displayName)).toEqual(['Blå', 'Rød']);
    expect(call(158, { categories: [] })).toEqual({ error: true, errorCode: 9044 });
  });

  test.each([33, 35])('a notification (%i) without key or of an unknown kind is refused', (dispatchId) => {
    const { call } = callOn();
    expect(call(dispatchId, { key: '', type: 0, message: 'x' })).toEqual({ error: true, errorCode: 9031 });
    expect(call(dispatchId, { key: 'a', type: 9, message: 'x' })).toEqual({ error: true, errorCode: 9031 });
    expect(call(36, { key: 'a' })).toEqual({ error: true, errorCode: 9024 });
  });

  test('settings that are no settings fail', () => {
    const { call, store } = callOn();
    expect(call(404, 'x')).toEqual({ error: true, errorCode: 9019 });
    expect(call(404, [{ last: '"hr"' }])).toEqual({ error: false, errorCode: 0 });
    expect(store.state().roamingSettings).toEqual({ last: '"hr"' });
  });

  test('what Outlook has and the playground has not is refused, not ignored', () => {
    const { call } = callOn();
    for (const dispatchId of [100, 108, 161, 162, 166, 167])
      expect(call(dispatchId)).toEqual({ error: true, errorCode: 5000 });
    expect(call(5)).toMatchObject({ wasProxySuccessful: false });
  });

  test('telemetry waits for no answer', () => {
    const { call } = callOn();
    for (const dispatchId of [163, 193, 400, 401, 402]) expect(call(dispatchId)).toBeUndefined();
  });
});
