import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { LogController, fastify } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { API } from '../contract/paths.ts';
import { adminRoutes } from './admin/admin.routes.ts';
import type { AdminDeps } from './admin/admin.routes.ts';
import { replyToBrokenRequest } from './broken-request.ts';
import { guardHost } from './host-guard.ts';
import { replyToErrors, replyToFrameworkError, tooMany } from './error-reply.ts';
import { lookupRoutes } from './lookup/lookup.routes.ts';
import type { LookupRouteDeps } from './lookup/lookup.routes.ts';
import { NO_PAGE_POLICY } from './pages/content-security-policy.ts';
import { pageRoutes } from './pages/pages.routes.ts';
import type { PageDeps } from './pages/pages.routes.ts';
import { probeRoutes } from './probes/probes.routes.ts';
import type { ProbeRouteDeps } from './probes/probes.routes.ts';
import { sendRoutes } from './sends/sends.routes.ts';
import type { SendDeps } from './sends/sends.usecases.ts';

export interface AppDeps {
  readonly log: FastifyBaseLogger;
  /** Requests per minute and client; 0 = no limit. */
  readonly rateLimit: number;
  /** Whose X-Forwarded-For is believed: addresses, networks, or words such as `loopback`; none = nobody's. */
  readonly trustProxy: readonly string[];
  readonly lookup: LookupRouteDeps;
  readonly sends: SendDeps;
  readonly probes: ProbeRouteDeps;
  readonly admin: AdminDeps;
  readonly pages: PageDeps;
}

/** Room for the largest allowed question: 500 recipients with the longest addresses. */
const BODY_LIMIT = 512 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;

/** Makes the service from its parts. It opens nothing: no port, no file, no connection. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.log,
    // Addresses stand in queries and bodies: only the route, the status and the time are logged, below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: REQUEST_TIMEOUT_MS * 2,
    keepAliveTimeout: 72_000,
    trustProxy: [...deps.trustProxy],
    frameworkErrors: replyToFrameworkError,
    clientErrorHandler: replyToBrokenRequest(deps.log),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  replyToErrors(app);
  logRequests(app);
  guardHost(app, deps.pages.origin);
  await protect(app, deps);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Secure Send', version: '1', description: 'How mail travels, and whether it may.' },
    },
  });
  await app.register(lookupRoutes(deps.lookup));
  await app.register(sendRoutes(deps.sends));
  await app.register(probeRoutes(deps.probes));
  await app.register(adminRoutes(deps.admin));
  await app.register(pageRoutes(deps.pages));
  app.get(API.openApi, { schema: { hide: true } }, async () => app.swagger());
  return app;
}

async function protect(app: FastifyInstance, { rateLimit: perMinute, pages }: AppDeps): Promise<void> {
  const isLocal = new URL(pages.origin).hostname === 'localhost';
  await app.register(helmet, {
    // On a developer's machine it would force https on every other server there.
    ...(isLocal ? { strictTransportSecurity: false } : {}),
    // Pages bring their own; the rest may not be shown or run at all.
    contentSecurityPolicy: false,
    // `frame-ancestors` says who may show the pages; this header cannot name several.
    frameguard: false,
    // Outlook's dialogs and frames need the opener, and load bundle and icons from its own origin.
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', NO_PAGE_POLICY);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  if (perMinute === 0) return;
  await app.register(rateLimit, {
    max: perMinute,
    // Pages and their files are cheap; one opening of the pane asks for many. By route: its address can be encoded.
    allowList: ({ routeOptions: { url = '' } }) => !url.startsWith('/api/') && !url.startsWith('/health/'),
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => tooMany(Math.ceil(ttl / 1000)),
  });
}

function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}
