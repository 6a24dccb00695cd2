import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { AppError } from '../app-error.ts';
import { pagePolicy, SCRIPT_POLICY } from './content-security-policy.ts';
import type { PagePolicyOptions } from './content-security-policy.ts';

export interface PageDeps extends PagePolicyOptions {
  /** Folder with the built add-in. */
  readonly addin: string;
  /** Public origin of the service. */
  readonly origin: string;
}

const PAGES = ['taskpane.html', 'launchevent.html'] as const;
const EVENT_BUNDLE = 'launchevent.js';
const WELL_KNOWN = '/.well-known/microsoft-officeaddins-allowed.json';
/** Built files carry a hash of their content in the name, so that they never change. */
const HASHED = /\.[0-9a-f]{8,}\.[a-z0-9]+$/;

/** The add-in's files, with the placeholders of the build filled in. */
export function pageRoutes(deps: PageDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const page of PAGES) {
      app.get(`/${page}`, { schema: { hide: true } }, async (_request, reply) => sendPage(reply, page, deps));
    }
    app.get(`/${EVENT_BUNDLE}`, { schema: { hide: true } }, async (_request, reply) => {
      const script = await readBuilt(deps.addin, EVENT_BUNDLE);
      // Classic Outlook runs the bundle without a `location`: the origin must stand in it.
      return reply
        .type('text/javascript; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(script.replaceAll('__SECURE_SEND_ORIGIN__', deps.origin));
    });
    app.get(WELL_KNOWN, { schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').send({ allowed: [`${deps.origin}/${EVENT_BUNDLE}`] }),
    );
    await app.register(fastifyStatic, {
      root: deps.addin,
      index: false,
      dotfiles: 'ignore',
      logLevel: 'error',
      cacheControl: false,
      setHeaders: (reply, path) => {
        if (path.endsWith('.js')) reply.header('content-security-policy', SCRIPT_POLICY);
        reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  };
}

async function sendPage(reply: FastifyReply, page: string, deps: PageDeps) {
  const html = await readBuilt(deps.addin, page);
  const nonce = randomBytes(16).toString('base64');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', pagePolicy(deps, nonce))
    .send(html.replaceAll('{{OFFICE_JS_URL}}', deps.officeJs).replaceAll('{{CSP_NONCE}}', nonce));
}

async function readBuilt(folder: string, file: string): Promise<string> {
  try {
    return await readFile(join(folder, file), 'utf8');
  } catch (cause) {
    throw new AppError('addin.not-built', `${file} is not built. Run "npm run build".`, { cause });
  }
}
