import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { MICROSOFT_AJAX } from './microsoft-ajax.ts';

export interface OfficeJsFile {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.gif': 'image/gif',
};

const AJAX_FILE = 'microsoftajax.js';
/** The one place where the runtime leaves its own folder: it asks the vendor's host for MicrosoftAjax.js. */
const RUNTIMES: readonly string[] = ['outlook-web-16.01.js', 'outlook-web-16.01.debug.js'];
const AJAX_ADDRESS = /(["'])\/\/ajax\.aspnetcdn\.com\/ajax\/3\.5\/MicrosoftAjax\.js\1/g;

/**
 * A file of the npm package's `dist` by its path below `/office-js/`, byte for byte, but for the runtime's one address
 * outside; undefined when there is no such file. Case does not matter: office.js lower-cases some of its own URLs.
 */
export async function readOfficeJsFile(path: string): Promise<OfficeJsFile | undefined> {
  const name = path.toLowerCase();
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)) return undefined;
  const contentType = CONTENT_TYPES[extname(name)];
  if (contentType === undefined) return undefined;
  if (name === AJAX_FILE) return { body: MICROSOFT_AJAX, contentType };
  const body = await readFile(join(distFolder(), name)).catch(() => undefined);
  if (body === undefined) return undefined;
  return { body: RUNTIMES.includes(name) ? withLocalAjax(body.toString('utf8')) : body, contentType };
}

/** The same files on the playground's own origin, for the bare runtime; true when the request was for one of them. */
export async function officeJsRoute(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const [path = ''] = (request.url ?? '').split('?');
  if (request.method !== 'GET' || !path.startsWith('/office-js/')) return false;
  const file = await readOfficeJsFile(path.slice('/office-js/'.length));
  if (file === undefined) return false;
  response.writeHead(200, { 'content-type': file.contentType, 'x-content-type-options': 'nosniff' });
  response.end(file.body);
  return true;
}

/** The page's own protocol stands before the address already; the stand-in lies beside office.js. */
function withLocalAjax(runtime: string): string {
  return runtime.replace(AJAX_ADDRESS, '$1//$1+window.location.host+$1/office-js/MicrosoftAjax.js$1');
}

function distFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@microsoft/office-js/package.json')), 'dist');
}
