import type { Fault } from '../../src/playground/faults.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { useDesk } from './support/desk.ts';
import { FAILING_SERVICE } from './support/troubles.ts';
import { until } from './support/until.ts';

const { pane: texts } = wordingFor('en');
const LAWYER = 'kontakt@advokat-nordhavn.example';
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['is away', { kind: 'down' }],
  ['answers with errors', { kind: 'error', status: 503 }],
  ['takes longer than the sender can wait', { kind: 'slow', latencyMs: 20_000 }],
];

const desk = useDesk();

describe('When the look-up service', () => {
  test.each(FAULTS)('%s, a mail without personal data goes silently', async (_what, fault) => {
    const mail = await desk.openScene('empty');
    desk.troubles().expect(FAILING_SERVICE);
    desk.setFault(fault);
    await mail.addRecipient(LAWYER);
    await mail.writeBody('Hej. Vi ses på torsdag.');
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('ordinary');
    expect(await mail.everShown()).toEqual({ notices: [], dialogs: [] });
  });

  test.each(FAULTS)(
    '%s, a CPR number is stopped as “could not check”, nothing is lost, and it goes after the service is back',
    async (_what, fault) => {
      const mail = await desk.openScene('tunnel-with-cpr');
      desk.troubles().expect(FAILING_SERVICE);
      // The event page runs by then: what is measured is the check, not the start of a browser frame.
      await mail.notices().waitFor();
      desk.setFault(fault);
      const body = await mail.body();
      const pressedAt = Date.now();
      await mail.pressSend();
      const message = await mail.smartAlertMessage();
      // Its own deadline is 4 s, and Outlook's wait dialog comes after 5.
      expect(Date.now() - pressedAt).toBeLessThan(5_000);
      expect(message).toContain('could not check');
      expect(message).toContain('borgerservice@byens-kommune.example');
      expect((await mail.everShown()).dialogs).toHaveLength(1);
      await mail.choose('dontSend');
      expect(await mail.body()).toBe(body);
      expect(await mail.recipients()).toHaveLength(1);
      desk.setFault({ kind: 'off' });
      await mail.pressSend();
      expect((await mail.sent()).mark).toBe('tunnel');
    },
  );

  test('is away, the pane says so as unknown, never as yes or no, and Try again works when it is back', async () => {
    const mail = await desk.openScene('service-down', { pane: 'open' });
    desk.troubles().expect(FAILING_SERVICE);
    const pane = mail.pane();
    await pane.says(texts.headline.notChecked);
    expect(await pane.row(LAWYER).innerText()).toContain('Unknown');
    await until(async () => {
      expect(await mail.notices().innerText()).toContain('have not been checked');
    });
    desk.setFault({ kind: 'off' });
    await pane.press(texts.card.retry);
    await pane.says(texts.headline.decide);
    expect(await pane.row(LAWYER).innerText()).toContain('TLS');
    expect(await pane.row('jens.friis@phv.example').innerText()).toContain('Internal');
  });

  test('is away, those who are internal by the last policy seen stay allowed', async () => {
    const mail = await desk.openScene('internal');
    desk.troubles().expect(FAILING_SERVICE);
    await mail.openPane();
    await mail.pane().says(texts.headline.allInternal);
    await mail.writeBody('Nancy Ann Berggren, CPR 251248-9996');
    desk.setFault({ kind: 'down' });
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('internal');
    expect((await mail.everShown()).dialogs).toEqual([]);
  });

  test('is away, searching in the pane says so and offers another try', async () => {
    const mail = await desk.openScene('internal', { pane: 'open' });
    desk.troubles().expect(FAILING_SERVICE);
    const pane = mail.pane();
    await pane.says(texts.headline.allInternal);
    desk.setFault({ kind: 'down' });
    await pane.press(texts.tunnel.link);
    await pane.frame.getByText(texts.view.error).waitFor();
    desk.setFault({ kind: 'off' });
    await pane.press(texts.view.retry);
    await pane.frame.getByText('byens-kommune.example').waitFor();
  });

  test('is slow, the pane says that it is looking and how far it is, then what it found', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.empty);
    desk.setFault({ kind: 'slow', latencyMs: 1500 });
    await mail.addRecipient(LAWYER);
    await pane.says(texts.headline.checking(1, 1));
    await pane.says(texts.headline.ordinary);
  });
});

describe('When Outlook itself', () => {
  test.each(['web', 'classic'] as const)(
    'hardly answers (%s), the check ends by its own deadline and the mail is not sent',
    async (profile) => {
      const mail = await desk.openScene('gmail-with-cpr', { profile, latency: 6_000 });
      await until(async () => {
        expect(await mail.recipients()).toHaveLength(1);
      });
      await mail.pressSend();
      await mail.smartAlert().waitFor();
      await until(async () => {
        expect(await mail.smartAlertMessage()).toContain('Nothing is lost.');
      }, 30_000);
      await mail.choose('dontSend');
      expect(await mail.isSent()).toBe(false);
      expect(await mail.body()).toContain('251248-9996');
    },
  );

  test('cannot start the add-in at once, it shows its wait dialog, and the check still stops the mail', async () => {
    const context = await desk.context();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await context.route('**/launchevent.js', async (route) => {
      await held;
      await route.continue();
    });
    const mail = await desk.openScene('gmail-with-cpr');
    await mail.pressSend();
    await mail.smartAlert().getByText('still checking').waitFor();
    expect(await mail.smartAlertButtons()).toEqual(['Don’t Send']);
    letGo();
    await until(async () => {
      expect(await mail.smartAlertMessage()).toContain('anna.skov@gmail.com');
    });
    expect(await mail.isSent()).toBe(false);
  });

  test('cannot get the add-in at all, nothing is sent, and Try Later keeps the draft', async () => {
    const context = await desk.context();
    await context.route('**/launchevent.*', (route) => route.abort());
    const mail = await desk.openScene('gmail-with-cpr');
    desk.troubles().expect(/launchevent/);
    await mail.pressSend();
    await mail.smartAlert().getByText('is not available').waitFor();
    await mail.choose('tryLater');
    expect(await mail.isSent()).toBe(false);
    expect(await mail.recipients()).toEqual(['Anna Skov']);
  });
});
