import { textsFor } from '../../src/domain/text/language.ts';
import type { ClientProfileId } from '../../src/playground/model/types.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { useDesk } from './support/desk.ts';
import { until } from './support/until.ts';

const GMAIL = 'anna.skov@gmail.com';
const MASKED = '2512••-••••';
const { pane: texts } = wordingFor('en');

describe('A CPR number on its way to gmail', () => {
  const desk = useDesk();

  test('is stopped: the message names the address and the masked number and says what to do', async () => {
    const mail = await desk.openScene('gmail-with-cpr');
    await mail.pressSend();
    const message = await mail.smartAlertMessage();
    expect(message).toContain(GMAIL);
    expect(message).toContain(MASKED);
    expect(message).not.toContain('9996');
    expect(message).toContain('Remove the recipient, or take the data out of the mail.');
    expect(message.length).toBeLessThanOrEqual(500);
    expect(await mail.smartAlertButtons()).toEqual([textsFor('en').alert.change, 'Don’t Send']);
    await mail.choose('dontSend');
    expect(await mail.recipients()).toEqual(['Anna Skov']);
    expect(await mail.isSent()).toBe(false);
  });

  const profiles: readonly ClientProfileId[] = ['web', 'newWindows', 'classic', 'mac'];
  test.each(profiles)(
    'in Outlook “%s”: Take Action opens the pane at the card, one click removes, Undo brings back, and then it goes',
    async (profile) => {
      const mail = await desk.openScene('gmail-with-cpr', { profile });
      await mail.pressSend();
      await mail.choose('takeAction');
      const pane = mail.pane();
      await pane.says(texts.headline.stopped);
      const card = pane.card(/must not be sent to anna\.skov@gmail\.com/);
      await until(async () => {
        expect(await card.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      });
      expect(await card.innerText()).toContain(MASKED);

      await card.getByRole('button', { name: texts.card.removeOne }).click();
      await pane.says(texts.headline.empty);
      await until(async () => {
        expect(await mail.recipients()).toEqual([]);
      });
      await pane.press(texts.removed.undo);
      await pane.says(texts.headline.stopped);
      expect(await mail.recipients()).toEqual(['Anna Skov']);

      await card.getByRole('button', { name: texts.card.removeOne }).click();
      await pane.says(texts.headline.empty);
      await mail.addRecipient('jens.friis@phv.example');
      await pane.says(texts.headline.allInternal);
      await mail.pressSend();
      expect((await mail.sent()).mark).toBe('internal');
    },
  );

  test.each(['da', 'sv', 'en'] as const)('is stopped in the sender’s language: %s', async (lang) => {
    const mail = await desk.openScene('gmail-with-cpr', { lang });
    await mail.pressSend();
    const message = await mail.smartAlertMessage();
    expect(message).toContain(GMAIL);
    expect(message).toContain(MASKED);
    expect(message).toContain(textsFor(lang).alert.removeOrTakeOut);
    await mail.choose('takeAction');
    await mail.pane().says(wordingFor(lang).pane.headline.stopped);
  });

  test('is told in the notification bar before Send is pressed, and the bar opens the pane', async () => {
    const mail = await desk.openScene('gmail-with-cpr');
    const notice = mail.notices();
    await until(async () => {
      expect(await notice.innerText()).toContain(`Personal data must not be sent to ${GMAIL}.`);
    });
    await notice.getByRole('button', { name: textsFor('en').notice.open }).click();
    await mail.pane().says(texts.headline.stopped);
  });

  test('is shown where it stands, and taking it out lets the mail go', async () => {
    const mail = await desk.openScene('gmail-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.stopped);
    await pane.press(texts.card.showFinding);
    const found = pane.frame.getByRole('region', { name: texts.findings.title(1) });
    expect(await found.innerText()).toContain(MASKED);
    expect(await found.innerText()).toContain('CPR');
    expect(await pane.frame.locator('body').innerText()).not.toContain('9996');
    await mail.writeBody('Hej. Det ringer jeg om.');
    await pane.says(texts.headline.ordinary);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('ordinary');
    expect(await mail.notices().count()).toBe(0);
  });
});
