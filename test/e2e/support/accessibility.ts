import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';
import { TEST_IDS } from '../../../src/playground/ui/test-ids.ts';

const axeSource = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The pane's own document. */
export async function paneDocument(page: Page): Promise<Frame> {
  const element = await page.getByTestId(TEST_IDS.paneFrame).elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error('The pane has no document.');
  return frame;
}

/** What axe-core finds in the pane by the rules of WCAG 2.2 A and AA, one line each. */
export async function barriers(page: Page): Promise<readonly string[]> {
  const frame = await paneDocument(page);
  await frame.evaluate(axeSource);
  // With forced colours the system chooses them, which axe-core does not see.
  const isForced = await frame.evaluate(() => matchMedia('(forced-colors: active)').matches);
  const found = await frame.evaluate<AxeResult>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { 'color-contrast': { enabled: ${String(!isForced)} } } })`,
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** True when something sticks out to the right and would have to be scrolled to. */
export async function isTooWide(page: Page): Promise<boolean> {
  const frame = await paneDocument(page);
  return frame.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body, main, #root, #root > *')].some(
      (element) => element.scrollWidth > element.clientWidth + 1,
    ),
  );
}
