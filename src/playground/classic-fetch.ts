import type { IncomingMessage, ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { parse } from 'acorn';

/**
 * Classic Outlook's way to the network, for the playground's bare runtime. It is native code there, so no browser rule
 * binds it; but it lets an event script reach the add-in's host only when that host lists the script.
 */
export const CLASSIC_FETCH_PATH = '/playground/classic-fetch';
/** The event script, wrapped so that the runtime's page can give it a scope without evaluating text. */
export const CLASSIC_SCRIPT_PATH = '/playground/classic-script';
const ALLOWED_LIST_PATH = '/.well-known/microsoft-officeaddins-allowed.json';

const LARGEST_BODY = 5_000_000;
const DEADLINE_MS = 60_000;

export interface ClassicNetwork {
  readonly addinOrigin: () => string;
  /** PEM of the authority that signed the add-in's certificate. */
  readonly ca: string;
}

export interface ClassicRequest {
  /** The event script that asks. */
  readonly script: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type ClassicReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly statusText: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'refused'; readonly why: 'other-origin' | 'not-listed' | 'unreachable' };

/** Fetches for an event script; only from the add-in's own origin, and only when its host lists the script. */
export async function classicFetch(request: ClassicRequest, network: ClassicNetwork): Promise<ClassicReply> {
  const origin = network.addinOrigin();
  if (originOf(request.url) !== origin || originOf(request.script) !== origin)
    return { kind: 'refused', why: 'other-origin' };
  try {
    if (!(await isListed(request.script, network))) return { kind: 'refused', why: 'not-listed' };
    return await exchange(request, network.ca);
  } catch {
    return { kind: 'refused', why: 'unreachable' };
  }
}

/**
 * The script as the bare runtime takes it: a function in a scope that the page gives. Some channels of classic Outlook
 * parse ES5 and no more, so anything newer is refused with the place where it stands.
 */
export async function classicScript(url: string, network: ClassicNetwork): Promise<string> {
  if (originOf(url) !== network.addinOrigin()) return failure('The script is not of the add-in.');
  const get = { script: url, url, method: 'GET', headers: {} };
  const reply = await exchange(get, network.ca).catch(() => undefined);
  if (reply?.status !== 200) return failure('The script could not be loaded.');
  const problem = es5Problem(reply.body);
  return problem === undefined ? wrapped(reply.body) : failure(problem);
}

/** Serves both paths; true when the request was for one of them. */
export function classicRoutes(network: ClassicNetwork) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', 'https://localhost');
    if (url.pathname === CLASSIC_SCRIPT_PATH && request.method === 'GET') {
      const script = await classicScript(url.searchParams.get('url') ?? '', network);
      response.writeHead(200, {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'no-store',
      });
      response.end(script);
      return true;
    }
    if (url.pathname !== CLASSIC_FETCH_PATH || request.method !== 'POST') return false;
    const wanted = isJson(request) ? readClassicRequest(await readText(request)) : undefined;
    const reply = wanted === undefined ? undefined : await classicFetch(wanted, network);
    response.writeHead(reply === undefined ? 400 : 200, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(reply ?? { message: 'This is no request of the classic runtime.' }));
    return true;
  };
}

export function readClassicRequest(text: string): ClassicRequest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { script, url, method, headers, body } = value as Record<string, unknown>; // every field is checked below
    if (typeof script !== 'string' || typeof url !== 'string' || typeof method !== 'string') return undefined;
    const pairs = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
    const texts = Object.fromEntries(pairs.map(([name, each]) => [name, String(each)]));
    return { script, url, method, headers: texts, ...(typeof body === 'string' ? { body } : {}) };
  } catch {
    return undefined;
  }
}

async function isListed(script: string, { addinOrigin, ca }: ClassicNetwork): Promise<boolean> {
  const url = `${addinOrigin()}${ALLOWED_LIST_PATH}`;
  const reply = await exchange({ script, url, method: 'GET', headers: {} }, ca);
  if (reply.status !== 200) return false;
  const list: unknown = JSON.parse(reply.body);
  if (typeof list !== 'object' || list === null || !('allowed' in list)) return false;
  return Array.isArray(list.allowed) && list.allowed.includes(script);
}

function exchange(wanted: ClassicRequest, ca: string): Promise<Extract<ClassicReply, { kind: 'answered' }>> {
  return new Promise((resolve, reject) => {
    const { url, method, headers, body } = wanted;
    const outgoing = httpsRequest(url, { method, headers, ca, agent: false, timeout: DEADLINE_MS });
    outgoing.once('error', reject);
    outgoing.once('timeout', () => outgoing.destroy(new Error('No answer in time.')));
    outgoing.once('response', (answer) => {
      readText(answer).then((text) => resolve(answered(answer, text)), reject);
    });
    outgoing.end(body);
  });
}

function answered(answer: IncomingMessage, body: string): Extract<ClassicReply, { kind: 'answered' }> {
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    kind: 'answered',
    status: answer.statusCode ?? 0,
    statusText: answer.statusMessage ?? '',
    headers: Object.fromEntries(headers),
    body,
  };
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) throw new Error('Too much.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Where the text stops being ES5, or undefined. */
function es5Problem(text: string): string | undefined {
  try {
    parse(text, { ecmaVersion: 5, sourceType: 'script', allowHashBang: false });
    return undefined;
  } catch (error) {
    return `The script is not ES5: ${error instanceof Error ? error.message : 'unknown place'}`;
  }
}

/** `with` gives the scope, and the strict function inside keeps `this` from falling back to the page's window. */
function wrapped(text: string): string {
  return `runInClassicScope(function (scope) { with (scope) { (function () { "use strict";\n${text}\n}).call(scope); } });\n`;
}

function failure(reason: string): string {
  return `failInClassicScope(${JSON.stringify(reason)});\n`;
}

/** A form of another site cannot send this type. */
function isJson(request: IncomingMessage): boolean {
  return (request.headers['content-type'] ?? '').startsWith('application/json');
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
