import type { FastifyReply } from 'fastify';

/** Fires when the client leaves before its answer is complete, so that work for it stops. */
export function signalOf(reply: FastifyReply): AbortSignal {
  const stop = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) stop.abort();
  });
  return stop.signal;
}
