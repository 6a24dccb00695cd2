import type { FastifyInstance } from 'fastify';
import { AppError } from './app-error.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::(\d{1,5}))?$/;
const USUAL_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const HTTP_PORT = 80;

/**
 * The API answers only under the names that are its own. A foreign page whose name was turned to this machine (DNS
 * rebinding) would otherwise be of the same origin. Health pages stay open: monitors ask by all kinds of names.
 */
export function guardHost(app: FastifyInstance, publicOrigin: string): void {
  const { host, hostname, protocol } = new URL(publicOrigin);
  const publicNames = host === hostname ? [host, `${host}:${USUAL_PORTS[protocol] ?? ''}`] : [host];
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.url?.startsWith('/api/') !== true) return;
    // As it came: a page can set X-Forwarded-Host itself, the Host it cannot.
    const asked = request.headers.host?.toLowerCase() ?? '';
    const ownPort = request.socket.localPort ?? HTTP_PORT;
    const loopback = LOOPBACK.exec(asked);
    const isLoopback = loopback !== null && Number(loopback[1] ?? HTTP_PORT) === ownPort;
    if (isLoopback || publicNames.includes(asked)) return;
    throw new AppError(
      'request.host',
      `This name does not lead to the service. Let the proxy pass on "Host: ${host}", and SECURE_SEND_ORIGIN be the address that users open.`,
    );
  });
}
