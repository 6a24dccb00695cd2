import { createHash } from 'node:crypto';
import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ErrorReply } from '../../contract/error.ts';
import { HealthReply } from '../../contract/health.ts';
import { API } from '../../contract/paths.ts';
import { policySchemaText } from '../../contract/policy-schema.ts';
import { SendPolicySchema } from '../../contract/policy.ts';
import type { SendPolicy } from '../../domain/policy.ts';
import { createReadiness } from './readiness.ts';
import type { ReadinessOptions } from './readiness.ts';

export interface AdminDeps extends ReadinessOptions {
  readonly policy: SendPolicy;
}

/** Names a policy by its content; also the ETag of the policy. */
export function policyVersionOf(policy: SendPolicy): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16);
}

/** Policy for clients, its schema for editors, and health for those who run the service. */
export function adminRoutes(deps: AdminDeps): FastifyPluginAsyncTypebox {
  const etag = `"${policyVersionOf(deps.policy)}"`;
  const written = JSON.stringify(deps.policy);
  const readiness = createReadiness(deps);
  return async (app) => {
    app.get(
      API.policy,
      {
        schema: {
          summary: 'The part of the policy that decides verdicts',
          response: { 200: Type.Unsafe<string>(SendPolicySchema), 304: Type.Null() },
        },
      },
      async (request, reply) => {
        reply.header('etag', etag).header('cache-control', 'no-cache');
        if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send(null);
        return reply.type('application/json; charset=utf-8').send(written);
      },
    );
    app.get(
      API.policySchema,
      {
        schema: {
          summary: 'JSON Schema of the policy file',
          response: { 200: Type.Unsafe<string>(Type.Object({})), '4xx': ErrorReply },
        },
      },
      async (_request, reply) => reply.type('application/schema+json').send(policySchemaText()),
    );
    app.get(
      API.live,
      {
        config: { rateLimit: false },
        schema: { summary: 'The process runs', response: { 200: Type.Object({ status: Type.String() }) } },
      },
      async () => ({ status: 'live' }),
    );
    app.get(
      API.ready,
      {
        schema: {
          summary: 'Which directories, lists and servers answer',
          response: { 200: HealthReply, 503: HealthReply },
        },
      },
      async (_request, reply) => {
        const health = await readiness();
        return reply
          .code(health.status === 'unable' ? 503 : 200)
          .header('cache-control', 'no-store')
          .send(health);
      },
    );
  };
}

function matches(header: string | undefined, etag: string): boolean {
  return (
    header?.split(',').some((part) => part.trim().replace(/^W\//, '') === etag || part.trim() === '*') ??
    false
  );
}
