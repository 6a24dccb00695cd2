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
    const own = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent;
    return (named?.textContent ?? element.getAttribute('aria-label') ?? own ?? '').trim();
  });
}

/** Presses Tab until the focus is on something of this name, never leaving the pane; tells how often that was. */
async function tabTo(page: Page, name: RegExp): Promise<number> {
  const passed: string[] = [];
  for (let presses = 1; presses <= 40; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (name.test(now)) return presses;
    passed.push(now);
    if (now === '') break;
  }
  throw new Error(`Tab never came to ${String(name)}; it passed ${passed.join(' | ')}`);
}

/** The card that the keyboard is in, by its heading. */
async function cardAtFocus(page: Page): Promise<string> {
  const frame = await paneDocument(page);
  return frame.evaluate(() =>
    document.hasFocus()
      ? (document.activeElement?.closest('[data-card]')?.querySelector('h2')?.textContent ?? '')
      : '',
  );
}

/** What a screen reader says along with the name of what has the focus. */
async function described(page: Page): Promise<string> {
  const frame = await paneDocument(page);
  return frame.evaluate(() => {
    const ids = document.activeElement?.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  });
}

async function expectFocusOnSend(page: Page): Promise<void> {
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await until(async () => {
    expect(await send.evaluate((element) => element === document.activeElement)).toBe(true);
  });
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
      expect(await cardAtFocus(page)).toContain('must not be sent to anna.skov@gmail.com');
    });
    // On its first control, with the card's words: the next press of Tab is on the next one.
    expect(await focused(page)).toBe(texts.card.why);
    expect(await described(page)).toContain('must not be sent to anna.skov@gmail.com');
    expect(await tabTo(page, new RegExp(`^${texts.card.removeOne}$`))).toBe(1);
    await page.keyboard.press('Enter');
    await pane.says(texts.headline.allInternal);
    await until(async () => {
      expect(await focused(page)).toBe(texts.removed.undo);
    });
    expect(await tabTo(page, new RegExp(`^${texts.removed.close}$`))).toBe(1);
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
    await expectFocusOnSend(mail.page);
  });

  test('after Don’t Send the keyboard is on Send again, and one press more asks again', async () => {
    const mail = await desk.openScene('gmail-with-cpr');
    const { page } = mail;
    await page.getByRole('button', { name: 'Send', exact: true }).focus();
    await page.keyboard.press('Enter');
    await mail.smartAlert().waitFor();
    await mail.smartAlert().getByRole('button', { name: 'Don’t Send' }).press('Enter');
    await mail.smartAlert().waitFor({ state: 'detached' });
    await expectFocusOnSend(page);
    await page.keyboard.press('Enter');
    await mail.smartAlert().waitFor();
  });

  test('Control and Enter send from wherever one writes, also with an address half entered', async () => {
    const mail = await desk.openScene('internal');
    await mail.page.getByRole('textbox', { name: 'Cc', exact: true }).focus();
    await mail.page.keyboard.type('ida.krogh@stud.phv.example');
    await mail.page.keyboard.press('Control+Enter');
    expect((await mail.sent()).people).toContain('ida.krogh@stud.phv.example');
  });

  test('the card with the mailboxes begins at its list, and Cancel and back keep the keyboard in it', async () => {
    const mail = await desk.openScene('certificate-with-cpr');
    const { page } = mail;
    await mail.pressSend();
    await mail.choose('takeAction');
    await until(async () => {
      expect(await cardAtFocus(page)).toBe(texts.mailbox.title);
    });
    expect(await focused(page)).toContain(texts.mailbox.label);
    expect(await tabTo(page, new RegExp(`^${texts.mailbox.go}$`))).toBe(1);
    expect(await tabTo(page, new RegExp(`^${texts.mailbox.cancel}$`))).toBe(1);
    await page.keyboard.press('Enter');
    await until(async () => {
      expect(await focused(page)).toBe(texts.mailbox.chooseAgain);
    });
    await page.keyboard.press('Enter');
    await until(async () => {
      expect(await focused(page)).toContain(texts.mailbox.label);
    });
    expect(await tabTo(page, new RegExp(`^${texts.mailbox.go}$`))).toBe(1);
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
    await until(async () => {
      expect(await focused(page)).toBe(texts.view.back);
    });
    expect(await described(page)).toBe(texts.tunnel.title);
    expect(await tabTo(page, new RegExp(`^${texts.tunnel.label}$`))).toBe(1);
    await pane.press(texts.view.back);
    await until(async () => {
      expect(await focused(page)).toBe(texts.tunnel.link);
    });
  });
});
