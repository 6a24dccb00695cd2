import { openRoom } from './bench.ts';
import type { BenchRoom, OpenBench } from './bench.ts';

jest.setTimeout(90_000);

/** What the foreign pane keeps on its window. */
declare global {
  interface Window {
    heard: readonly unknown[];
    messages: readonly unknown[];
  }
}

const IDA = {
  address: 'ida.krogh@stud.phv.example',
  name: 'Ida Krogh',
  type: 'user',
  isResolved: true,
} as const;
const FILE = {
  id: 'f1',
  name: 'liste.txt',
  size: 3,
  isInline: false,
  type: 'file',
  contentBase64: 'SGVq',
} as const;

describe('Events, heard by a foreign pane', () => {
  let room: BenchRoom;
  let bench: OpenBench;
  beforeAll(async () => {
    room = await openRoom();
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    bench = await room.open({ manifest: { launchEvents: [] } });
    await bench.inHost((it) => {
      it.mountPane();
      it.host().start();
    });
  });
  afterEach(async () => {
    expect(await bench.troubles()).toEqual([]);
    await bench.close();
  });

  const listen = async (path: string, type: string): Promise<void> => {
    const pane = await bench.pane();
    expect(await pane.evaluate(`window.listen('${path}', '${type}')`)).toMatchObject({ status: 'succeeded' });
  };
  const heard = async (count: number): Promise<unknown> => {
    const pane = await bench.pane();
    await pane.waitForFunction((least) => window.heard.length >= least, count);
    return pane.evaluate('window.heard');
  };

  test('recipients changed by the person and by an add-in are told, unresolved text is not', async () => {
    await listen('mailbox.item', 'RecipientsChanged');
    await bench.inHost((it) =>
      it.edit({ to: [{ address: 'jens', name: 'jens', type: 'other', isResolved: false }] }),
    );
    await bench.inHost((it, ida) => it.edit({ to: [ida], cc: [ida] }), IDA);
    await bench.ask('mailbox.item.bcc.addAsync', ['ny@phv.example']);
    const fields = { requiredAttendees: false, optionalAttendees: false, resources: false };
    expect(await heard(2)).toEqual([
      { type: 'olkRecipientsChanged', changedRecipientFields: { to: true, cc: true, bcc: false, ...fields } },
      {
        type: 'olkRecipientsChanged',
        changedRecipientFields: { to: false, cc: false, bcc: true, ...fields },
      },
    ]);
  });

  test('attachments added and removed are told one by one', async () => {
    await listen('mailbox.item', 'AttachmentsChanged');
    await bench.inHost(
      (it, file) => it.edit({ attachments: [file, { ...file, id: 'f2', name: 'to.txt' }] }),
      FILE,
    );
    await bench.inHost((it, file) => it.edit({ attachments: [file] }), FILE);
    expect(await heard(3)).toMatchObject([
      { attachmentStatus: 'added', attachmentDetails: { id: 'f1', attachmentType: 'file' } },
      { attachmentStatus: 'added', attachmentDetails: { id: 'f2', name: 'to.txt' } },
      { attachmentStatus: 'removed', attachmentDetails: { id: 'f2' } },
    ]);
  });

  test('a closed notification is told', async () => {
    await listen('mailbox.item', 'InfobarClicked');
    await bench.ask('mailbox.item.notificationMessages.addAsync', 'state', {
      type: 'errorMessage',
      message: 'Ikke sikker',
    });
    await bench.inHost((it) => it.host().dismissNotification('state'));
    expect(await heard(1)).toMatchObject([{ infobarDetails: { actionType: 1, infobarType: 2 } }]);
    expect(await bench.inHost((it) => it.draft()?.notifications)).toEqual([]);
  });

  test('theme colours are told at once and when they change', async () => {
    await listen('mailbox', 'OfficeThemeChanged');
    await bench.inHost((it) =>
      it.host().setTheme({
        bodyBackgroundColor: '#0a0b0c',
        bodyForegroundColor: '#ffffff',
        controlBackgroundColor: '#000000',
        controlForegroundColor: '#ffffff',
      }),
    );
    expect(await heard(2)).toMatchObject([
      { officeTheme: { bodyBackgroundColor: '#ffffff', bodyForegroundColor: '#010203' } },
      { officeTheme: { bodyBackgroundColor: '#0a0b0c' } },
    ]);
  });

  test('a pinned pane follows to another draft, and has no item for a moment', async () => {
    await listen('mailbox', 'ItemChanged');
    await bench.inHost((it) => it.host().switchItem(undefined));
    await heard(1);
    const pane = await bench.pane();
    expect(await pane.evaluate('Office.context.mailbox.item === null')).toBe(true);
    await bench.inHost((it) => it.host().switchItem(it.store.createDraft({ subject: 'Den anden' }).id));
    await heard(2);
    expect(await bench.ask('mailbox.item.subject.getAsync')).toMatchObject({ value: 'Den anden' });
  });

  test('a removed handler hears nothing more, and a reload registers anew', async () => {
    await listen('mailbox.item', 'RecipientsChanged');
    await bench.ask('mailbox.item.removeHandlerAsync', 'olkRecipientsChanged');
    await bench.inHost((it, ida) => it.edit({ to: [ida] }), IDA);
    const pane = await bench.pane();
    await bench.ask('mailbox.item.subject.getAsync');
    expect(await pane.evaluate('window.heard')).toEqual([]);
    await pane.evaluate(`delete document.body.dataset.ready; location.reload()`);
    await listen('mailbox.item', 'RecipientsChanged');
    await bench.inHost((it) => it.edit({ to: [] }));
    expect(await heard(1)).toHaveLength(1);
  });

  test('a dialog in the window talks with the pane and is closed by either', async () => {
    const pane = await bench.pane();
    await pane.evaluate(`new Promise((resolve) => {
      window.messages = [];
      const url = location.origin + '/dialog.html';
      Office.context.ui.displayDialogAsync(url, { displayInIframe: true, width: 30, height: 40 }, (opened) => {
        window.dialog = opened.value;
        dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => messages.push(event.message));
        dialog.addEventHandler(Office.EventType.DialogEventReceived, (event) => messages.push(event.error));
        resolve(opened.status);
      });
    })`);
    await pane.waitForFunction(() => window.messages.includes('ready'));
    await pane.evaluate(`dialog.messageChild('hej')`);
    await pane.waitForFunction(() => window.messages.includes('echo hej'));
    await bench.inHost((it) => it.host().closeDialog());
    await pane.waitForFunction(() => window.messages.includes(12006));
    expect(await pane.evaluate('messages')).toEqual(['ready', 'echo hej', 12006]);
  });

  test('Tab leaves the pane at its end, and the host can bring the focus in', async () => {
    const pane = await bench.pane();
    await bench.inHost((it) => it.host().focusPane());
    await pane.waitForFunction(() => document.activeElement?.id === 'first');
    await bench.page.keyboard.press('Tab');
    await bench.page.keyboard.press('Tab');
    await bench.page.waitForFunction(() => window.bench.asked.includes('leavePane forward'));
  });
});
