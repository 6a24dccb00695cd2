import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ErrorReply } from '../../contract/error.ts';
import { API } from '../../contract/paths.ts';
import { SendReplySchema, SendRequest } from '../../contract/sends.ts';
import type { SendReply } from '../../contract/sends.ts';
import { signalOf } from '../request-signal.ts';
import { judgeSend } from './sends.usecases.ts';
import type { SendDeps } from './sends.usecases.ts';

const Reply = Type.Unsafe<SendReply>(SendReplySchema);

/** The verdict on one send, by the same function as the sender's pane. */
export function sendRoutes(deps: SendDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      API.sends,
      {
        schema: {
          summary: 'The verdict on one send; recorded for the audit trail',
          body: SendRequest,
          response: { 200: Reply, '4xx': ErrorReply, '5xx': ErrorReply },
        },
      },
      async (request, reply) => {
        const answer = await judgeSend(request.body, signalOf(reply), deps);
        const { id, verdict } = answer;
        request.log.info({ send: id, verdict: verdict.kind, mode: verdict.mode }, 'send judged');
        return reply.header('cache-control', 'no-store').send(answer);
      },
    );
  };
}
