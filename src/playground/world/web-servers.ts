import { createServer as createHttpServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ServerIdentity } from './mail-certificates.ts';
import { ENFORCED_SERVERS, formatStsPolicy, policyHost, REVOCATION_LIST } from './web-hosts.ts';

export interface WebServers {
  /** Port by host. */
  readonly ports: Readonly<Record<string, number>>;
  readonly stop: () => Promise<void>;
}

interface Document {
  readonly type: string;
  readonly content: string | Buffer;
}

const LOOPBACK = '127.0.0.1';

/** Starts the web hosts of the sample world on loopback: MTA-STS policies over https, the revocation list over http. */
export async function startWebServers({
  identity,
  revocationList,
}: {
  /** Of all policy hosts together. */
  readonly identity: ServerIdentity;
  /** DER. */
  readonly revocationList: Buffer;
}): Promise<WebServers> {
  const policies = Object.entries(ENFORCED_SERVERS).map(([domain, servers]): [string, Document] => [
    `${policyHost(domain)}/.well-known/mta-sts.txt`,
    { type: 'text/plain', content: formatStsPolicy(servers) },
  ]);
  const list = new URL(REVOCATION_LIST);
  const lists: [string, Document][] = [
    [`${list.hostname}${list.pathname}`, { type: 'application/pkix-crl', content: revocationList }],
  ];
  const http = createHttpServer(serve(new Map(lists)));
  const https = createHttpsServer({ ...identity, minVersion: 'TLSv1.2' }, serve(new Map(policies)));
  const [httpPort, httpsPort] = [await listen(http), await listen(https)];
  return {
    ports: {
      [list.hostname]: httpPort,
      ...Object.fromEntries(Object.keys(ENFORCED_SERVERS).map((domain) => [policyHost(domain), httpsPort])),
    },
    stop: async () => void (await Promise.all([close(http), close(https)])),
  };
}

/** Documents by host and path; whatever else is asked for is not there. */
function serve(documents: ReadonlyMap<string, Document>): RequestListener {
  return (request, reply) => {
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
    const found = request.method === 'GET' ? documents.get(`${host}${request.url ?? ''}`) : undefined;
    if (found === undefined) return void reply.writeHead(404).end();
    return void reply.writeHead(200, { 'Content-Type': found.type }).end(found.content);
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
