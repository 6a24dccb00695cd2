import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { ErrorReply } from '../contract/error.ts';
import { AppError } from './app-error.ts';
import { describeProblem } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

interface Refusal extends ErrorReply {
  readonly status: number;
}

/** The service's own codes; one that is missing here is a mistake of ours: 500. */
const STATUS: Readonly<Record<string, number>> = {
  'address.invalid': 400,
  'certificate.not-found': 404,
  'directory.unreachable': 503,
  'address.mixed-scripts': 400,
  'address.ip-address': 400,
  'request.host': 421,
  'probe.not-offered': 404,
  'probe.token': 401,
  'probe.address': 400,
  'addin.not-built': 503,
  'tunnel-list.unreadable': 503,
  'sends.not-recorded': 503,
};

/** Codes of Fastify, in our words. */
const FRAMEWORK: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'request.too-large',
    message: 'The request is too large. Ask about fewer recipients at a time.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'request.media-type',
    message: 'The request is of a kind that is not read here. Send it with "Content-Type: application/json".',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    code: 'request.empty',
    message:
      'The request has no content. Send the JSON that /api/openapi.json describes, with "Content-Type: application/json".',
  },
  FST_ERR_BAD_URL: {
    status: 400,
    code: 'request.bad-url',
    message: 'The address of the request cannot be read. Encode special signs with "%".',
  },
};

/** Errors that come before any route is known, such as an address that cannot be read. */
export function replyToFrameworkError(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  const { status, ...body } = refusalOf(error);
  void send(reply, status, body);
}

/** The one place where errors become replies. */
export function replyToErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, ...body } = refusalOf(error, request.routeOptions.schema);
    if (status >= 500) request.log.error({ ...body, cause: causeOf(error) }, 'request failed');
    if (reply.raw.headersSent) return reply.raw.destroy();
    return send(reply, status, body);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsFor(app, request);
    if (allowed.length === 0) {
      return send(reply, 404, {
        code: 'request.not-found',
        message: 'There is nothing at this address. /api/openapi.json lists what there is.',
      });
    }
    reply.header('allow', allowed.join(', '));
    const message = `${request.method} is not possible here. Use ${allowed.join(' or ')}.`;
    return send(reply, 405, { code: 'request.method', message });
  });
}

/** The reply to a client that asks too often. */
export function tooMany(seconds: number): Error & ErrorReply & { statusCode: number } {
  return Object.assign(new Error(`Too many requests. Try again in ${seconds} seconds.`), {
    code: 'request.too-many',
    statusCode: 429,
  });
}

function refusalOf(error: FastifyError, routeSchema?: FastifySchema): Refusal {
  if (error instanceof AppError) {
    const field = error.field === undefined ? {} : { field: error.field };
    const status = STATUS[error.code];
    if (status !== undefined) return { status, code: error.code, message: error.message, ...field };
  }
  if (error.validation !== undefined) return invalid(error, routeSchema);
  const known = FRAMEWORK[error.code];
  if (known !== undefined) return known;
  const status = error.statusCode ?? 500;
  if (status === 429) return { status, code: 'request.too-many', message: error.message };
  if (status >= 400 && status < 500) return malformed(error, status);
  return { status: 500, code: 'service.failed', message: 'Something went wrong here. Try again.' };
}

function malformed(error: FastifyError, status: number): Refusal {
  const isJson = error.name === 'SyntaxError' || /JSON/.test(error.code);
  const message = isJson
    ? 'The request is not valid JSON. Correct it and send it again.'
    : `${STATUS_CODES[status] ?? 'The request cannot be handled'}. /api/openapi.json describes what can be asked.`;
  return { status, code: isJson ? 'request.not-json' : 'request.malformed', message };
}

const NOT_TOLD: SchemaProblem = { keyword: '', schemaPath: '#', instancePath: '', params: {} };

function invalid({ validation, validationContext }: FastifyError, routeSchema: FastifySchema = {}): Refusal {
  const problem = validation?.[0] ?? NOT_TOLD;
  const isQuery = validationContext === 'querystring';
  const sentence = describeProblem(problem, {
    whole: isQuery ? 'The query' : 'The body',
    schema: isQuery ? routeSchema.querystring : routeSchema.body,
  });
  const isNoObject = !isQuery && problem.instancePath === '' && problem.keyword === 'type';
  const message = isNoObject ? `${sentence} Send it with "Content-Type: application/json".` : sentence;
  return { status: 400, code: 'request.invalid', message, field: problem.instancePath || '/' };
}

function methodsFor(app: FastifyInstance, request: FastifyRequest): readonly string[] {
  const path = request.url.split('?')[0] ?? '';
  return (['GET', 'POST'] as const).filter((method) => app.hasRoute({ method, url: path }));
}

function send(reply: FastifyReply, status: number, body: ErrorReply): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(body);
}

/** Where it went wrong, without messages: those of other libraries may hold addresses. */
function causeOf(error: unknown): { name: string; code: unknown; at: readonly string[] } | undefined {
  if (!(error instanceof Error)) return undefined;
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, code: 'code' in error ? error.code : undefined, at: at.slice(0, 8) };
}
