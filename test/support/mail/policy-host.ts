import { createServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { makeCertificate } from '../certificates.ts';
import type { Keyed } from '../certificates.ts';
import type { Ground, MailPlace } from './mail-hosts.ts';

export interface PolicyHost {
  readonly names: readonly string[];
  readonly stop: () => Promise<void>;
}

/** The host that hands out a domain's MTA-STS policy (RFC 8461 §3.3). */
export function policyHostOf(domain: string): string {
  return `mta-sts.${domain}`;
}

/** One server for the policies of all domains that have one to hand out. */
export async function startPolicyHost(
  { addressOf, webPort }: Ground,
  places: readonly MailPlace[],
  root: Keyed,
): Promise<PolicyHost> {
  const given = places.filter(({ wish }) => wish.sts !== undefined && wish.sts.isAway !== true);
  const policies = new Map(given.map((place) => [policyHostOf(place.domain), policyOf(place)]));
  const contexts = new Map(
    await Promise.all(
      [...policies.keys()].map(async (name) => [name, await contextFor(name, root)] as const),
    ),
  );
  const server = createServer(
    { SNICallback: (name, done) => done(null, contexts.get(name)) },
    ({ headers, url }, reply) => {
      const policy = policies.get((headers.host ?? '').replace(/:\d+$/, ''));
      if (url !== '/.well-known/mta-sts.txt' || policy === undefined) return reply.writeHead(404).end();
      return reply.writeHead(200, { 'content-type': 'text/plain' }).end(policy);
    },
  );
  await new Promise<void>((resolve) => server.listen(webPort, addressOf(0), resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { names: places.map(({ domain }) => policyHostOf(domain)), stop };
}

function policyOf({ wish, hosts }: MailPlace): string {
  const servers = wish.sts?.isForOther === true ? ['mx.elsewhere.test'] : hosts.map(({ name }) => name);
  const lines = ['version: STSv1', `mode: ${wish.sts?.mode ?? 'none'}`, 'max_age: 86400'];
  return [...lines, ...servers.map((name) => `mx: ${name}`), ''].join('\r\n');
}

async function contextFor(name: string, root: Keyed): Promise<SecureContext> {
  const wish = { subject: `CN=${name}`, key: 'ec', extended: 'serverAuth', dns: name, issuer: root } as const;
  const { pem, keyPem } = await makeCertificate(wish);
  return createSecureContext({ cert: pem, key: keyPem });
}
