import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator } from 'playwright-core';
import { textsFor } from '../../src/domain/text/language.ts';
import { TEST_IDS } from '../../src/playground/ui/test-ids.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { aZip } from '../support/files/zip.ts';
import { barriers, isTooWide } from './support/accessibility.ts';
import { useDesk } from './support/desk.ts';
import { until } from './support/until.ts';

const { pane: texts } = wordingFor('en');
const { alert } = textsFor('en');
const { card, findings, headline, override } = texts;

describe('A number that is no CPR number, on its way to gmail', () => {
  const desk = useDesk();
  const isFocused = (control: Locator) =>
    until(async () => {
      expect(await control.evaluate((element) => element === document.activeElement)).toBe(true);
    });

  test('is called a false alarm with one reason for all its places, and then the mail goes, recorded without it', async () => {
    const mail = await desk.openScene('false-alarm', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(headline.stopped);
    await mail.pressSend();
    await mail.choose('dontSend');

    await pane.press(card.notPersonalData);
    const found = pane.frame.getByRole('region', { name: findings.title(2) });
    const opener = found.getByRole('button', { name: override.open }).first();
    await isFocused(opener);
    await opener.press('Enter');
    const choice = pane.frame.getByRole('group', { name: override.question });
    expect(await choice.innerText()).toContain(override.everywhere(2));
    expect(await barriers(mail.page)).toEqual([]);
    await opener.press('Tab');
    await isFocused(choice.getByRole('button', { name: override.reason['other-number'] }));
    await mail.page.keyboard.press('Enter');

    await pane.says(headline.ordinary);
    const marked = pane.frame.getByRole('region', { name: override.title(1) });
    const undo = marked.getByRole('button', { name: /^Undo/ });
    await isFocused(undo);
    expect(await marked.innerText()).toContain(override.reason['other-number']);
    expect(await barriers(mail.page)).toEqual([]);
    expect(await isTooWide(mail.page)).toBe(false);

    await undo.press('Enter');
    await pane.says(headline.stopped);
    await isFocused(opener);

    await opener.press('Enter');
    await choice.getByRole('button', { name: override.reason['made-up'] }).press('Enter');
    await pane.says(headline.ordinary);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('ordinary');
    expect(await mail.page.getByTestId(TEST_IDS.sentHeader).innerText()).not.toContain('not=');
    const records = await recordsOf(desk.folder());
    expect(records).not.toContain('010180');
    expect(records).toContain('"override":"made-up"');
  });

  test('is remembered for this draft when it is opened again', async () => {
    const mail = await desk.openScene('false-alarm', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(headline.stopped);
    await pane.press(card.notPersonalData);
    await pane.frame.getByRole('button', { name: override.open }).first().click();
    await pane.press(override.reason['other-number']);
    await pane.says(headline.ordinary);
    await mail.reopenDraft('Dine stole');
    await mail.openPane();
    await mail.pane().says(headline.ordinary);
  });

  test.each(['web', 'classic'] as const)(
    'is still one after "Don’t Send", and leaves with no mail (%s)',
    async (profile) => {
      const mail = await desk.openScene('false-alarm', { pane: 'open', profile });
      const pane = mail.pane();
      await pane.says(headline.stopped);
      await pane.press(card.notPersonalData);
      await pane.frame.getByRole('button', { name: override.open }).first().click();
      await pane.press(override.reason['other-number']);
      await pane.says(headline.ordinary);
      await mail.attach('journal.zip', aZip([{ name: 'a.txt', content: 'x', flags: 1 }]));
      await pane.says(headline.decide);
      await mail.closePane();
      for (const choice of ['dontSend', 'sendAnyway'] as const) {
        await mail.pressSend();
        expect(await mail.smartAlertMessage()).toContain(alert.unreadableConfirm(1));
        await mail.choose(choice);
      }
      expect((await mail.sent()).mark).toBe('ordinary');
      expect(await mail.page.getByTestId(TEST_IDS.sentHeader).innerText()).not.toMatch(/not=|files=/);
    },
  );

  test('is heard at Send with the pane closed, also in classic Outlook', async () => {
    const mail = await desk.openScene('false-alarm', { pane: 'open', profile: 'classic' });
    const pane = mail.pane();
    await pane.says(headline.stopped);
    await pane.press(card.notPersonalData);
    await pane.frame.getByRole('button', { name: override.open }).first().click();
    await pane.press(override.reason.nobody);
    await pane.says(headline.ordinary);
    await mail.closePane();
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('ordinary');
  });

  test('is nothing that a certain CPR number could be: there it is said why not', async () => {
    const mail = await desk.openScene('gmail-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(headline.stopped);
    expect(await pane.frame.getByRole('button', { name: card.notPersonalData }).count()).toBe(0);
    await pane.press(card.showFinding);
    const found = pane.frame.getByRole('region', { name: findings.title(1) });
    expect(await found.innerText()).toContain(override.notToConsumer);
    expect(await found.getByRole('button', { name: override.open }).count()).toBe(0);
    await isFocused(found.getByRole('button', { name: findings.title(1) }));
  });
});

/** What the service has written down of all sends. */
async function recordsOf(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  const file = files.find((name) => /\.(?:db|sqlite3?)$/.test(name));
  if (file === undefined) throw new Error(`no database among ${files.join(', ')}`);
  const database = new DatabaseSync(join(folder, file), { readOnly: true });
  try {
    return JSON.stringify(database.prepare('select * from sends').all()).replace(/\\"/g, '"');
  } finally {
    database.close();
  }
}
