import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import type { Bench, BenchOptions } from './bench-page.ts';
import { startBench } from './start-bench.ts';
import type { BenchServers } from './start-bench.ts';

/** What an Office callback got. */
export interface Asked {
  readonly status: string;
  readonly value: unknown;
  readonly code: number | null;
}

/** One host page with the foreign add-in; a new browser context each, for office.js keeps things per tab. */
export interface OpenBench {
  readonly page: Page;
  readonly inHost: <T, A = undefined>(
    run: (bench: Bench, argument: A) => T | Promise<T>,
    argument?: A,
  ) => Promise<T>;
  readonly pane: () => Promise<Frame>;
  readonly ask: (path: string, ...args: readonly unknown[]) => Promise<Asked>;
  /** Errors on any page, requests that wanted to leave, and messages the host did not know. */
  readonly troubles: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface BenchRoom {
  readonly servers: BenchServers;
  readonly open: (options?: BenchOptions) => Promise<OpenBench>;
  readonly close: () => Promise<void>;
}

export async function openRoom(): Promise<BenchRoom> {
  const [servers, browser] = await Promise.all([startBench(), launchChromium()]);
  return {
    servers,
    open: (options = {}) => openBench(browser, servers, options),
    close: async () => {
      await browser.close();
      await servers.stop();
    },
  };
}

async function openBench(browser: Browser, servers: BenchServers, options: BenchOptions): Promise<OpenBench> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const troubles: string[] = [];
  await keepLocal(context, servers, troubles);
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(`page error: ${error.message}`));
  await page.goto(servers.hostOrigin);
  await page.evaluate((given) => window.bench.open(given), options);
  const pane = async (): Promise<Frame> => {
    const element = await page.waitForSelector('#pane', { state: 'attached' });
    const frame = await element.contentFrame();
    if (frame === null) throw new Error('The pane has no document.');
    await frame.waitForSelector('body[data-ready]');
    return frame;
  };
  return {
    page,
    inHost: async (run, argument) =>
      page.evaluate(`(${run.toString()})(window.bench, ${JSON.stringify(argument) ?? 'undefined'})`) as never, // typed by run
    pane,
    ask: async (path, ...args) => {
      const frame = await pane();
      const call = JSON.stringify([path, ...args]);
      return frame.evaluate<Asked>(`window.ask.apply(undefined, ${call})`);
    },
    troubles: async () => {
      const unknown = await page.evaluate(() =>
        window.bench
          .host()
          .controls.unhandled()
          .map(({ action, data }) => `unhandled: ${action} ${JSON.stringify(data)}`),
      );
      return [...troubles, ...unknown];
    },
    close: () => context.close(),
  };
}

/** Nothing may leave for the Internet; whatever tries is told. */
async function keepLocal(context: BrowserContext, servers: BenchServers, troubles: string[]): Promise<void> {
  const own = [servers.hostOrigin, servers.addinOrigin];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (own.some((origin) => url.startsWith(`${origin}/`)) || url.startsWith('data:'))
      return route.continue();
    troubles.push(`request left: ${url}`);
    return route.abort();
  });
}
