import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { classicRoutes } from './classic-fetch.ts';
import { startEdge } from './edge.ts';
import { NO_FAULT } from './faults.ts';
import type { Fault } from './faults.ts';
import { prepareLocalCertificate } from './local-certificate.ts';
import { officeJsRoute, readOfficeJsFile } from './office-js.ts';
import { buildPages, isBuildNeeded } from './page-build.ts';
import { startPageServer } from './page-server.ts';
import { createReport, SILENT } from './report.ts';
import type { Report } from './report.ts';
import { startService } from './service-process.ts';
import { isRunAs, runFromTerminal } from './terminal.ts';
import { startWorld } from './world/world.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
/** What manifest.xml says. */
const MANIFEST_ORIGIN = 'https://localhost:3443';
export const USUAL_PORTS = { page: 3000, addin: 3443 } as const;

export interface PlaygroundOptions {
  /** 0 = any free port. */
  readonly ports?: { readonly page: number; readonly addin: number };
  /** Folder for the local certificate (`tls`), the sample world (`world`) and the service's log. */
  readonly folder?: string;
  readonly isQuiet?: boolean;
  /** `never` serves what `dist` holds. */
  readonly build?: 'when-needed' | 'never';
  /** Script of the service. */
  readonly serviceEntry?: string;
}

export interface Playground {
  /** The page to open. */
  readonly url: string;
  readonly addinOrigin: string;
  /** CA certificate that a browser may be told to trust. */
  readonly authorityFile: string;
  readonly logFile: string;
  readonly setFault: (fault: Fault) => void;
  readonly stop: () => Promise<void>;
}

type Stop = () => Promise<void>;

/** Brings up everything: pages, certificate, sample world, service, and the two https addresses. */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const stops: Stop[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    return { ...(await startParts(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ports are taken first, so that a busy one is told before anything that takes time. */
async function startParts(
  { ports = USUAL_PORTS, folder = join(PROJECT, '.local'), isQuiet = false, ...options }: PlaygroundOptions,
  stops: Stop[],
): Promise<Omit<Playground, 'stop'>> {
  const report = isQuiet ? SILENT : createReport(process.stdout);
  await mkdir(folder, { recursive: true });
  const certificate = await prepareLocalCertificate(join(folder, 'tls'), new Date());
  const now: { fault: Fault; servicePort?: number } = { fault: NO_FAULT };
  const setFault = (fault: Fault): void => void (now.fault = fault);

  const logFile = join(folder, 'service.log');

  const edge = await startEdge({
    certificate,
    port: ports.addin,
    servicePort: () => now.servicePort,
    logFile,
    fault: () => now.fault,
    readOfficeJs: readOfficeJsFile,
  });
  stops.push(edge.stop);
  const page = await startPageServer({
    certificate,
    port: ports.page,
    pages: join(PROJECT, 'dist', 'playground'),
    manifestFile: join(PROJECT, 'manifest.xml'),
    manifestOrigin: MANIFEST_ORIGIN,
    addinOrigin: () => edge.origin,
    isReady: () => now.servicePort !== undefined,
    fault: { read: () => now.fault, set: setFault },
    extraRoutes: [
      officeJsRoute,
      classicRoutes({ addinOrigin: () => edge.origin, ca: certificate.authority }),
    ],
  });
  stops.push(page.stop);

  if (options.build !== 'never') await build(report);
  const world = await step(report, 'Starting the sample world', () =>
    startWorld({ folder: join(folder, 'world') }),
  );
  stops.push(world.stop);
  const service = await step(report, 'Starting Secure Send’s service', () =>
    startService({
      entry: options.serviceEntry ?? join(PROJECT, 'src', 'server', 'start.ts'),
      settings: { ...world.settings, ...serviceSettings({ addinOrigin: edge.origin, pageOrigin: page.url }) },
      logFile,
      onGone: () =>
        report.say(
          `The service has stopped by itself, so mail can no longer be checked.\nPress Ctrl-C and run npm start again. Why it stopped is at the end of its log: ${logFile}`,
        ),
    }),
  );
  stops.push(service.stop);
  now.servicePort = service.port;
  return {
    url: page.url,
    addinOrigin: edge.origin,
    authorityFile: certificate.authorityFile,
    logFile,
    setFault,
  };
}

async function build(report: Report): Promise<void> {
  if (!(await isBuildNeeded())) return report.task('Building the pages').done('up to date');
  const task = report.task('Building the pages');
  await buildPages(task.progress);
  task.done();
}

async function step<T>(report: Report, name: string, run: () => Promise<T>): Promise<T> {
  const task = report.task(name);
  const result = await run();
  task.done();
  return result;
}

function serviceSettings({
  addinOrigin,
  pageOrigin,
}: {
  readonly addinOrigin: string;
  readonly pageOrigin: string;
}): Record<string, string> {
  return {
    SECURE_SEND_ORIGIN: addinOrigin,
    SECURE_SEND_HOST: '127.0.0.1',
    SECURE_SEND_PORT: '0',
    SECURE_SEND_POLICY: join(PROJECT, 'assets', 'policy.example.json'),
    SECURE_SEND_ADDIN: join(PROJECT, 'dist', 'addin'),
    SECURE_SEND_OFFICE_JS: '/office-js/office.js',
    SECURE_SEND_FRAME_ANCESTORS: pageOrigin,
  };
}

if (isRunAs(import.meta.filename)) await runFromTerminal(startPlayground, USUAL_PORTS);
