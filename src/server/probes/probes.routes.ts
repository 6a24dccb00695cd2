import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ErrorReply } from '../../contract/error.ts';
import { API } from '../../contract/paths.ts';
import { ProbeAbility, ProbeReply, ProbeRequest } from '../../contract/probe.ts';
import { formatProbeResult } from '../adapters/probe-message.ts';
import type { OpenProbe } from '../adapters/smtp-probe.ts';
import { AppError } from '../app-error.ts';
import { signalOf } from '../request-signal.ts';

export interface ProbeRouteDeps {
  readonly probe: OpenProbe;
  /** The secret of those who may have mail servers asked here; undefined = nobody may. */
  readonly token: string | undefined;
}

const Headers = Type.Object({ authorization: Type.Optional(Type.String({ maxLength: 1000 })) });

/** Asks mail servers for another Secure Send service, whose own network lets nobody through to port 25. */
export function probeRoutes({ probe, token }: ProbeRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    // Before the body is read: strangers learn nothing, not even what a question looks like.
    app.addHook('onRequest', async ({ headers }) => admit(headers.authorization, token));
    app.post(
      API.probes,
      {
        schema: {
          summary: 'How a mail server would take a mail, for another service that cannot ask it',
          headers: Headers,
          body: ProbeRequest,
          response: { 200: ProbeReply, '4xx': ErrorReply },
        },
      },
      async ({ body: { host, addresses } }, reply) => {
        const odd = addresses.findIndex((address) => isIP(address) === 0);
        if (odd >= 0) {
          const message = `/addresses/${odd} is no IP address. Send those that were found for the mail server.`;
          throw new AppError('probe.address', message, { field: `/addresses/${odd}` });
        }
        return formatProbeResult(await probe.probe(host.toLowerCase(), addresses, signalOf(reply)));
      },
    );
    app.get(
      API.probes,
      {
        schema: {
          summary: 'Whether mail servers can be asked from here',
          headers: Headers,
          response: { 200: ProbeAbility, '4xx': ErrorReply },
        },
      },
      async (_request, reply) => {
        const isAble = await probe.check(signalOf(reply)).then(
          () => true,
          () => false,
        );
        return { isAble };
      },
    );
  };
}

function admit(authorization: string | undefined, token: string | undefined): void {
  if (token === undefined) {
    throw new AppError(
      'probe.not-offered',
      'This service asks no mail servers for others. Set SECURE_SEND_PROBE_TOKEN here to change that.',
    );
  }
  // Digests have one length, and comparing them takes one time, whatever was sent.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`))) return;
  throw new AppError(
    'probe.token',
    'Send "Authorization: Bearer …" with the SECURE_SEND_PROBE_TOKEN that is set here.',
  );
}
