import type { Page } from 'playwright-core';
import type { Language } from '../../../src/domain/policy.ts';
import { TEST_IDS } from '../../../src/playground/ui/test-ids.ts';
import { textsIn } from '../../../src/playground/ui/text/language.ts';

/** What would leave, as the reading pane of Sent Items shows it. */
export interface TestSentMail {
  readonly subject: string;
  /** From, To, Cc, Bcc as they are written. */
  readonly people: string;
  /** What mail-flow rules read in the one header of ours: the mode, and `MODE from MAILBOX` where it names one. */
  readonly mark: string;
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
    mark: markOf(headers.map((header) => header.replace(/\s+/g, ' ').trim())),
    body: await article.frameLocator('iframe').locator('body').innerText(),
  };
}

function markOf(headers: readonly string[]): string {
  const [only = '', ...more] = headers;
  const [, mode, rest = ''] = /^x-secure-send: (\w+)(.*)$/.exec(only) ?? [];
  if (mode === undefined || more.length > 0)
    throw new Error(`The mail should bear exactly one header of ours: ${JSON.stringify(headers)}`);
  const [, mailbox] = /; mailbox=(\S+?)(?:;|$)/.exec(rest) ?? [];
  return mailbox === undefined ? mode : `${mode} from ${mailbox}`;
}
