import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { startPlayground } from '../../src/playground/start.ts';
import { pasteBody, watchLongTasks } from '../support/long-tasks.ts';
import { launchChromium } from '../support/chromium.ts';
import { longThread } from '../support/long-thread.ts';
import { buildBarePane } from './bare/build-bare-pane.ts';
import type { BarePane } from './bare/build-bare-pane.ts';
import { judge, median } from './figure.ts';
import type { Figure } from './figure.ts';

const ROUNDS = 7;
const WARM_VERDICT_MS = 300;

/** What a person waits for in Outlook: the verdict at Send, and the pane. */
export async function benchBrowser(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'secure-send-bench-'));
  const playground = await startPlayground({ ports: { page: 0, addin: 0 }, folder, isQuiet: true });
  const browser = await launchChromium();
  try {
    return [
      await benchVerdict(browser, playground.url),
      await benchPane(browser, playground.url),
      await benchTyping(browser, playground.url),
    ];
  } finally {
    await browser.close();
    await playground.stop();
  }
}

/** Send pressed until the dialog stands, twenty recipients and more, beside the same Office calls made alone. */
async function benchVerdict(browser: Browser, url: string): Promise<Figure> {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(`${url}?scene=many-recipients&lang=en`);
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  const body = page.getByRole('textbox', { name: 'Message' });
  await body.fill('Nancy Ann Berggren, CPR 251248-9996');
  const ours: number[] = [];
  const floor: number[] = [];
  await msToVerdict(page);
  const events = eventFrame(page);
  await msOfOfficeCalls(events);
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await msToVerdict(page));
    floor.push(await msOfOfficeCalls(events));
  }
  await context.close();
  const name = 'verdict at Send, 20 recipients, warm, against the same Office calls alone';
  const figure = { name, unit: 'ms', ours: median(ours), floor: median(floor) } as const;
  return judge(figure, { on: 'ours', atMost: WARM_VERDICT_MS });
}

async function msToVerdict(page: Page): Promise<number> {
  const ms = await page.evaluate(async () => {
    const send = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Send');
    const start = performance.now();
    send?.click();
    const isAnswered = (): boolean => document.querySelector('[role="alertdialog"]') !== null;
    while (!isAnswered()) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - start;
  });
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button').last().click();
  await dialog.waitFor({ state: 'detached' });
  return ms;
}

function eventFrame(page: Page): Frame {
  return frameAt(page, '/launchevent.html');
}

function frameAt(page: Page, path: string): Frame {
  const frame = page.frames().find((one) => new URL(one.url()).pathname === path);
  if (frame === undefined) throw new Error(`There is no page ${path}.`);
  return frame;
}

/** What the handler reads, three calls at a time, and nothing else. */
async function msOfOfficeCalls(frame: Frame): Promise<number> {
  return frame.evaluate(async () => {
    const item = Office.context.mailbox.item as unknown as Office.MessageCompose;
    type Call = (callback: () => void) => void;
    const calls: Call[] = [
      (done) => item.to.getAsync(done),
      (done) => item.cc.getAsync(done),
      (done) => item.bcc.getAsync(done),
      (done) => item.internetHeaders.getAsync(['x-secure-send'], done),
      (done) => item.body.getAsync(Office.CoercionType.Html, done),
      (done) => item.subject.getAsync(done),
      (done) => item.getAttachmentsAsync(done),
      (done) => item.from.getAsync(done),
    ];
    const start = performance.now();
    const lane = async (): Promise<void> => {
      for (let call = calls.shift(); call !== undefined; call = calls.shift()) {
        const one = call;
        await new Promise<void>((resolve) => one(resolve));
      }
    };
    await Promise.all([lane(), lane(), lane()]);
    return performance.now() - start;
  });
}

/** From the pane's navigation until its switch can be used, beside a bare Fluent UI page in the same place. */
async function benchPane(browser: Browser, url: string): Promise<Figure> {
  const bare = await buildBarePane();
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await msToUsable(browser, url));
    floor.push(await msToUsable(browser, url, bare));
  }
  const name = 'pane usable, against a bare Fluent UI page';
  return judge({ name, unit: 'ms', ours: median(ours), floor: median(floor) }, { on: 'ratio', atMost: 2 });
}

async function msToUsable(browser: Browser, url: string, bare?: BarePane): Promise<number> {
  const context = await newContext(browser);
  if (bare !== undefined) {
    await context.route('**/taskpane.html*', (route) =>
      route.fulfill({ contentType: 'text/html', body: bare.html }),
    );
    await context.route('**/bare.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: bare.script }),
    );
  }
  const page = await context.newPage();
  await page.goto(`${url}?scene=internal&lang=en&pane=open`);
  const usable = page.frameLocator('iframe[src*="taskpane.html"]').getByRole('switch').first();
  await usable.waitFor();
  const ms = await frameAt(page, '/taskpane.html').evaluate(() =>
    Number(document.documentElement.dataset['usableAt']),
  );
  await context.close();
  return ms;
}

/** What Chromium calls a long task, in milliseconds; it tells of no shorter one. */
const LONG_TASK_MS = 50;

/** The pane's longest task while somebody writes above a quoted thread of 2 MB. */
async function benchTyping(browser: Browser, url: string): Promise<Figure> {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(`${url}?scene=gmail-with-cpr&lang=en&pane=open`);
  await page.frameLocator('iframe[src*="taskpane.html"]').getByRole('switch').first().waitFor();
  const tasks = await watchLongTasks(frameAt(page, '/taskpane.html'));
  const thread = longThread(2_000_000);
  const longest: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await pasteBody(page, 'Message', `<p>Linje ${round}</p>${thread}`);
    // Longer than the pane takes to ask again and to look it through.
    await page.waitForTimeout(3000);
    longest.push(Math.max(LONG_TASK_MS, ...(await tasks.taken())));
  }
  await context.close();
  const name =
    'longest task of the pane, 2 MB thread changing (50 = none longer), against what Chromium calls long';
  const figure = { name, unit: 'ms', ours: median(longest), floor: LONG_TASK_MS } as const;
  return judge(figure, { on: 'ours', atMost: LONG_TASK_MS });
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 900 },
  });
  await context.addInitScript(() => {
    if (location.pathname !== '/taskpane.html') return;
    const look = (): void => {
      if (document.querySelector('[role="switch"]') === null) setTimeout(look, 1);
      else document.documentElement.dataset['usableAt'] = String(performance.now());
    };
    look();
  });
  return context;
}
