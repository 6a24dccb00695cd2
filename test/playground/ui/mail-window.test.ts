import type { PlaygroundDraft } from '../../../src/playground/model/types.ts';
import { findScene } from '../../../src/playground/scenes.ts';
import type { Scene } from '../../../src/playground/scenes.ts';
import { sampleRecipient } from '../../../src/playground/ui/people.ts';
import { buildMailWindow } from './build-mail-window.ts';

const scene = (name: Scene['name']): Scene => {
  const found = findScene(name);
  if (found === undefined) throw new Error(name);
  return found;
};
const toColleague = (draft: PlaygroundDraft): PlaygroundDraft => ({
  ...draft,
  to: [sampleRecipient('colleague')],
});
const named = (subject: string) => (draft: PlaygroundDraft) => ({ ...draft, subject });

describe('Writing', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('saves the draft by itself two seconds after the last change', async () => {
    const { mailWindow } = await buildMailWindow();
    mailWindow.edit(named('Møde'));
    jest.advanceTimersByTime(1999);
    expect(mailWindow.currentDraft()?.isSaved).toBe(false);
    jest.advanceTimersByTime(1);
    expect(mailWindow.currentDraft()?.isSaved).toBe(true);
  });

  test('does not save a draft that is empty again', async () => {
    const { mailWindow } = await buildMailWindow();
    mailWindow.edit(named('M'));
    mailWindow.edit(named(''));
    jest.advanceTimersByTime(10_000);
    expect(mailWindow.currentDraft()?.isSaved).toBe(false);
  });
});

describe('Leaving a draft', () => {
  test('keeps what was written', async () => {
    const { mailWindow, store } = await buildMailWindow();
    mailWindow.edit(named('Møde'));
    mailWindow.openFolder('drafts');
    expect(store.state().drafts.map(({ subject, isSaved }) => [subject, isSaved])).toEqual([['Møde', true]]);
  });

  test('lets go of one where nothing was written', async () => {
    const { mailWindow, store } = await buildMailWindow();
    mailWindow.openFolder('drafts');
    expect(store.state().drafts).toEqual([]);
  });

  test('ends its host', async () => {
    const { mailWindow, hosts } = await buildMailWindow();
    mailWindow.openFolder('sent');
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(hosts.made[0]?.calls).toContain('dispose');
    expect(mailWindow.state().host).toBeUndefined();
  });
});

describe('Opening a draft again', () => {
  test('finds its internet headers, and neither session data nor passing notices', async () => {
    const { mailWindow, store } = await buildMailWindow();
    const { id } = store.createDraft({
      isSaved: true,
      internetHeaders: { 'x-secure-send': 'draft; on' },
      sessionData: { a: 'b' },
      notifications: [
        { key: 'passing', kind: 'informationalMessage', message: 'x', isPersistent: false },
        { key: 'lasting', kind: 'informationalMessage', message: 'y', isPersistent: true },
      ],
    });
    mailWindow.openDraft(id);
    const draft = mailWindow.currentDraft();
    expect(draft?.internetHeaders).toEqual({ 'x-secure-send': 'draft; on' });
    expect(draft?.sessionData).toEqual({});
    expect(draft?.notifications.map(({ key }) => key)).toEqual(['lasting']);
  });

  test('raises the compose event in a host of its own', async () => {
    const { mailWindow, hosts, store } = await buildMailWindow();
    const { id } = store.createDraft({ isSaved: true });
    mailWindow.openDraft(id);
    expect(hosts.made).toHaveLength(2);
    expect(hosts.last().options.draftId).toBe(id);
    expect(hosts.last().calls).toContain('start');
  });

  test('keeps a pinned pane, which hears of the other draft', async () => {
    const { mailWindow, hosts, store } = await buildMailWindow({ settings: { isPanePinned: true } });
    const { id } = store.createDraft({ isSaved: true });
    mailWindow.openPane();
    mailWindow.openDraft(id);
    expect(hosts.made).toHaveLength(1);
    expect(hosts.last().calls).toContain(`switchItem ${id}`);
    expect(mailWindow.state().pane.isOpen).toBe(true);
  });

  test('closes a pane that is not pinned', async () => {
    const { mailWindow, store } = await buildMailWindow();
    mailWindow.openPane();
    mailWindow.openDraft(store.createDraft({ isSaved: true }).id);
    expect(mailWindow.state().pane.isOpen).toBe(false);
  });

  test('starts a fresh host when the check of the pinned draft still runs', async () => {
    const { mailWindow, hosts, store } = await buildMailWindow({ settings: { isPanePinned: true } });
    mailWindow.openPane();
    mailWindow.edit(toColleague);
    mailWindow.pressSend();
    mailWindow.openDraft(store.createDraft({ isSaved: true }).id);
    expect(hosts.made).toHaveLength(2);
    expect(mailWindow.state().send).toEqual({ phase: 'writing' });
  });
});

describe('Send', () => {
  test('asks the add-in, and shows what left once it may', async () => {
    const { mailWindow, hosts, store } = await buildMailWindow();
    mailWindow.edit(toColleague);
    mailWindow.pressSend();
    expect(mailWindow.state().send.phase).toBe('checking');
    hosts.last().letGo();
    const [mail] = store.state().sent;
    expect(mailWindow.state().view).toEqual({ kind: 'sent', mailId: mail?.id, isJustSent: true });
  });

  test('stops before the add-in when there is nobody to send to', async () => {
    const { mailWindow, hosts } = await buildMailWindow();
    mailWindow.pressSend();
    expect(mailWindow.state().problem).toEqual({ kind: 'noRecipients' });
    expect(hosts.last().calls).not.toContain('pressSend');
  });

  test('stops at text that is no address, until it is gone', async () => {
    const { mailWindow } = await buildMailWindow();
    const text = { address: '', name: 'rektor', type: 'other', isResolved: false } as const;
    mailWindow.edit((draft) => ({ ...toColleague(draft), cc: [text] }));
    mailWindow.pressSend();
    expect(mailWindow.state().problem).toEqual({ kind: 'unresolved', names: ['rektor'] });
    mailWindow.edit((draft) => ({ ...draft, cc: [] }));
    expect(mailWindow.state().problem).toBeUndefined();
  });
});

describe('The pane', () => {
  test('opens with the context that Take Action carries', async () => {
    const { mailWindow, hosts } = await buildMailWindow();
    hosts.last().options.window?.openPane?.({ commandId: 'SecureSendPane', contextData: '{"card":1}' });
    expect(mailWindow.state().pane).toMatchObject({
      isOpen: true,
      commandId: 'SecureSendPane',
      context: '{"card":1}',
    });
  });

  test('loads again, and forgets the context, in another language', async () => {
    const { mailWindow, hosts } = await buildMailWindow();
    mailWindow.openPane({ commandId: 'SecureSendPane', contextData: 'x' });
    const { serial } = mailWindow.state().pane;
    mailWindow.changeSettings({ language: 'sv' });
    expect(mailWindow.state().pane).toEqual({ isOpen: true, serial: serial + 1 });
    expect(hosts.last().options.locale).toBe('sv-SE');
  });
});

describe('The drawer', () => {
  test('tells the running host of theme and latency, and keeps them', async () => {
    const { mailWindow, hosts, kept } = await buildMailWindow();
    mailWindow.changeSettings({ theme: 'dark' });
    mailWindow.changeSettings({ latency: 250 });
    expect(hosts.made).toHaveLength(1);
    expect(hosts.last().calls).toEqual(expect.arrayContaining(['setTheme #292929', 'setLatency 250']));
    expect(kept.at(-1)).toMatchObject({ theme: 'dark', latency: 250 });
  });

  test('starts a host of the other client', async () => {
    const { mailWindow, hosts } = await buildMailWindow();
    mailWindow.changeSettings({ profile: 'classic' });
    expect(hosts.last().options.profile.eventRuntime).toBe('bare');
  });

  test('sets a fault, and a scene without one takes it away', async () => {
    const { mailWindow, faults } = await buildMailWindow();
    await mailWindow.openScene(scene('service-down'));
    expect(mailWindow.state().fault).toBe('down');
    await mailWindow.openScene(scene('internal'));
    expect(faults).toEqual([{ kind: 'down' }, { kind: 'off' }]);
  });

  test('says so when the fault was not taken', async () => {
    const { mailWindow } = await buildMailWindow({ isFaultTaken: false });
    await mailWindow.setFault('errors');
    expect(mailWindow.state()).toMatchObject({ fault: 'fine', isFaultRefused: true });
  });
});

test('The host starts again once the add-in’s certificate is accepted', async () => {
  let isAccepted = false;
  const { mailWindow, hosts } = await buildMailWindow({ isReachable: () => isAccepted });
  expect(mailWindow.state().reach).toBe('unreachable');
  isAccepted = true;
  await mailWindow.retryReach();
  expect(mailWindow.state().reach).toBe('reachable');
  expect(hosts.made).toHaveLength(2);
});
