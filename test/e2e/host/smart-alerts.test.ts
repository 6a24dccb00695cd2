import { openRoom } from './bench.ts';
import type { BenchOptions } from './bench-page.ts';
import type { BenchRoom, OpenBench } from './bench.ts';

jest.setTimeout(90_000);

const IDA = {
  address: 'ida.krogh@stud.phv.example',
  name: 'Ida Krogh',
  type: 'user',
  isResolved: true,
} as const;
const QUICK = { waitDialogMs: 300, sendTimeoutMs: 1200, bootTimeoutMs: 20_000 };

describe('Launch events and Smart Alerts, handled by a foreign event page', () => {
  let room: BenchRoom;
  let bench: OpenBench;
  let expectedTroubles: readonly string[];
  beforeEach(() => {
    expectedTroubles = [];
  });
  beforeAll(async () => {
    room = await openRoom();
  });
  afterAll(() => room.close());
  afterEach(async () => {
    expect(await bench.troubles()).toEqual(expectedTroubles);
    await bench.close();
  });

  const openWith = async (plan: object | string, more: BenchOptions = {}): Promise<void> => {
    const subject = typeof plan === 'string' ? plan : JSON.stringify(plan);
    bench = await room.open({ draft: { subject }, ...more });
  };
  const press = (): Promise<void> => bench.inHost((it) => it.host().pressSend());
  const state = () => bench.inHost((it) => it.host().sendState());
  const phase = async (wanted: string): Promise<unknown> => {
    await bench.page.waitForFunction((name) => window.bench.host().sendState().phase === name, wanted);
    return state();
  };
  const header = async (name: string): Promise<unknown> => {
    await bench.page.waitForFunction((key) => window.bench.draft()?.internetHeaders[key] !== undefined, name);
    return JSON.parse(String(await bench.inHost((it, key) => it.draft()?.internetHeaders[key], name)));
  };

  test('an allowed mail leaves with the headers that the handler set', async () => {
    await openWith('Hej');
    await bench.inHost((it) => it.edit({ internetHeaders: { 'x-mine': 'kept' } }));
    await press();
    await phase('sent');
    expect(await bench.inHost((it) => it.store.state().sent)).toMatchObject([
      { subject: 'Hej', internetHeaders: { 'x-mine': 'kept' } },
    ]);
    expect(await bench.inHost((it) => it.draft() === undefined)).toBe(true);
  });

  test('compose, recipients and attachments are told in one runtime, in their order', async () => {
    await openWith('Hej');
    await bench.inHost((it) => it.host().start());
    expect(await header('x-foreign-seen')).toEqual(['OnNewMessageCompose']);
    await bench.inHost((it, ida) => it.edit({ to: [ida] }), IDA);
    await bench.page.waitForFunction(() =>
      window.bench.draft()?.internetHeaders['x-foreign-seen']?.includes('Recipients'),
    );
    expect(await header('x-foreign-last')).toMatchObject({ fields: { to: true, cc: false, bcc: false } });
    await bench.inHost((it) =>
      it.edit({
        attachments: [
          { id: 'f1', name: 'a.txt', size: 1, isInline: false, type: 'file', contentBase64: 'QQ==' },
        ],
      }),
    );
    await bench.page.waitForFunction(() =>
      window.bench.draft()?.internetHeaders['x-foreign-seen']?.includes('Attachments'),
    );
    expect(await header('x-foreign-last')).toMatchObject({ status: 'added', name: 'a.txt' });
    expect(await header('x-foreign-seen')).toHaveLength(3);
    expect(await bench.page.locator('iframe').count()).toBe(1);
  });

  test('a function that nobody associated is unavailable', async () => {
    await openWith('Hej');
    const outcome = await bench.inHost((it) => it.host().raiseLaunchEvent('OnMessageFromChanged'));
    expect(outcome).toEqual({ kind: 'unavailable', why: 'notAssociated', status: 11101 });
  });

  test('a stop shows message, Markdown, label and action, and Take Action opens the pane with its context', async () => {
    await openWith({
      allowEvent: false,
      errorMessage: 'CPR-nummer må ikke sendes.',
      errorMessageMarkdown: '**CPR-nummer** må ikke sendes.',
      cancelLabel: 'Vis hvorfor',
      commandId: 'ForeignPane',
      contextData: 'card=cpr',
    });
    await press();
    expect(await phase('asking')).toEqual({
      phase: 'asking',
      dialog: {
        reason: 'stopped',
        message: 'CPR-nummer må ikke sendes.',
        markdown: '**CPR-nummer** må ikke sendes.',
        choices: ['takeAction', 'dontSend'],
        actionLabel: 'Vis hvorfor',
        commandId: 'ForeignPane',
        contextData: 'card=cpr',
      },
    });
    await bench.inHost((it) => it.host().chooseInDialog('takeAction'));
    expect(await state()).toEqual({ phase: 'writing' });
    expect(await bench.inHost((it) => it.asked)).toEqual(['openPane ForeignPane card=cpr']);
    expect(await bench.ask('mailbox.item.getInitializationContextAsync')).toMatchObject({
      value: 'card=cpr',
    });
    expect(await bench.inHost((it) => it.store.state().sent)).toEqual([]);
  });

  test('a send mode loosened at run time lets the person send anyway', async () => {
    await openWith({ allowEvent: false, errorMessage: 'Sikker på det?', sendModeOverride: 'promptUser' });
    await press();
    expect(await phase('asking')).toMatchObject({ dialog: { choices: ['sendAnyway', 'dontSend'] } });
    await bench.inHost((it) => it.host().chooseInDialog('sendAnyway'));
    expect(await state()).toEqual({ phase: 'sent' });
  });

  test('of two completions the first counts', async () => {
    await openWith({ allowEvent: false, errorMessage: 'Nej', twice: true });
    await press();
    expect(await phase('asking')).toMatchObject({ dialog: { message: 'Nej' } });
    await bench.page.waitForFunction(() => window.bench.host().controls.faults().length === 1);
    expect(await bench.inHost((it) => it.host().controls.faults())).toMatchObject([
      { code: 'completed-twice' },
    ]);
    expect(await state()).toMatchObject({ phase: 'asking' });
  });

  test('a handler that never completes brings the wait dialog, then the time-out, and the next send starts afresh', async () => {
    await openWith({ silent: true }, { timings: QUICK });
    await bench.inHost((it) => it.host().raiseLaunchEvent('OnMessageFromChanged'));
    await press();
    expect(await phase('waiting')).toMatchObject({
      dialog: { reason: 'taking-long', choices: ['dontSend'] },
    });
    expect(await phase('asking')).toMatchObject({ dialog: { reason: 'timed-out', choices: ['dontSend'] } });
    await bench.inHost((it) => it.host().chooseInDialog('dontSend'));
    await bench.inHost((it) => it.edit({ subject: 'Nu går det' }));
    await press();
    await phase('sent');
  });

  test('a prompting add-in that takes long may be passed by', async () => {
    const launchEvents = [{ name: 'OnMessageSend', functionName: 'onSend', sendMode: 'PromptUser' }] as const;
    await openWith({ silent: true }, { timings: QUICK, manifest: { launchEvents } });
    await press();
    expect(await phase('waiting')).toMatchObject({ dialog: { choices: ['sendAnyway', 'dontSend'] } });
    await bench.inHost((it) => it.host().chooseInDialog('sendAnyway'));
    expect(await state()).toEqual({ phase: 'sent' });
  });

  test('an event page that is not there stops the mail under Block', async () => {
    await openWith('Hej', { manifest: { eventPageUrl: `${room.servers.addinOrigin}/gone.html` } });
    await press();
    expect(await phase('asking')).toMatchObject({ dialog: { reason: 'unavailable', choices: ['tryLater'] } });
    expect(await bench.inHost((it) => it.store.state().sent)).toEqual([]);
  });

  test('an event page that never gets ready counts as unavailable, and SoftBlock lets the person send', async () => {
    const launchEvents = [{ name: 'OnMessageSend', functionName: 'onSend', sendMode: 'SoftBlock' }] as const;
    const eventPageUrl = `${room.servers.addinOrigin}/silent.html`;
    const timings = { waitDialogMs: 500, sendTimeoutMs: 60_000, bootTimeoutMs: 3000 };
    await openWith('Hej', { timings, manifest: { launchEvents, eventPageUrl } });
    await press();
    expect(await phase('asking')).toMatchObject({
      dialog: { reason: 'unavailable', choices: ['sendAnyway', 'tryLater'] },
    });
    await bench.inHost((it) => it.host().chooseInDialog('sendAnyway'));
    expect(await bench.inHost((it) => it.store.state().sent.length)).toBe(1);
  });

  test('a handler that throws never answers: the host has its own clock', async () => {
    expectedTroubles = ['page error: The handler fails.'];
    await openWith('Hej', { timings: QUICK });
    await bench.inHost((it) => it.host().raiseLaunchEvent('OnMessageFromChanged'));
    await bench.inHost((it) => it.edit({ subject: '{"fails":true}' }));
    await press();
    expect(await phase('asking')).toMatchObject({ dialog: { reason: 'timed-out' } });
  });

  test('Mac knows no Markdown, and its Don’t Send button opens the pane', async () => {
    const plan = {
      allowEvent: false,
      errorMessage: 'Nej',
      errorMessageMarkdown: '**Nej**',
      cancelLabel: 'Vis',
      commandId: 'ForeignPane',
    };
    await openWith(plan, { profile: 'mac' });
    await press();
    expect(await phase('asking')).toEqual({
      phase: 'asking',
      dialog: {
        reason: 'stopped',
        message: 'Nej',
        choices: ['dontSend'],
        cancelLabel: 'Vis',
        commandId: 'ForeignPane',
        contextData: '',
      },
    });
    expect(await bench.inHost((it) => it.host().controls.faults())).toEqual([
      { code: 'option-not-supported', detail: 'errorMessageMarkdown' },
    ]);
    await bench.inHost((it) => it.host().chooseInDialog('dontSend'));
    expect(await bench.inHost((it) => it.asked)).toEqual(['openPane ForeignPane ']);
  });
});
