import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { extname, join, resolve, sep } from 'node:path';
import { FAULTS_PATH, readFault } from './faults.ts';
import type { Fault } from './faults.ts';
import type { LocalCertificate } from './local-certificate.ts';
import { closeServer, isOwnHost, listenOnLoopback } from './loopback.ts';

/** Answers one path that the page server does not know itself; true when it did. */
export type ExtraRoute = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export interface PageServerOptions {
  readonly certificate: Pick<LocalCertificate, 'cert' | 'key'>;
  readonly port: number;
  /** Folder with the built pages. */
  readonly pages: string;
  /** The manifest's text as it stands in the project, made for `manifestOrigin`. */
  readonly manifestFile: string;
  readonly manifestOrigin: string;
  readonly addinOrigin: () => string;
  /** Until then every page says that it is starting. */
  readonly isReady: () => boolean;
  readonly fault: { readonly read: () => Fault; readonly set: (fault: Fault) => void };
  readonly extraRoutes: readonly ExtraRoute[];
}

export interface PageServer {
  readonly port: number;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const LARGEST_BODY = 1024;
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Serves the playground's own page over HTTPS: built files, manifest, and the switch for faults. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  let port = options.port;
  const server = createServer(options.certificate, (request, response) => {
    if (!isOwnHost(request.headers.host, port)) return send(response, 421, 'Open it by the name localhost.');
    answer(request, response, options).catch(() => {
      if (!response.headersSent) send(response, 500, 'The playground could not answer this.');
      else response.destroy();
    });
  });
  port = await listenOnLoopback(server, { port, variable: 'PLAYGROUND_PORT' });
  return { port, url: `https://localhost:${String(port)}`, stop: () => closeServer(server) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: PageServerOptions,
): Promise<void> {
  if (!options.isReady()) return sendStarting(response);
  const [path = '/'] = (request.url ?? '/').split('?');
  if (path === FAULTS_PATH) return answerFaults(request, response, options.fault);
  for (const route of options.extraRoutes) if (await route(request, response)) return;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(response, 405, 'Only reading is possible here.');
  if (path === '/manifest.xml') return sendManifest(response, options);
  return sendFile(response, path, options);
}

async function answerFaults(
  request: IncomingMessage,
  response: ServerResponse,
  fault: PageServerOptions['fault'],
): Promise<void> {
  if (request.method === 'GET') return sendJson(response, 200, fault.read());
  if (request.method !== 'POST') return send(response, 405, 'GET or POST.');
  // No other site's form can set this type; a script of another site would be asked for its origin first.
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  if (!isJson) return sendJson(response, 415, { message: 'Send JSON.' });
  const wanted = readFault(await readJson(request));
  if (wanted === undefined) return sendJson(response, 400, { message: 'There is no such fault.' });
  fault.set(wanted);
  return sendJson(response, 200, wanted);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LARGEST_BODY) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function sendManifest(response: ServerResponse, options: PageServerOptions): Promise<void> {
  const text = await readFile(options.manifestFile, 'utf8');
  const headers = { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(200, { ...SAFE_HEADERS, ...headers });
  response.end(text.replaceAll(options.manifestOrigin, options.addinOrigin()));
}

async function sendFile(response: ServerResponse, path: string, options: PageServerOptions): Promise<void> {
  const file = fileBelow(options.pages, path === '/' ? '/index.html' : path);
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || content === undefined) return send(response, 404, 'There is no such page.');
  const isPage = extname(file) === '.html';
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, {
    ...SAFE_HEADERS,
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    ...(isPage
      ? { 'content-security-policy': pagePolicy(path, { addinOrigin: options.addinOrigin(), nonce }) }
      : {}),
  });
  response.end(isPage ? content.toString('utf8').replaceAll('{{CSP_NONCE}}', nonce) : content);
}

/** The file that the path means, or undefined when it would lead out of the folder. */
function fileBelow(folder: string, path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    if (/[\0\\]/.test(decoded)) return undefined;
    const file = resolve(join(folder, decoded));
    return file.startsWith(resolve(folder) + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** The page of classic Outlook's event runtime is a hidden frame of the playground. */
const FRAMED_PAGES: ReadonlySet<string> = new Set(['/classic-runtime.html']);

/** Pasted mail brings style attributes, which can do little; style elements need the nonce, scripts our origin. */
function pagePolicy(
  path: string,
  { addinOrigin, nonce }: { readonly addinOrigin: string; readonly nonce: string },
): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob: ${addinOrigin}`,
    `font-src 'self' data:`,
    `connect-src 'self' ${addinOrigin}`,
    `frame-src 'self' ${addinOrigin}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${FRAMED_PAGES.has(path) ? `'self'` : `'none'`}`,
  ].join('; ');
}

function sendStarting(response: ServerResponse): void {
  response.writeHead(503, {
    ...SAFE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'retry-after': '2',
    refresh: '2',
  });
  response.end(
    '<!doctype html><title>Secure Send</title><p>Secure Send is starting. This page reloads by itself.</p>',
  );
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, { ...SAFE_HEADERS, ...headers });
  response.end(JSON.stringify(value));
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...SAFE_HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${text}\n`);
}
