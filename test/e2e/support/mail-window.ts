import type { BrowserContext, Locator, Page } from 'playwright-core';
import { textsFor } from '../../../src/domain/text/language.ts';
import type { RecipientLine, SendChoice } from '../../../src/playground/model/types.ts';
import { TEST_IDS } from '../../../src/playground/ui/test-ids.ts';
import { textsIn } from '../../../src/playground/ui/text/language.ts';
import type { Opening } from './desk.ts';
import { testPane } from './pane.ts';
import type { TestPane } from './pane.ts';
import { sentMail } from './sent-mail.ts';
import type { TestSentMail } from './sent-mail.ts';
import { showings, watchShowings } from './showings.ts';
import type { Showings } from './showings.ts';

/** One Outlook window, in the words of the person who sits before it. */
export interface TestMailWindow {
  readonly page: Page;
  readonly pressSend: () => Promise<void>;
  /** Types the entry on this line and ends it with Enter. */
  readonly addRecipient: (entry: string, line?: RecipientLine) => Promise<void>;
  readonly pasteRecipients: (list: string, line?: RecipientLine) => Promise<void>;
  /** One click in the drawer, which must be open. */
  readonly addSample: (id: string) => Promise<void>;
  /** By what the chip shows. */
  readonly removeRecipient: (shown: string) => Promise<void>;
  readonly recipients: (line?: RecipientLine) => Promise<readonly string[]>;
  readonly writeSubject: (text: string) => Promise<void>;
  readonly writeBody: (text: string) => Promise<void>;
  readonly body: () => Promise<string>;
  /** A file of this name, by Outlook's file picker; a broken PDF unless it is said what is in it. */
  readonly attach: (name: string, bytes?: Uint8Array) => Promise<void>;
  readonly chooseFrom: (address: string) => Promise<void>;

  /** Outlook's dialog at Send. */
  readonly smartAlert: () => Locator;
  readonly smartAlertMessage: () => Promise<string>;
  /** Presses the dialog's button, which may bear the add-in's own label. */
  readonly choose: (choice: SendChoice) => Promise<void>;
  readonly smartAlertButtons: () => Promise<readonly string[]>;

  readonly notices: () => Locator;
  readonly openPane: () => Promise<TestPane>;
  readonly closePane: () => Promise<void>;
  readonly pane: () => TestPane;

  /** The mail just sent, as Sent Items shows it. */
  readonly sent: () => Promise<TestSentMail>;
  readonly isSent: () => Promise<boolean>;
  readonly newMail: () => Promise<void>;
  /** Leaves for Drafts and opens the one with this subject again. */
  readonly reopenDraft: (subject: string) => Promise<void>;
  /** What ever stood in the notification bar and in dialogs, also for a moment. */
  readonly everShown: () => Promise<Showings>;
}

const SETTINGS_KEY = 'playground.settings';

export async function mailWindow(options: {
  readonly context: BrowserContext;
  readonly url: string;
  readonly opening: Opening;
}): Promise<TestMailWindow> {
  const { context, url, opening } = options;
  const page = await context.newPage();
  await watchShowings(page);
  const { lang = 'en', latency } = opening;
  if (latency !== undefined)
    await page.addInitScript(
      ([key, value]) => sessionStorage.setItem(key ?? '', value ?? ''),
      [SETTINGS_KEY, JSON.stringify({ latency })],
    );
  await page.goto(url);
  const texts = textsIn(lang);
  await page.getByRole('navigation', { name: texts.folders.label }).waitFor();

  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const line = (which: RecipientLine): Locator => page.getByTestId(TEST_IDS.recipientLine[which]);
  const box = (which: RecipientLine): Locator =>
    page.getByRole('textbox', { name: texts.compose.lines[which], exact: true });
  const chips = (which: RecipientLine): Locator => line(which).locator('li'); // a dialog hides roles behind it
  const smartAlert = (): Locator => page.getByRole('alertdialog');
  const bodyBox = (): Locator => page.getByRole('textbox', { name: texts.compose.body });
  const pane = (): TestPane => testPane(page, lang);
  const ribbonButton = (): Locator =>
    page.getByRole('main').getByRole('button', { name: RIBBON_LABEL[lang], exact: true });
  const labelOf = async (choice: SendChoice): Promise<Locator> => {
    const own = smartAlert().getByRole('button', { name: textsFor(lang).alert.change, exact: true });
    const isOwn = choice === 'takeAction' && (await own.count()) > 0;
    return isOwn ? own : smartAlert().getByRole('button', { name: texts.alert.choice[choice], exact: true });
  };

  return {
    page,
    pressSend: () => button(texts.compose.send).click(),
    addRecipient: async (entry, which = 'to') => {
      await box(which).fill(entry);
      await box(which).press('Enter');
    },
    pasteRecipients: async (list, which = 'to') => {
      await box(which).focus();
      await box(which).evaluate((element, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        element.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      }, list);
    },
    addSample: (id) => page.getByTestId(`${TEST_IDS.sampleAddress}-${id}`).click(),
    removeRecipient: (shown) =>
      page
        .getByRole('listitem')
        .filter({ hasText: shown })
        .getByRole('button', { name: texts.recipient.remove(shown).split(shown)[0]?.trim() ?? '' })
        .click(),
    recipients: (which = 'to') => chips(which).allInnerTexts(),
    writeSubject: (text) => page.getByRole('textbox', { name: texts.compose.subject }).fill(text),
    writeBody: (text) => bodyBox().fill(text),
    body: () => bodyBox().innerText(),
    attach: async (name, bytes) => {
      const chooser = page.waitForEvent('filechooser');
      await button(texts.ribbon.attach).click();
      await (
        await chooser
      ).setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes ?? '%PDF-1.4') });
      await page.getByTestId(TEST_IDS.attachment).filter({ hasText: name }).waitFor();
    },
    chooseFrom: async (address) => {
      await page.getByRole('combobox', { name: texts.compose.from }).click();
      await page.getByRole('option').filter({ hasText: address }).click();
    },
    smartAlert,
    smartAlertMessage: () => page.getByTestId(TEST_IDS.smartAlertMessage).innerText(),
    choose: async (choice) => {
      await smartAlert().waitFor();
      await (await labelOf(choice)).click();
    },
    smartAlertButtons: () => smartAlert().getByRole('button').allInnerTexts(),
    notices: () => page.getByTestId(TEST_IDS.notification),
    openPane: async () => {
      await ribbonButton().click();
      await pane().ready();
      return pane();
    },
    closePane: () => button(texts.pane.close).click(),
    pane,
    sent: () => sentMail(page, lang),
    isSent: async () => (await page.getByText(texts.sent.just).count()) > 0,
    newMail: () => button(texts.newMail).click(),
    reopenDraft: async (subject) => {
      await page
        .getByRole('navigation', { name: texts.folders.label })
        .getByText(texts.folders.drafts)
        .click();
      await page
        .getByRole('list', { name: texts.drafts.label })
        .getByRole('button')
        .filter({ hasText: subject })
        .first()
        .click();
      await bodyBox().waitFor();
    },
    everShown: () => showings(page),
  };
}

/** From manifest.xml. */
const RIBBON_LABEL = { da: 'Sikker mail', sv: 'Säker e-post', en: 'Secure mail' } as const;
