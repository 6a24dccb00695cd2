import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import webpack from 'webpack';
import { classicRoutes } from '../../../src/playground/classic-fetch.ts';
import { prepareLocalCertificate } from '../../../src/playground/local-certificate.ts';
import { officeJsRoute } from '../../../src/playground/office-js.ts';

const ROOT = join(__dirname, '../../..');
const FOREIGN = join(ROOT, 'test/fixtures/foreign-addin');
const HOST = join(ROOT, 'src/playground/host');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'text/xml; charset=utf-8',
};

export interface BenchServers {
  readonly hostOrigin: string;
  readonly addinOrigin: string;
  readonly stop: () => Promise<void>;
}

/** The least servers for host page and foreign add-in: two https origins of one name, as in the playground. */
export async function startBench(): Promise<BenchServers> {
  const folder = join(tmpdir(), `secure-send-bench-${randomUUID()}`);
  const [certificate] = await Promise.all([
    prepareLocalCertificate(join(folder, 'tls'), new Date()),
    build(folder),
  ]);
  const ca = await readFile(certificate.authorityFile, 'utf8');
  let addinOrigin = '';
  const classic = classicRoutes({ addinOrigin: () => addinOrigin, ca });
  const addin = createServer(certificate, (request, response) => {
    void first([officeJsRoute, (...both) => serveForeign(...both, addinOrigin)], request, response);
  });
  const host = createServer(certificate, (request, response) => {
    const own: Route = (...both) => serveHost(...both, { folder, addinOrigin });
    void first([classic, officeJsRoute, own], request, response);
  });
  addinOrigin = await listen(addin);
  const hostOrigin = await listen(host);
  const stop = async (): Promise<void> => {
    for (const server of [addin, host]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    await rm(folder, { recursive: true, force: true });
  };
  return { hostOrigin, addinOrigin, stop };
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

async function first(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const route of routes) if ((await route(request, response)) === true) return;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `https://localhost:${address.port}`;
}

async function serveForeign(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  if (path === '/hello.json') {
    request.resume();
    return send(response, '.json', JSON.stringify({ hello: String(request.headers['x-from'] ?? 'nobody') }));
  }
  const name = path.startsWith('/.well-known/') ? path.slice('/.well-known/'.length) : path.slice(1);
  const text = await readFile(join(FOREIGN, name.replace(/[^\w.-]/g, '')), 'utf8').catch(() => undefined);
  send(response, extname(name), text?.replaceAll('{{ORIGIN}}', origin).replaceAll("'ORIGIN/", `'${origin}/`));
}

async function serveHost(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, addinOrigin }: { readonly folder: string; readonly addinOrigin: string },
): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  if (path === '/')
    return send(
      response,
      '.html',
      '<!doctype html><link rel="icon" href="data:,"><body><script src="/bench.js"></script>',
    );
  if (path === '/manifest.xml') {
    const manifest = await readFile(join(FOREIGN, 'manifest.xml'), 'utf8');
    return send(response, '.xml', manifest.replaceAll('{{ORIGIN}}', addinOrigin));
  }
  if (path === '/classic-runtime.html') {
    const page = await readFile(join(HOST, 'classic-runtime.html'), 'utf8');
    return send(
      response,
      '.html',
      page.replace('</head>', '<script defer src="/classic.js"></script></head>'),
    );
  }
  send(
    response,
    '.js',
    await readFile(join(folder, path.replace(/[^\w.-]/g, '')), 'utf8').catch(() => undefined),
  );
}

function send(response: ServerResponse, kind: string, text: string | undefined): void {
  response.writeHead(text === undefined ? 404 : 200, {
    'content-type': TYPES[kind] ?? 'text/plain',
    // As strict as the playground's own pages where it matters: nothing here may evaluate text.
    'content-security-policy': "script-src 'self'; frame-ancestors https://localhost:*",
  });
  response.end(text ?? 'not found');
}

async function build(folder: string): Promise<void> {
  const compiler = webpack({
    mode: 'development',
    devtool: false,
    context: ROOT,
    entry: { bench: join(__dirname, 'bench-page.ts'), classic: join(HOST, 'classic-runtime.ts') },
    output: { path: folder, filename: '[name].js' },
    resolve: { extensions: ['.ts', '.js'] },
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: 'swc-loader',
          options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
        },
      ],
    },
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) return reject(error);
      if (stats?.hasErrors() === true) return reject(new Error(stats.toString({ all: false, errors: true })));
      compiler.close(() => resolve());
    });
  });
}
