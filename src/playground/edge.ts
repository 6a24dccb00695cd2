import { Agent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Fault } from './faults.ts';
import type { LocalCertificate } from './local-certificate.ts';
import { closeServer, isOwnHost, listenOnLoopback, LOOPBACK } from './loopback.ts';

export interface ServedFile {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

export interface EdgeOptions {
  readonly certificate: Pick<LocalCertificate, 'cert' | 'key'>;
  readonly port: number;
  /** Where the service listens; undefined while it starts. */
  readonly servicePort: () => number | undefined;
  /** The service's log, named where the service does not answer. */
  readonly logFile: string;
  /** What goes wrong right now; asked at each request. */
  readonly fault: () => Fault;
  /** A file of the npm package by its path below `/office-js/`. */
  readonly readOfficeJs: (path: string) => Promise<ServedFile | undefined>;
}

export interface Edge {
  readonly port: number;
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

const OFFICE_JS = '/office-js/';
const API = '/api/';
/** A refusal comes at once, or the service is ill. */
const REFUSAL_MS = 2_000;
/** They belong to one connection, not to the message (RFC 9110 §7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** The TLS end in front of the service, as a reverse proxy is in production; here it can also misbehave on request. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const agent = new Agent({ keepAlive: false });
  let port = options.port;
  const server = createServer(options.certificate, (request, response) => {
    if (!isOwnHost(request.headers.host, port)) {
      return refuse(response, { status: 421, code: 'edge.host', message: 'Open it by the name localhost.' });
    }
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path.startsWith(OFFICE_JS)) return void serveOfficeJs(response, path, options.readOfficeJs);
    const forward = (): void =>
      forwardToService(request, response, { agent, port: options.servicePort(), logFile: options.logFile });
    return path.startsWith(API) ? suffer(options.fault(), { request, response, forward }) : forward();
  });
  port = await listenOnLoopback(server, { port, variable: 'ADDIN_PORT' });
  const stop = async (): Promise<void> => {
    await closeServer(server);
    agent.destroy();
  };
  return { port, origin: `https://localhost:${String(port)}`, stop };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly forward: () => void;
}

function suffer(fault: Fault, { request, response, forward }: Exchange): void {
  switch (fault.kind) {
    case 'off':
      return forward();
    case 'down':
      return void request.socket.destroy();
    case 'error':
      return refuse(response, {
        status: fault.status,
        code: 'playground.fault',
        message:
          'The playground was told to answer with an error. Switch the fault off in the playground’s drawer.',
      });
    case 'slow': {
      const timer = setTimeout(forward, fault.latencyMs);
      response.once('close', () => clearTimeout(timer));
    }
  }
}

async function serveOfficeJs(
  response: ServerResponse,
  path: string,
  read: EdgeOptions['readOfficeJs'],
): Promise<void> {
  const file = await read(path.slice(OFFICE_JS.length)).catch(() => undefined);
  if (file === undefined) {
    return refuse(response, { status: 404, code: 'edge.office-js', message: 'office.js has no such file.' });
  }
  // office.js loads its parts with crossorigin="anonymous"; the playground's own page may load them as well.
  response.writeHead(200, {
    'content-type': file.contentType,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  });
  response.end(file.body);
}

interface Upstream {
  readonly agent: Agent;
  readonly port: number | undefined;
  readonly logFile: string;
}

function forwardToService(
  request: IncomingMessage,
  response: ServerResponse,
  { agent, port, logFile }: Upstream,
): void {
  const fail = (): void => unavailable(response, logFile);
  if (port === undefined) return fail();
  const ask = (onFailure: () => void): ClientRequest => {
    const upstream = httpRequest({
      host: LOOPBACK,
      port,
      agent,
      method: request.method,
      path: request.url,
      headers: forwardedHeaders(request),
    });
    let isAnswered = false;
    upstream.once('response', (answer) => {
      isAnswered = true;
      passBack(answer, response);
    });
    // Once there is an answer, only the answer itself can still break off: `passBack` sees to that.
    upstream.on('error', () => (isAnswered || response.destroyed ? undefined : onFailure()));
    response.once('close', () => endIfLeft(upstream, response));
    return upstream;
  };
  const hasLength = request.headers['content-length'] !== undefined;
  const upstream = ask(() => {
    // Read to its end, so that the client reads the answer instead of failing to send.
    request.unpipe(upstream).resume();
    if (hasLength) askByHead(ask(fail));
    else fail();
  });
  request.pipe(upstream);
}

/**
 * A service that refuses a body by its length closes the connection while the body is still being sent, and Node then
 * loses the refusal to the failed write. The head alone gets the same refusal; without the body it does nothing else.
 */
function askByHead(upstream: ClientRequest): void {
  upstream.setTimeout(REFUSAL_MS, () => upstream.destroy(new Error('no refusal in time')));
  upstream.once('response', (answer) => answer.once('end', () => upstream.destroy()));
  upstream.flushHeaders();
}

function forwardedHeaders(request: IncomingMessage): OutgoingHttpHeaders {
  return {
    ...endToEnd(request.headers),
    'x-forwarded-for': request.socket.remoteAddress,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': request.headers.host,
  };
}

/** Each chunk is passed as it comes, so that the client sees one recipient's line before the next is known. */
function passBack(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
  response.flushHeaders();
  answer.once('error', () => response.destroy());
  answer.once('aborted', () => response.destroy());
  answer.pipe(response);
}

/** The client went away: the service need not go on. */
function endIfLeft(upstream: ClientRequest, response: ServerResponse): void {
  if (!response.writableFinished) upstream.destroy();
}

function endToEnd(headers: IncomingMessage['headers']): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

function unavailable(response: ServerResponse, logFile: string): void {
  refuse(response, {
    status: 502,
    code: 'edge.service-unreachable',
    message: `The service does not answer. If it is not still starting, its log says why: ${logFile}. End the playground with Ctrl-C and run "npm start" again.`,
  });
}

/** In the shape of the service's own refusals (`ErrorReply`). */
function refuse(
  response: ServerResponse,
  { status, code, message }: { readonly status: number; readonly code: string; readonly message: string },
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify({ code, message }));
}
