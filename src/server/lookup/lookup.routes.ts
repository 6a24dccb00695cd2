import { hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { ClassificationRequest, ClassificationsReply } from '../../contract/classification.ts';
import {
  CertificateFile,
  CertificateReply,
  CertificateSearch,
  TunnelReply,
  TunnelSearch,
} from '../../contract/directory.ts';
import { ErrorReply } from '../../contract/error.ts';
import { API, NDJSON } from '../../contract/paths.ts';
import type { ReadTunnelList } from '../adapters/tunnel-list.ts';
import { signalOf } from '../request-signal.ts';
import { answerLines, answerList, answerText } from './answer-json.ts';
import type { Answered } from './classification.ts';
import type { SearchCertificates } from './certificate-search.ts';
import { findCertificateFile, findCertificates } from './find-certificates.ts';
import { takesGzip } from './kept-reply.ts';
import type { KeptReply } from './kept-reply.ts';
import type { Lookups } from './lookup.usecases.ts';
import { findOrganisations } from './find-organisations.ts';

export interface LookupRouteDeps {
  readonly lookups: Lookups;
  readonly tunnelList: ReadTunnelList;
  readonly searchCertificates: SearchCertificates;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Answers are kept as JSON text and sent as they are; the schema is what they are documented as. */
const WrittenReply = Type.Unsafe<Buffer | Readable>(ClassificationsReply);

const CERTIFICATE_BYTES = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' });

/** Classifications, tunnel organisations and certificates. */
export function lookupRoutes(deps: LookupRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    const questions = rememberQuestions(app, deps.lookups);
    app.post(
      API.classifications,
      {
        schema: {
          summary: 'How mail would travel to each recipient',
          description: `With \`Accept: ${NDJSON}\` one line per recipient, each as soon as it is known.`,
          body: ClassificationRequest,
          response: { 200: WrittenReply, '4xx': ErrorReply },
        },
      },
      async (request, reply) => {
        const { recipients, refresh = false } = request.body;
        const signal = signalOf(reply);
        const { lookups } = deps;
        const answers = recipients.map(
          (recipient) =>
            (refresh ? undefined : lookups.recall(recipient)) ??
            lookups.classify(recipient, { signal, refresh }),
        );
        const isLines = wantsLines(request.headers.accept);
        if (isLines && answers.some(isUnderWay)) return reply.type(NDJSON).send(answerLines(answers));
        const known = await Promise.all(answers);
        const written = isLines ? answerText(known) : answerList(known);
        const question = questions.get(request.body);
        if (question !== undefined && !refresh) lookups.keepReply(question, written, known);
        return reply.type(isLines ? NDJSON : JSON_TYPE).send(written);
      },
    );
    app.get(
      API.tunnelOrganisations,
      {
        schema: {
          summary: 'Search in the organisations joined by tunnel mail',
          querystring: TunnelSearch,
          response: { 200: TunnelReply, '4xx': ErrorReply, '5xx': ErrorReply },
        },
      },
      async ({ query }) => findOrganisations(await deps.tunnelList(), query),
    );
    app.get(
      API.certificates,
      {
        schema: {
          summary: 'All certificates that the directories hold for one address, with what is wrong with each',
          querystring: CertificateSearch,
          response: { 200: CertificateReply, '4xx': ErrorReply },
        },
      },
      async ({ query }, reply) => findCertificates(deps.searchCertificates, query.address, signalOf(reply)),
    );
    app.get(
      API.certificateFile,
      {
        schema: {
          summary: 'One of the certificates that the directories hold for an address, as a file in DER',
          querystring: CertificateFile,
          response: { 200: CERTIFICATE_BYTES, '4xx': ErrorReply, '5xx': ErrorReply },
        },
      },
      async ({ query }, reply) => {
        const { name, der } = await findCertificateFile(deps.searchCertificates, query, signalOf(reply));
        reply.header('content-disposition', `attachment; filename="${name}"`);
        return reply.type('application/pkix-cert').send(der);
      },
    );
  };
}

/**
 * The pane and the send-time check ask the same again and again: a question that is byte by byte one from before, all of
 * whose answers still hold, is answered with the same bytes, before it is even read. Gives the names of other questions.
 */
function rememberQuestions(app: FastifyInstance, lookups: Lookups): WeakMap<object, string> {
  const questions = new WeakMap<object, string>();
  const readJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const question = `${wantsLines(request.headers.accept)} ${hash('sha256', body, 'base64')}`;
    const known = lookups.recallReply(question);
    if (known !== undefined) return done(null, known);
    return readJson(request, body.toString(), (error, value: unknown) => {
      if (typeof value === 'object' && value !== null) questions.set(value, question);
      done(error, value);
    });
  });
  app.addHook('preValidation', async (request, reply) => {
    const { body, headers } = request;
    if (!isKeptReply(body)) return undefined;
    reply.type(wantsLines(headers.accept) ? NDJSON : JSON_TYPE).header('vary', 'accept-encoding');
    const zipped = takesGzip(headers['accept-encoding']) ? body.zipped() : undefined;
    return zipped === undefined
      ? reply.send(body.plain)
      : reply.header('content-encoding', 'gzip').send(zipped);
  });
  return questions;
}

/** No JSON text holds a buffer. */
function isKeptReply(body: unknown): body is KeptReply {
  return typeof body === 'object' && body !== null && 'plain' in body && Buffer.isBuffer(body.plain);
}

function isUnderWay(answer: Answered | Promise<Answered>): answer is Promise<Answered> {
  return answer instanceof Promise;
}

function wantsLines(accept: string | undefined): boolean {
  return accept?.toLowerCase().includes(NDJSON) ?? false;
}
