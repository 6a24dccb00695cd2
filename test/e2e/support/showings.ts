import type { Page } from 'playwright-core';
import { TEST_IDS } from '../../../src/playground/ui/test-ids.ts';

export interface Showings {
  readonly notices: readonly string[];
  readonly dialogs: readonly string[];
}

/** Keeps a record of every notice and dialog from the first moment on: what only flashed up counts, too. */
export async function watchShowings(page: Page): Promise<void> {
  await page.addInitScript((notification) => {
    if (window !== window.top) return;
    const seen = { notices: new Set<string>(), dialogs: new Set<string>() };
    const look = (): void => {
      for (const element of document.querySelectorAll(`[data-testid="${notification}"]`))
        seen.notices.add(element.textContent);
      for (const element of document.querySelectorAll('[role="alertdialog"]'))
        seen.dialogs.add(element.textContent);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { everShown: () => ({ notices: [...seen.notices], dialogs: [...seen.dialogs] }) });
  }, TEST_IDS.notification);
}

export async function showings(page: Page): Promise<Showings> {
  return page.evaluate('window.everShown()');
}
