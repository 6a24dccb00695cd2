import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Language } from '../../../src/domain/policy.ts';
import { wordingFor } from '../../../src/taskpane/text/pane-text.ts';
import { TEST_IDS } from '../../../src/playground/ui/test-ids.ts';
import { until } from './until.ts';

/** The add-in's pane, in the words of the person who reads it. */
export interface TestPane {
  readonly frame: FrameLocator;
  /** Resolves when the pane shows a mail. */
  readonly ready: () => Promise<void>;
  /** The verdict line once it is this text. */
  readonly says: (verdict: string) => Promise<void>;
  readonly verdict: () => Promise<string>;
  readonly card: (title: string | RegExp) => Locator;
  readonly cards: () => Locator;
  /** The row of this address, unfolding the list when it is folded. */
  readonly row: (address: string) => Locator;
  readonly unfold: (address: string) => Promise<Locator>;
  /** More than twelve recipients: those that may get it stand in one line per transport. */
  readonly unfoldGroups: () => Promise<void>;
  readonly press: (name: string) => Promise<void>;
  readonly secureMode: () => Locator;
  readonly secureModeWord: () => Promise<string>;
  /** Addresses or names in the order of the list. */
  readonly rows: () => Promise<readonly string[]>;
  readonly showRecipients: () => Promise<void>;
}

export function testPane(page: Page, language: Language): TestPane {
  const frame = page.frameLocator(`[data-testid="${TEST_IDS.paneFrame}"]`);
  const { pane: texts } = wordingFor(language);
  const status = (): Locator => frame.getByRole('group', { name: texts.headline.label }).getByRole('status');
  const verdict = async (): Promise<string> => (await status().innerText()).split('\n')[0] ?? '';
  const rows = (): Locator => frame.locator('[data-recipient]');
  const row = (address: string): Locator => frame.locator(`[data-recipient="${address}"]`);
  const switchNamed = frame.getByRole('switch', { name: texts.secureMode.name, exact: true });
  const showRecipients = async (): Promise<void> => {
    const heading = frame
      .getByRole('heading', { level: 2 })
      .getByRole('button')
      .filter({
        hasText: texts.recipients.title(0).replace(/\(0\).*/, ''),
      });
    await heading.waitFor();
    if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click();
  };
  return {
    frame,
    ready: () => switchNamed.waitFor(),
    verdict,
    says: (wanted) =>
      until(async () => {
        expect(await verdict()).toBe(wanted);
      }),
    card: (title) => frame.getByRole('region', { name: title }),
    cards: () => frame.locator('[data-card]'),
    row,
    rows: async () => {
      const elements = await rows().all();
      return Promise.all(
        elements.map(async (element) => (await element.getAttribute('data-recipient')) ?? ''),
      );
    },
    unfold: async (address) => {
      const button = row(address).getByRole('button').first();
      if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
      return row(address);
    },
    unfoldGroups: async () => {
      const anyGroup = texts.recipients.group('', 0).replace(/^: 0/, ': \\d+');
      for (const group of await frame.getByRole('button', { name: new RegExp(anyGroup) }).all())
        await group.click();
    },
    press: (name) => frame.getByRole('button', { name, exact: true }).click(),
    secureMode: () => switchNamed,
    secureModeWord: () => frame.getByTestId('secure-mode-state').innerText(),
    showRecipients,
  };
}
