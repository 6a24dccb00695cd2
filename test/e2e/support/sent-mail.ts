import type { Page } from 'playwright-core';
import type { Language } from '../../../src/domain/policy.ts';
import { TEST_IDS } from '../../../src/playground/ui/test-ids.ts';
import { textsIn } from '../../../src/playground/ui/text/language.ts';

/** What would leave, as the reading pane of Sent Items shows it. */
export interface TestSentMail {
  readonly subject: string;
  /** From, To, Cc, Bcc as they are written. */
  readonly people: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** Waits for the mail to be sent and reads it. */
export async function sentMail(page: Page, language: Language): Promise<TestSentMail> {
  const texts = textsIn(language);
  const article = page.getByRole('article', { name: texts.sent.reading });
  await article.waitFor().catch(async (cause: unknown) => {
    const shown = await page.locator('body').innerText();
    throw new Error(`The mail was not sent. The window shows:\n${shown}`, { cause });
  });
  const headers = await article.getByTestId(TEST_IDS.sentHeader).allInnerTexts();
  return {
    subject: await article.getByRole('heading', { level: 2 }).innerText(),
    people: await article.locator('dl').first().innerText(),
    headers: headers.map((header) => header.replace(/\s+/g, ' ').trim()),
    body: await article.frameLocator('iframe').locator('body').innerText(),
  };
}
