import { openRoom } from './bench.ts';
import type { Asked, BenchRoom, OpenBench } from './bench.ts';

jest.setTimeout(90_000);

const IDA = {
  address: 'ida.krogh@stud.phv.example',
  name: 'Ida Krogh',
  type: 'user',
  isResolved: true,
} as const;
const BANK = {
  address: 'post@bank.example',
  name: 'Banken',
  type: 'externalUser',
  isResolved: true,
} as const;
const LIST = { address: '', name: 'Mine venner', type: 'other', isResolved: true } as const;
const TYPED = { address: 'jens', name: 'jens', type: 'other', isResolved: false } as const;

const ok = (value: unknown = null): Asked => ({ status: 'succeeded', value, code: null });
const no = (code: number): Asked => ({ status: 'failed', value: null, code });

describe('The mailbox API, asked by a foreign add-in', () => {
  let room: BenchRoom;
  let bench: OpenBench;
  beforeAll(async () => {
    room = await openRoom();
  });
  afterAll(() => room.close());
  afterEach(async () => {
    expect(await bench.troubles()).toEqual([]);
    await bench.close();
  });

  const openWith = async (draft: object = {}, more: object = {}): Promise<void> => {
    bench = await room.open({ draft, ...more });
    await bench.inHost((it) => it.mountPane());
  };
  const ask = (path: string, ...args: readonly unknown[]): Promise<Asked> =>
    bench.ask(`mailbox.item.${path}`, ...args);

  test('recipients are read without unresolved text, written, added, and limited as the client limits them', async () => {
    await openWith({ to: [IDA, TYPED, LIST], cc: [BANK] });
    const to = (await ask('to.getAsync')).value;
    expect(to).toEqual([
      expect.objectContaining({ emailAddress: IDA.address, displayName: 'Ida Krogh', recipientType: 'user' }),
      expect.objectContaining({ emailAddress: '', displayName: 'Mine venner', recipientType: 'other' }),
    ]);
    expect(await ask('cc.getAsync')).toMatchObject({ value: [{ recipientType: 'externalUser' }] });
    expect(
      await ask('bcc.addAsync', ['new@phv.example', { displayName: 'Ole', emailAddress: 'ole@ude.example' }]),
    ).toEqual(ok());
    expect(await ask('bcc.getAsync')).toMatchObject({
      value: [
        { emailAddress: 'new@phv.example', recipientType: 'user' },
        { displayName: 'Ole', recipientType: 'externalUser' },
      ],
    });
    expect(await ask('to.setAsync', ['only@bank.example'])).toEqual(ok());
    expect(await ask('to.setAsync', ['no address'])).toEqual(no(9013));
    expect(await bench.inHost((it) => it.draft()?.to.map(({ address }) => address))).toEqual([
      'only@bank.example',
    ]);
    expect(await ask('from.getAsync')).toMatchObject({ value: { emailAddress: 'mette.holm@phv.example' } });
  });

  test('classic reads 500 recipients of a line and takes no more than 500', async () => {
    const many = Array.from({ length: 501 }, (_, number) => ({
      ...BANK,
      address: `a${number}@bank.example`,
    }));
    await openWith({ to: many }, { profile: 'classic' });
    expect((await ask('to.getAsync')).value).toHaveLength(500);
    expect(await ask('cc.addAsync', ['one@more.example'])).toEqual(no(9012));
  });

  test('subject and body are read and written as text and as HTML', async () => {
    await openWith({ subject: 'Emne', bodyHtml: '<p>Hej &amp; <b>goddag</b></p><p>CPR</p>' });
    expect(await ask('subject.getAsync')).toEqual(ok('Emne'));
    expect(await ask('subject.setAsync', 'Nyt')).toEqual(ok());
    expect(await ask('body.getTypeAsync')).toEqual(ok('html'));
    expect(await ask('body.getAsync', 'text')).toEqual(ok('Hej & goddag\nCPR'));
    expect((await ask('body.getAsync', 'html')).value).toContain('<p>Hej &amp; <b>goddag</b></p>');
    expect(await ask('body.prependAsync', 'a < b', { coercionType: 'text' })).toEqual(ok());
    expect(await ask('body.setSelectedDataAsync', '<i>x</i>', { coercionType: 'html' })).toEqual(ok());
    expect(await bench.inHost((it) => it.draft())).toMatchObject({
      subject: 'Nyt',
      bodyHtml: '<div>a &lt; b</div><p>Hej &amp; <b>goddag</b></p><p>CPR</p><i>x</i>',
    });
    expect(
      await ask('body.setAsync', '<html><body><p>kun</p></body></html>', { coercionType: 'html' }),
    ).toEqual(ok());
    expect(await ask('body.setSignatureAsync', '<p>sig</p>', { coercionType: 'html' })).toEqual(ok());
    expect(await bench.inHost((it) => it.draft()?.bodyHtml)).toBe('<p>kun</p><p>sig</p>');
    expect(await ask('body.appendOnSendAsync', 'x', { coercionType: 'text' })).toEqual(no(5000));
    expect(await ask('setSelectedDataAsync', 'y', { coercionType: 'text' })).toEqual(ok());
    expect(await ask('getSelectedDataAsync', 'text')).toEqual(ok({ data: '', sourceProperty: 'body' }));
  });

  test('attachments are listed, read, added and removed', async () => {
    const file = {
      id: 'f1',
      name: 'liste.txt',
      size: 3,
      isInline: false,
      type: 'file',
      contentBase64: 'SGVq',
    };
    await openWith({ attachments: [file, { ...file, id: 'c1', type: 'cloud' }] });
    expect(await ask('getAttachmentsAsync')).toMatchObject({
      value: [{ id: 'f1', name: 'liste.txt', size: 3, isInline: false, attachmentType: 'file' }],
    });
    expect(await ask('getAttachmentContentAsync', 'f1')).toEqual(ok({ content: 'SGVq', format: 'base64' }));
    expect(await ask('getAttachmentContentAsync', 'none')).toEqual(no(9003));
    const added = await ask('addFileAttachmentFromBase64Async', 'SGVqIQ==', 'hej.txt', { isInline: false });
    expect(added.status).toBe('succeeded');
    expect(await bench.inHost((it) => it.draft()?.attachments.at(-1))).toMatchObject({
      name: 'hej.txt',
      size: 4,
    });
    expect(await ask('removeAttachmentAsync', added.value)).toEqual(ok());
    expect(await ask('removeAttachmentAsync', added.value)).toEqual(no(9008));
    expect(await ask('addFileAttachmentAsync', 'https://ude.example/fil.pdf', 'fil.pdf')).toEqual(no(9007));
    expect(await ask('addItemAttachmentAsync', 'item', 'mail')).toEqual(no(9049));
  });

  test('headers, session data, custom properties and roaming settings are kept', async () => {
    await openWith({ internetHeaders: { 'X-Old': 'there' } });
    expect(await ask('internetHeaders.setAsync', { 'x-secure-send': 'draft; on' })).toEqual(ok());
    expect(await ask('internetHeaders.getAsync', ['x-secure-send', 'x-old', 'x-none'])).toEqual(
      ok({ 'x-secure-send': 'draft; on', 'x-old': 'there' }),
    );
    expect(await ask('internetHeaders.removeAsync', ['x-old'])).toEqual(ok());
    expect(await bench.inHost((it) => it.draft()?.internetHeaders)).toEqual({ 'x-secure-send': 'draft; on' });

    expect(await ask('sessionData.setAsync', 'a', '1')).toEqual(ok());
    expect(await ask('sessionData.setAsync', 'b', 'x'.repeat(50_000))).toEqual(no(9051));
    expect(await ask('sessionData.getAsync', 'a')).toEqual(ok('1'));
    expect(await ask('sessionData.getAsync', 'z')).toEqual(no(9050));
    expect(await ask('sessionData.getAllAsync')).toEqual(ok({ a: '1' }));
    expect(await ask('sessionData.removeAsync', 'a')).toEqual(ok());
    expect(await ask('sessionData.clearAsync')).toEqual(ok());

    const pane = await bench.pane();
    const kept =
      await pane.evaluate(`new Promise((resolve) => Office.context.mailbox.item.loadCustomPropertiesAsync((loaded) => {
      loaded.value.set('colour', 'blue');
      loaded.value.saveAsync((saved) => resolve([loaded.status, saved.status]));
    }))`);
    expect(kept).toEqual(['succeeded', 'succeeded']);
    expect(await bench.inHost((it) => it.draft()?.customProperties)).toBe('{"colour":"blue"}');
    await pane.evaluate(`new Promise((resolve) => {
      Office.context.roamingSettings.set('mailbox', { last: 'hr' });
      Office.context.roamingSettings.saveAsync(resolve);
    })`);
    await bench.inHost((it) => it.mountPane());
    const again = await bench.pane();
    expect(await again.evaluate(`Office.context.roamingSettings.get('mailbox')`)).toEqual({ last: 'hr' });
  });

  test('notifications obey their rules: one per key, one insight, five in all', async () => {
    await openWith();
    const info = {
      type: 'informationalMessage',
      message: 'Sikker mail er slået til',
      icon: 'Icon.16',
      persistent: true,
    };
    const insight = {
      type: 'insightMessage',
      message: 'Tag stilling',
      icon: 'Icon.16',
      actions: [
        {
          actionType: 'showTaskPane',
          actionText: 'Vis',
          commandId: 'ForeignPane',
          contextData: { at: 'card' },
        },
      ],
    };
    const note = (method: string, ...args: readonly unknown[]): Promise<Asked> =>
      ask(`notificationMessages.${method}`, ...args);
    expect(await note('addAsync', 'state', info)).toEqual(ok());
    expect(await note('addAsync', 'state', info)).toEqual(no(9023));
    expect(await note('replaceAsync', 'other', info)).toEqual(no(9024));
    expect(await note('addAsync', 'what', insight)).toEqual(ok());
    expect(await note('addAsync', 'second', insight)).toEqual(no(9025));
    expect(await note('getAllAsync')).toMatchObject({
      value: [
        { key: 'state', type: 'informationalMessage', persistent: true },
        { key: 'what', type: 'insightMessage', actions: [{ actionText: 'Vis', commandId: 'ForeignPane' }] },
      ],
    });
    for (const key of ['three', 'four', 'five'])
      expect(await note('addAsync', key, { type: 'progressIndicator', message: 'Arbejder' })).toEqual(ok());
    expect(await note('addAsync', 'six', { type: 'errorMessage', message: 'Fejl' })).toEqual(no(9025));
    expect(await note('replaceAsync', 'three', { type: 'errorMessage', message: 'Fejl' })).toEqual(ok());
    expect(await note('removeAsync', 'three')).toEqual(ok());
    await bench.inHost((it) => it.host().pressNotification('what'));
    expect(await bench.inHost((it) => it.asked)).toEqual(['openPane ForeignPane {"at":"card"}']);
    expect(await ask('getInitializationContextAsync')).toEqual(ok('{"at":"card"}'));
  });

  test('a draft is saved, named, and tells how it began', async () => {
    await openWith({ composeType: 'reply' });
    expect(await ask('getItemIdAsync')).toEqual(no(9046));
    const saved = await ask('saveAsync');
    expect(saved).toEqual(ok(await bench.inHost((it) => it.draftId())));
    expect(await ask('getItemIdAsync')).toEqual(saved);
    expect(await ask('getComposeTypeAsync')).toEqual(ok({ composeType: 'reply', coercionType: 'html' }));
    expect(await ask('getInitializationContextAsync')).toEqual(ok(''));
    expect(await ask('isClientSignatureEnabledAsync')).toEqual(ok(false));
    expect(await ask('disableClientSignatureAsync')).toEqual(ok());
    expect(await ask('categories.addAsync', ['Blå'])).toEqual(ok());
    expect(await ask('categories.getAsync')).toMatchObject({ value: [{ displayName: 'Blå' }] });
    expect(await ask('categories.removeAsync', ['Blå'])).toEqual(ok());
    expect(await ask('delayDeliveryTime.getAsync')).toEqual(no(5000));
    expect(await bench.ask('mailbox.getUserIdentityTokenAsync')).toMatchObject({
      status: 'failed',
      code: 9018,
    });
    expect(await bench.ask('mailbox.getCallbackTokenAsync')).toMatchObject({ status: 'failed', code: 9018 });
    expect(await bench.ask('auth.getAccessTokenAsync', {})).toMatchObject({ status: 'failed', code: 13001 });
    const pane = await bench.pane();
    await pane.evaluate('Office.context.ui.closeContainer()');
    await bench.page.waitForFunction(() => window.bench.asked.includes('closePane'));
  });

  test('a call fails, lags or is never answered when a test asks for it', async () => {
    await openWith({ subject: 'Emne' });
    await bench.inHost((it) => it.host().controls.failNext(18, 9042));
    expect(await ask('subject.getAsync')).toEqual(no(9042));
    expect(await ask('subject.getAsync')).toEqual(ok('Emne'));
    await bench.inHost((it) => it.host().controls.setLatency(400));
    const startedAt = Date.now();
    await ask('subject.getAsync');
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(395);
    expect(await bench.inHost((it) => it.host().controls.mostAtOnce())).toBe(1);
    await Promise.all(['to', 'cc', 'bcc', 'subject'].map((name) => ask(`${name}.getAsync`)));
    expect(await bench.inHost((it) => it.host().controls.mostAtOnce())).toBe(4);
    await bench.inHost((it) => it.host().controls.setLatency(0));
    await bench.inHost((it) => it.host().controls.neverAnswer(150));
    const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 1500));
    expect(await Promise.race([ask('getAttachmentContentAsync', 'f1'), silence])).toBe('silence');
    await bench.inHost((it) => it.host().controls.answerAgain(150));
    expect(await ask('getAttachmentContentAsync', 'f1')).toEqual(no(9003));
  });
});
