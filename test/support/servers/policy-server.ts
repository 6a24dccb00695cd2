import { createServer } from 'node:https';
import type { Keyed } from '../certificates.ts';

/** How the host of a policy answers; what is left out is as a good one does it. */
export interface PolicyReply {
  readonly text: string;
  readonly status?: number;
  readonly type?: string;
  readonly location?: string;
  /** Takes the question, and says nothing. */
  readonly isSilent?: boolean;
}

export interface PolicyServer {
  readonly port: number;
  /** Host and path of each question, in order. */
  readonly heard: readonly string[];
  /** What it says from now on to each host by name; to others 404. */
  readonly replies: Map<string, PolicyReply>;
  readonly stop: () => Promise<void>;
}

/** A web server on loopback that publishes MTA-STS policies over HTTPS with the given certificate. */
export async function startPolicyServer(certificate: Keyed): Promise<PolicyServer> {
  const heard: string[] = [];
  const replies = new Map<string, PolicyReply>();
  const server = createServer({ key: certificate.keyPem, cert: certificate.pem }, (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    heard.push(`${host}${request.url}`);
    const {
      text,
      status = 200,
      type = 'text/plain',
      location,
      isSilent = false,
    } = replies.get(host) ?? {
      text: '',
      status: 404,
    };
    if (isSilent) return;
    response.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) });
    response.end(text);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: address.port, heard, replies, stop };
}
