import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { Language } from '../../../src/domain/policy.ts';
import { NO_FAULT } from '../../../src/playground/faults.ts';
import type { Fault } from '../../../src/playground/faults.ts';
import type { ClientProfileId } from '../../../src/playground/model/types.ts';
import type { SceneName } from '../../../src/playground/scenes.ts';
import { startPlayground } from '../../../src/playground/start.ts';
import type { Playground } from '../../../src/playground/start.ts';
import type { ThemeName } from '../../../src/playground/ui/settings.ts';
import { launchChromium } from '../../support/chromium.ts';
import { mailWindow } from './mail-window.ts';
import type { TestMailWindow } from './mail-window.ts';
import { secretIn } from './secrets.ts';
import { watchTroubles } from './troubles.ts';
import type { Troubles } from './troubles.ts';

export interface Opening {
  readonly lang?: Language;
  readonly theme?: ThemeName;
  readonly profile?: ClientProfileId;
  readonly pane?: 'open';
  readonly drawer?: 'open';
  /** Milliseconds added to each answer of Outlook. */
  readonly latency?: number;
  readonly browser?: BrowserContextOptions;
}

/** Where one person sits: a playground for the whole file, a fresh browser for each test. */
export interface Desk {
  readonly openScene: (scene: SceneName, opening?: Opening) => Promise<TestMailWindow>;
  /** The browser of this test, made at the first window unless it is asked for before. */
  readonly context: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  readonly setFault: (fault: Fault) => void;
  readonly troubles: () => Troubles;
  readonly playground: () => Playground;
  /** Where the playground and its service keep their files. */
  readonly folder: () => string;
}

interface Seat {
  readonly context: BrowserContext;
  readonly troubles: Troubles;
}

/** Long enough for a pane's first start on a busy machine; a condition that holds costs nothing of it. */
const PATIENCE_MS = 20_000;

/** The longest that one test or hook may take. */
const LIMIT_MS = 90_000;

/** Starts the playground before the tests of a file, and asserts after each that nothing went wrong or got out unseen. */
export function useDesk(): Desk {
  jest.setTimeout(LIMIT_MS);
  let folder: string;
  let playground: Playground | undefined;
  let browser: Browser | undefined;
  let seat: Seat | undefined;
  const running = (): Playground => {
    if (playground === undefined) throw new Error('The playground has not started.');
    return playground;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secure-send-e2e-'));
    const options = { ports: { page: 0, addin: 0 }, folder, isQuiet: true, build: 'never' } as const;
    [playground, browser] = await Promise.all([startPlayground(options), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    if (playground !== undefined)
      expect(secretIn(await readFile(playground.logFile, 'utf8'))).toBeUndefined();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    running().setFault(NO_FAULT);
  });
  afterEach(async () => {
    const last = seat;
    seat = undefined;
    if (last === undefined) return;
    await last.context.close();
    expect(last.troubles.unexpected()).toEqual([]);
  });

  const sit = async (options: BrowserContextOptions = {}): Promise<Seat> => {
    if (seat !== undefined) return seat;
    const size = { width: 1280, height: 900 };
    if (browser === undefined) throw new Error('There is no browser.');
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: size, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    seat = { context, troubles: watchTroubles(context) };
    return seat;
  };

  return {
    context: async (options) => (await sit(options)).context,
    openScene: async (scene, opening = {}) => {
      const { context } = await sit(opening.browser);
      return mailWindow({ context, url: addressOf(running().url, scene, opening), opening });
    },
    setFault: (fault) => running().setFault(fault),
    troubles: () => {
      if (seat === undefined) throw new Error('Open a scene first.');
      return seat.troubles;
    },
    playground: running,
    folder: () => folder,
  };
}

function addressOf(
  origin: string,
  scene: SceneName,
  { lang = 'en', theme, profile, pane, drawer }: Opening,
): string {
  const url = new URL(origin);
  for (const [name, value] of Object.entries({ scene, lang, theme, profile, pane, drawer }))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
