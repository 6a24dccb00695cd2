import type { Page } from 'playwright-core';
import { textsFor } from '../../src/domain/text/language.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { paneDocument } from './support/accessibility.ts';
import { useDesk } from './support/desk.ts';
import { until } from './support/until.ts';

const { pane: texts } = wordingFor('en');

/** Name of what has the focus in the pane; empty while it is outside. */
async function focused(page: Page): Promise<string> {
  const frame = await paneDocument(page);
  return frame.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || !document.hasFocus()) return '';
    const label = element.getAttribute('aria-labelledby');
    const named = label === null ? undefined : document.getElementById(label);
    return (named?.textContent ?? element.getAttribute('aria-label') ?? element.textContent).trim();
  });
}

/** Presses Tab until the focus is on something of this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (name.test(now)) return;
    passed.push(now);
  }
  throw new Error(`Tab never came to ${String(name)}; it passed ${passed.join(' | ')}`);
}

describe('With the keyboard alone', () => {
  const desk = useDesk();

  test('a mail is addressed, stopped, taken to the card, put right and sent', async () => {
    const mail = await desk.openScene('gmail-with-cpr');
    const { page } = mail;
    await page.getByRole('textbox', { name: 'To', exact: true }).focus();
    await page.keyboard.type('jens.friis@phv.example;');
    expect(await mail.recipients()).toEqual(['Anna Skov', 'Jens Friis']);
    await page.getByRole('button', { name: 'Send', exact: true }).focus();
    await page.keyboard.press('Enter');
    await mail.smartAlert().waitFor();
    const action = mail.smartAlert().getByRole('button', { name: textsFor('en').alert.change });
    await until(async () => {
      expect(await action.evaluate((element) => element === document.activeElement)).toBe(true);
    });
    await page.keyboard.press('Enter');
    const pane = mail.pane();
    await pane.says(texts.headline.stopped);
    await until(async () => {
      expect(await focused(page)).toContain('must not be sent to anna.skov@gmail.com');
    });
    await tabTo(page, new RegExp(`^${texts.card.removeOne}$`));
    await page.keyboard.press('Enter');
    await pane.says(texts.headline.allInternal);
    await until(async () => {
      expect(await focused(page)).toBe(texts.headline.label);
    });
    await page.getByRole('button', { name: 'Send', exact: true }).focus();
    await page.keyboard.press('Enter');
    expect((await mail.sent()).mark).toBe('internal');
  });

  test('Escape in the dialog means Don’t Send', async () => {
    const mail = await desk.openScene('gmail-with-cpr');
    await mail.pressSend();
    await mail.smartAlert().waitFor();
    await mail.page.keyboard.press('Escape');
    await mail.smartAlert().waitFor({ state: 'detached' });
    expect(await mail.isSent()).toBe(false);
  });

  test('everything in the pane is reached in the order in which it is read', async () => {
    const mail = await desk.openScene('certificate-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.chooseMailbox);
    await pane.secureMode().focus();
    for (const name of [
      texts.mailbox.label,
      texts.mailbox.go,
      texts.mailbox.cancel,
      'Recipients',
      'anna.lund@kystens-revision.example',
      texts.methods.link,
      'Found in the mail',
      texts.certificates.link,
      texts.tunnel.link,
      texts.help.link,
    ])
      await tabTo(mail.page, new RegExp(name.replace(/[.?()]/g, '\\$&')));
  });

  test('the switch is turned with Space, a row and a page open with Enter, and Back returns to where one was', async () => {
    const mail = await desk.openScene('secure-mode-on', { pane: 'open' });
    const { page } = mail;
    const pane = mail.pane();
    await pane.says(texts.headline.chooseMailbox);
    await pane.secureMode().focus();
    await page.keyboard.press('Space');
    await pane.says(texts.headline.ordinary);
    await tabTo(page, /^Recipients/);
    await page.keyboard.press('Enter');
    await tabTo(page, /anna\.lund/);
    await page.keyboard.press('Enter');
    await pane
      .row('anna.lund@kystens-revision.example')
      .getByText(texts.recipients.checkedAt, { exact: true })
      .waitFor();
    await tabTo(page, new RegExp(`^${texts.tunnel.link}$`));
    await page.keyboard.press('Enter');
    await pane.frame.getByRole('heading', { name: texts.tunnel.title }).waitFor();
    await pane.press(texts.view.back);
    await until(async () => {
      expect(await focused(page)).toBe(texts.tunnel.link);
    });
  });
});
