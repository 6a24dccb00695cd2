import { createOutlookClient } from '../../src/outlook/client.ts';
import { MEMORY } from '../../src/outlook/ports.ts';
import { installOffice } from '../support/office.ts';

describe('Outlook, for the pane', () => {
  it('is there when Office is ready', async () => {
    installOffice();
    const client = await createOutlookClient();
    expect(client.userAddress()).toBe('mette.holm@phv.example');
    expect(client.displayLanguage()).toBe('en-GB');
  });

  it('is a failure when Office cannot start', async () => {
    installOffice();
    Object.assign(Office, { onReady: () => Promise.reject(new Error('no host')) });
    await expect(createOutlookClient()).rejects.toMatchObject({ code: 'outlook.failed' });
  });

  it('is a time-out when the page is not in Outlook', async () => {
    installOffice();
    Object.assign(Office, { onReady: () => new Promise(() => undefined) });
    jest.useFakeTimers();
    try {
      const outcome = expect(createOutlookClient()).rejects.toMatchObject({ code: 'outlook.timeout' });
      await jest.advanceTimersByTimeAsync(20_000);
      await outcome;
    } finally {
      jest.useRealTimers();
    }
  });

  it('gives the same draft until the item changes, and none while there is none', async () => {
    const office = installOffice();
    const client = await createOutlookClient();
    const item = client.currentItem();
    expect(item).toBeDefined();
    expect(client.currentItem()).toBe(item);
    office.world.hasItem = false;
    expect(client.currentItem()).toBeUndefined();
    installOffice();
    expect(client.currentItem()).not.toBe(item);
  });

  it('says when a pinned pane gets another item', async () => {
    const office = installOffice();
    const client = await createOutlookClient();
    const listener = jest.fn();
    const leave = await client.onItemChanged(listener);
    office.raise('olkItemSelectedChanged');
    expect(listener).toHaveBeenCalledTimes(1);
    await leave();
    expect(office.handlerCount('olkItemSelectedChanged')).toBe(0);
  });

  it('hands over what the send-time check gave the pane', async () => {
    const office = installOffice();
    const client = await createOutlookClient();
    office.world.context = '{"problem":"forbidden","recipient":1}';
    await expect(client.readOpeningContext()).resolves.toBe(office.world.context);
  });

  it.each(['is missing', 'hangs', 'fails'] as const)(
    'has no opening context when asking for it %s',
    async (fault) => {
      const office = installOffice();
      const client = await createOutlookClient();
      office.faults.set('getInitializationContextAsync', fault);
      jest.useFakeTimers();
      try {
        const asked = client.readOpeningContext();
        await jest.advanceTimersByTimeAsync(6000);
        await expect(asked).resolves.toBe('');
      } finally {
        jest.useRealTimers();
      }
    },
  );

  it('hears of "Take Action" while the pane is open, as text in both forms', async () => {
    const office = installOffice();
    const client = await createOutlookClient();
    const heard: string[] = [];
    await client.onOpeningContextChanged((context) => heard.push(context));
    office.raise('olkInitializationContextChanged', { initializationContextData: '{"problem":"failed"}' });
    office.raise('olkInitializationContextChanged', { initializationContextData: { problem: 'failed' } });
    office.raise('olkInitializationContextChanged', undefined);
    expect(heard).toEqual(['{"problem":"failed"}', '{"problem":"failed"}', '']);
  });

  it('remembers for the person, and saves only what is new', async () => {
    const office = installOffice();
    const client = await createOutlookClient();
    expect(client.remembered(MEMORY.mailbox)).toBeUndefined();
    await client.remember(MEMORY.mailbox, 'hr@phv.example');
    await client.remember(MEMORY.mailbox, 'hr@phv.example');
    expect(client.remembered(MEMORY.mailbox)).toBe('hr@phv.example');
    expect(office.savedSettings).toEqual({ mailbox: 'hr@phv.example' });
    expect(office.calls).toEqual(['roamingSettings.saveAsync']);
  });

  it('does not try to remember more than Outlook holds', async () => {
    installOffice();
    const client = await createOutlookClient();
    await expect(client.remember('k', 'x'.repeat(30_001))).rejects.toMatchObject({ code: 'outlook.failed' });
    expect(client.remembered('k')).toBeUndefined();
  });

  it('tells support what it is', async () => {
    installOffice().world.mailbox = '1.12';
    const client = await createOutlookClient();
    await expect(client.diagnostics()).resolves.toMatchObject({
      client: 'OutlookWebApp',
      version: '20260814.05',
      mailbox: '1.12',
      language: 'en-GB',
    });
  });
});
