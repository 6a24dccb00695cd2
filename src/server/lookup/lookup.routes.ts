import type { Readable } from 'node:stream';
import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
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
import { answerLines, answerList } from './answer-json.ts';
import type { SearchCertificates } from './certificate-search.ts';
import { findCertificateFile, findCertificates } from './find-certificates.ts';
import type { Lookups } from './lookup.usecases.ts';
import { findOrganisations } from './find-organisations.ts';

export interface LookupRouteDeps {
  readonly lookups: Lookups;
  readonly tunnelList: ReadTunnelList;
  readonly searchCertificates: SearchCertificates;
}

/** Answers are kept as JSON text and sent as they are; the schema is what they are documented as. */
const WrittenReply = Type.Unsafe<Buffer | Readable>(ClassificationsReply);

const CERTIFICATE_BYTES = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' });

/** Classifications, tunnel organisations and certificates. */
export function lookupRoutes(deps: LookupRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
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
        if (wantsLines(request.headers.accept)) return reply.type(NDJSON).send(answerLines(answers));
        return reply.type('application/json; charset=utf-8').send(answerList(await Promise.all(answers)));
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

function wantsLines(accept: string | undefined): boolean {
  return accept?.toLowerCase().includes(NDJSON) ?? false;
}
