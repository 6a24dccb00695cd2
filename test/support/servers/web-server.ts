import { createServer as createPlainServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { Socket } from 'node:net';

export interface WebServer {
  readonly port: number;
  /** Requests so far, as "GET /path". */
  readonly asked: readonly string[];
  /** Connections that are open now. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

/** A web server on loopback, on a free port; https when it gets a key. */
export async function startWebServer(answer: RequestListener, tls?: ServerOptions): Promise<WebServer> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const listener: RequestListener = (request, reply) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, reply);
  };
  const server = tls === undefined ? createPlainServer(listener) : createTlsServer(tls, listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    port: address.port,
    asked,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
