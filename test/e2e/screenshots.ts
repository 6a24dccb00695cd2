/**
 * `npm run screenshots`: a picture of every scene in every theme, of the main ones in every language, and of what
 * appears only after a click, into `.local/screenshots/`; and the README's picture, `assets/playground.jpg`.
 * Words after `--` choose among them by name.
 */
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import type { Language } from '../../src/domain/policy.ts';
import { buildPages } from '../../src/playground/page-build.ts';
import { SCENES } from '../../src/playground/scenes.ts';
import type { SceneName } from '../../src/playground/scenes.ts';
import { startPlayground } from '../../src/playground/start.ts';
import { TEST_IDS } from '../../src/playground/ui/test-ids.ts';
import type { ThemeName } from '../../src/playground/ui/settings.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import type { PaneTexts } from '../../src/taskpane/text/texts.ts';
import { launchChromium } from '../support/chromium.ts';

interface Shot {
  readonly name: string;
  readonly scene: SceneName;
  readonly theme: ThemeName;
  readonly lang: Language;
  readonly width?: number;
  readonly height?: number;
  /** What is done before the page is opened. */
  readonly before?: (page: Page) => Promise<void>;
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
  ...inAllLooks('page.tunnel', { scene: 'empty', open: ({ tunnel }) => tunnel.link }),
  ...inAllLooks('page.certificates', {
    scene: 'empty',
    open: ({ certificates }) => certificates.link,
    act: searchCertificate('anna.lund@kystens-revision.example'),
  }),
  ...inAllLooks('page.certificates.revoked', {
    scene: 'empty',
    open: ({ certificates }) => certificates.link,
    act: searchCertificate('lone.bech@kystens-revision.example'),
  }),
  ...inAllLooks('technical', { scene: 'everything', act: unfoldTechnical }),
  ...inAllLooks('network', { scene: 'tls-with-cpr', before: blockNetwork }),
  ...inAllLooks('false-alarm.choosing', { scene: 'false-alarm', act: chooseReason }),
  ...inAllLooks('false-alarm.marked', { scene: 'false-alarm', act: markFalseAlarm }),
  ...inAllLooks('considerations', { scene: 'abroad-with-cpr' }),
  ...inAllLooks('sensitive', { scene: 'sensitive-words', act: openFindings }),
  ...inAllLooks('files', { scene: 'attachment', act: openFindingsAndFiles }),
  ...inAllLooks('files.unreadable', { scene: 'attachment-unreadable', act: openFiles }),
  ...inAllLooks('files.reading', { scene: 'attachment', before: slowOutlook, act: openFiles }),
  {
    name: 'page.methods',
    scene: 'gmail-with-cpr',
    theme: 'light',
    lang: 'en',
    act: paneLink('What do the methods mean?', 'en'),
  },
  { name: 'page.help', scene: 'empty', theme: 'light', lang: 'en', act: paneLink('Help', 'en') },
];

type Act = NonNullable<Shot['act']>;

/** Opens one of the pane's pages and waits until it has something to show. */
function paneLink(name: string, lang: Language): Act {
  return async (page) => {
    const pane = paneOf(page);
    await pane.getByRole('button', { name, exact: true }).click();
    await pane.getByRole('button', { name: wordingFor(lang).pane.view.back, exact: true }).waitFor();
    await pane.getByRole('progressbar').first().waitFor({ state: 'detached' });
  };
}

function paneOf(page: Page): FrameLocator {
  return page.frameLocator(`[data-testid="${TEST_IDS.paneFrame}"]`);
}

interface Looked {
  readonly scene: SceneName;
  readonly open?: (texts: PaneTexts) => string;
  readonly act?: Act;
  readonly before?: Shot['before'];
}

/** In every theme and every language, in a window high enough to show all of the pane. */
function inAllLooks(name: string, { scene, open, act, before }: Looked): readonly Shot[] {
  const looks = [
    ...THEMES.map((theme) => ({ look: theme, theme, lang: 'da' as const })),
    ...(['sv', 'en'] as const).map((lang) => ({ look: lang, theme: 'light' as const, lang })),
  ];
  return looks.map(({ look, theme, lang }) => ({
    name: `${name}.${look}`,
    scene,
    theme,
    lang,
    height: 1500,
    ...(before === undefined ? {} : { before }),
    act: async (page) => {
      if (open !== undefined) await paneLink(open(wordingFor(lang).pane), lang)(page);
      await act?.(page);
    },
  }));
}

function searchCertificate(address: string): Act {
  return async (page) => {
    await paneOf(page).getByRole('textbox').fill(address);
    await paneOf(page).getByRole('textbox').press('Enter');
    await paneOf(page).getByRole('heading', { level: 2 }).first().waitFor();
  };
}

/** The first two recipients that stand in rows of their own, down to the technical details. */
async function unfoldTechnical(page: Page): Promise<void> {
  for (const address of ['klinik@sandholm-tandklinik.example', 'post@hede-og-bro.example']) {
    const row = paneOf(page).locator(`[data-recipient="${address}"]`);
    await row.getByRole('button').first().click();
    await row.locator('button[aria-expanded]').nth(1).click();
  }
}

/** The parts that fold stand closed at first: the findings, then the files. */
async function openSection(page: Page, name: RegExp): Promise<void> {
  await paneOf(page).getByRole('heading', { level: 2 }).getByRole('button', { name }).click();
}

async function openFindings(page: Page): Promise<void> {
  await openSection(page, /^(Fundet|Hittat|Found)/);
}

async function openFiles(page: Page): Promise<void> {
  await openSection(page, /^(Vedhæftede filer|Bifogade filer|Attached files)/);
}

async function openFindingsAndFiles(page: Page): Promise<void> {
  await openFindings(page);
  await openFiles(page);
}

async function chooseReason(page: Page): Promise<void> {
  await openFindings(page);
  await paneOf(page).locator('[data-mark]').first().click();
}

async function markFalseAlarm(page: Page): Promise<void> {
  await chooseReason(page);
  await paneOf(page).getByRole('group').getByRole('button').first().click();
  await paneOf(page).locator('[data-undo]').waitFor();
}

/** So slow that files are still being read when the picture is taken. */
async function slowOutlook(page: Page): Promise<void> {
  await page.addInitScript(() => {
    sessionStorage.setItem('playground.settings', JSON.stringify({ latency: 2500 }));
  });
}

/** Answers as a service does whose network keeps it from mail servers. */
async function blockNetwork(page: Page): Promise<void> {
  await page.route('**/api/v1/classifications', async (route) => {
    const reply = await route.fetch();
    const lines = (await reply.text()).trim().split('\n');
    const blocked = lines.map((line) => ({
      ...JSON.parse(line),
      transport: 'unknown',
      assurance: 'nothing',
      reasons: ['certificate-not-found', 'not-on-tunnel-list', 'port-25-blocked'],
      evidence: [],
    }));
    const body = blocked.map((answer) => `${JSON.stringify(answer)}\n`).join('');
    await route.fulfill({ response: reply, body });
  });
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
  const { scene, theme, lang, width = 1280, height = 800 } = shot;
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width, height },
    reducedMotion: 'reduce',
    ...(theme === 'contrast' ? { forcedColors: 'active' } : {}),
  });
  const page = await context.newPage();
  await shot.before?.(page);
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
