import { textsFor } from '../../src/domain/text/language.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { barriers, isTooWide } from './support/accessibility.ts';
import { useDesk } from './support/desk.ts';
import { until } from './support/until.ts';

const { pane: texts } = wordingFor('en');
const { card, files, findings, headline } = texts;
const MASKED = '2512••-••••';

describe('Attached files', () => {
  const desk = useDesk();

  test('with CPR numbers stop the mail to gmail: by name, place and masked value, in the pane and at Send', async () => {
    const mail = await desk.openScene('attachment', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(headline.stopped);
    const stopped = pane.card(/must not be sent to anna\.skov@gmail\.com/);
    expect(await stopped.innerText()).toContain(MASKED);

    await stopped.getByRole('button', { name: card.showFinding }).click();
    const found = pane.frame.getByRole('region', { name: findings.title(2) });
    await until(async () => {
      const shown = await found.innerText();
      expect(shown).toContain(files.inFile('studerende.csv'));
      expect(shown).toContain(files.inFile('optagelse.docx'));
      expect(shown).toContain(MASKED);
      expect(shown).not.toContain('9996');
    });

    await pane.frame.getByRole('button', { name: new RegExp(`^${escaped(files.title(3))}`) }).click();
    const row = (name: string) => pane.frame.locator(`[data-file="${name}"]`);
    expect(await row('praktiksteder.csv').innerText()).toContain(files.nothingFound);
    expect(await row('studerende.csv').innerText()).toContain(files.found(1));
    expect(await barriers(mail.page)).toEqual([]);
    expect(await isTooWide(mail.page)).toBe(false);

    await mail.pressSend();
    const message = await mail.smartAlertMessage();
    expect(message).toMatch(/CPR number in the file (?:studerende\.csv|optagelse\.docx)/);
  });

  test('that nobody can read are asked about by name and reason, and the answer lets the mail go', async () => {
    const mail = await desk.openScene('attachment-unreadable', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(headline.decide);
    const asked = pane.card(card.unreadable(1));
    expect(await asked.innerText()).toContain(`journal.zip, journal.txt: ${files.reason.encrypted}`);
    await asked.getByRole('button', { name: card.noPersonalData }).click();
    await pane.says(headline.ordinary);
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('ordinary');
  });

  test('are shown while they are read, one after the other, and nothing is called ready before', async () => {
    const mail = await desk.openScene('attachment', { pane: 'open', latency: 1500 });
    const pane = mail.pane();
    const seen = new Set<string>();
    await until(async () => {
      const verdict = await pane.verdict();
      seen.add(verdict);
      expect(verdict).toBe(headline.stopped);
    }, 60_000);
    expect([...seen].some((verdict) => /^Reading attached file \d of 3/.test(verdict))).toBe(true);
    expect([...seen]).not.toContain(headline.ordinary);
  });

  test('that the pane has read are not asked about at Send, also when it is closed again', async () => {
    const mail = await desk.openScene('attachment', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(headline.stopped);
    await mail.removeRecipient('Anna Skov');
    await mail.addRecipient('jens.friis@phv.example');
    await pane.says(headline.allInternal);
    await mail.closePane();
    await mail.pressSend();
    expect((await mail.sent()).mark).toBe('internal');
    expect((await mail.everShown()).dialogs).toEqual([]);
  });

  test('nobody has read are asked about at Send, in plain words', async () => {
    const mail = await desk.openScene('attachment');
    await mail.pressSend();
    const names = 'anna.skov@gmail.com';
    expect(await mail.smartAlertMessage()).toContain(textsFor('en').alert.unreadable(3, names));
  });
});

function escaped(text: string): string {
  return text.replace(/[()]/g, '\\$&');
}
