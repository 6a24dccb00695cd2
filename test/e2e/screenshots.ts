/**
 * `npm run screenshots`: a picture of every scene in every theme, of the main ones in every language, and of what
 * appears only after a click, into `.local/screenshots/`; and the README's picture, `assets/playground.jpg`.
 * Words after `--` choose among them by name.
 */
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/domain/policy.ts';
import { buildPages } from '../../src/playground/page-build.ts';
import { SCENES } from '../../src/playground/scenes.ts';
import type { SceneName } from '../../src/playground/scenes.ts';
import { startPlayground } from '../../src/playground/start.ts';
import { TEST_IDS } from '../../src/playground/ui/test-ids.ts';
import type { ThemeName } from '../../src/playground/ui/settings.ts';
import { launchChromium } from '../support/chromium.ts';

interface Shot {
  readonly name: string;
  readonly scene: SceneName;
  readonly theme: ThemeName;
  readonly lang: Language;
  readonly width?: number;
  /** What is done before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.local', 'screenshots');
const README_PICTURE = join(root, 'assets', 'playground.jpg');
/** What a README should cost at most. */
const LARGEST_PICTURE = 120 * 1024;
const THEMES: readonly ThemeName[] = ['light', 'dark', 'contrast'];
const MAIN: readonly SceneName[] = ['gmail-with-cpr', 'certificate-with-cpr', 'tls-with-cpr', 'everything'];

const pressSend = async (page: Page): Promise<void> => {
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(Send|Skicka)$/ })
    .click();
  await page.getByRole('alertdialog').waitFor();
};
const openDrawer = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Playground', exact: true }).click();
};
const unfold = async (page: Page): Promise<void> => {
  await page
    .frameLocator(`[data-testid="${TEST_IDS.paneFrame}"]`)
    .locator('[data-recipient] > button')
    .nth(1)
    .click();
};

const SHOTS: readonly Shot[] = [
  ...SCENES.flatMap(({ name: scene }) =>
    THEMES.map((theme): Shot => ({ name: `${scene}.${theme}`, scene, theme, lang: 'en' })),
  ),
  ...MAIN.flatMap((scene) =>
    (['da', 'sv'] as const).map((lang): Shot => ({ name: `${scene}.${lang}`, scene, theme: 'light', lang })),
  ),
  ...MAIN.flatMap((scene) =>
    THEMES.map((theme): Shot => ({
      name: `${scene}.alert.${theme}`,
      scene,
      theme,
      lang: 'da',
      act: pressSend,
    })),
  ),
  ...(['light', 'dark'] as const).flatMap((theme): Shot[] => [
    { name: `drawer.${theme}`, scene: 'everything', theme, lang: 'en', act: openDrawer },
    { name: `unfolded.${theme}`, scene: 'everything', theme, lang: 'en', act: unfold },
    { name: `narrow.${theme}`, scene: 'gmail-with-cpr', theme, lang: 'en', width: 800 },
  ]),
  {
    name: 'page.tunnel',
    scene: 'empty',
    theme: 'light',
    lang: 'en',
    act: paneLink('Tunnel mail'),
  },
  {
    name: 'page.methods',
    scene: 'gmail-with-cpr',
    theme: 'light',
    lang: 'en',
    act: paneLink('What do the methods mean?'),
  },
  { name: 'page.help', scene: 'empty', theme: 'light', lang: 'en', act: paneLink('Help') },
];

/** Opens one of the pane's pages and waits until it has something to show. */
function paneLink(name: string): NonNullable<Shot['act']> {
  return async (page) => {
    const pane = page.frameLocator(`[data-testid="${TEST_IDS.paneFrame}"]`);
    await pane.getByRole('button', { name, exact: true }).click();
    await pane.getByRole('button', { name: 'Back', exact: true }).waitFor();
    await pane.getByRole('progressbar').first().waitFor({ state: 'detached' });
  };
}

/** Resolves when neither pane nor bar has anything left to find out. */
async function isStill(page: Page): Promise<void> {
  const pane = page.frameLocator(`[data-testid="${TEST_IDS.paneFrame}"]`);
  await pane.getByRole('switch').first().waitFor();
  await pane.locator('main [role="status"]').first().waitFor();
  await pane
    .locator('[aria-busy="true"]')
    .first()
    .waitFor({ state: 'detached', timeout: 15_000 })
    .catch(() => undefined);
}

async function openShot(browser: Browser, origin: string, shot: Shot): Promise<Page> {
  const { scene, theme, lang, width = 1280 } = shot;
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
    ...(theme === 'contrast' ? { forcedColors: 'active' } : {}),
  });
  const page = await context.newPage();
  const search = new URLSearchParams({ scene, theme, lang, pane: 'open' });
  await page.goto(`${origin}/?${search.toString()}`);
  if (scene === 'sent') await page.getByRole('article').waitFor();
  else await isStill(page);
  await shot.act?.(page);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

async function takeReadmePicture(browser: Browser, origin: string): Promise<void> {
  const page = await openShot(browser, origin, {
    name: 'readme',
    scene: 'gmail-with-cpr',
    theme: 'light',
    lang: 'en',
  });
  for (const quality of [85, 75, 65, 55]) {
    await writeFile(README_PICTURE, await page.screenshot({ animations: 'disabled', type: 'jpeg', quality }));
    if ((await stat(README_PICTURE)).size <= LARGEST_PICTURE) break;
  }
  await page.context().close();
}

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((word) => name.includes(word));
const data = await mkdtemp(join(tmpdir(), 'secure-send-screenshots-'));
await mkdir(folder, { recursive: true });
await buildPages(() => undefined);
const playground = await startPlayground({
  ports: { page: 0, addin: 0 },
  folder: data,
  isQuiet: true,
  build: 'never',
});
const browser = await launchChromium();
try {
  for (const shot of SHOTS.filter(({ name }) => isWanted(name))) {
    playground.setFault({ kind: 'off' });
    const page = await openShot(browser, playground.url, shot);
    await page.screenshot({ animations: 'disabled', path: join(folder, `${shot.name}.png`) });
    await page.context().close();
    console.log(`${shot.name}.png`);
  }
  if (isWanted('readme')) await takeReadmePicture(browser, playground.url);
} finally {
  await browser.close();
  await playground.stop();
  await rm(data, { recursive: true, force: true });
}
