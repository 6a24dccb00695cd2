import type { Browser, Page } from 'playwright-core';
import { visibleText } from '../../src/domain/detection/visible-text.ts';
import { READ_THOUGH_HIDDEN, SNIPPETS } from '../fixtures/mail-html/snippets.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
});
afterAll(() => browser.close());

/** White space of any kind and width is one space; a browser puts different ones between blocks and cells. */
const words = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

async function shown(html: string): Promise<string> {
  await page.setContent(html);
  return words(await page.evaluate(() => document.body.innerText));
}

describe('the visible text of a mail', () => {
  it.each(SNIPPETS.map((html) => [html]))('of %j is what Chromium shows', async (html) => {
    expect(words(visibleText(html))).toBe(await shown(html));
  });

  it.each(READ_THOUGH_HIDDEN.map((html) => [html]))(
    'of %j is read, although Chromium hides it',
    async (html) => {
      expect(await shown(html)).toBe('');
      expect(words(visibleText(html))).toBe('251248-9996');
    },
  );
});
