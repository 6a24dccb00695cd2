import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createOutgoing } from '../../src/server/adapters/outgoing.ts';
import type { Outgoing, OutgoingOptions } from '../../src/server/adapters/outgoing.ts';
import { startWebServer } from './servers/web-server.ts';
import type { WebServer } from './servers/web-server.ts';

export const LIMITS = { maximumBytes: 10_000, timeoutMs: 20_000 };

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Fetches, with every name on loopback, until the end of the test; change one thing. */
export function outgoing(change: Partial<OutgoingOptions> = {}): Outgoing {
  const made = createOutgoing({
    resolve: async () => ['127.0.0.1'],
    ports: new Map(),
    extraAnchors: [],
    allowPrivate: true,
    ...change,
  });
  closers.push(() => made.close());
  return made;
}

/** A web server until the end of the test. */
export async function webServer(
  answer: RequestListener,
  tls?: Parameters<typeof startWebServer>[1],
): Promise<WebServer> {
  const started = await startWebServer(answer, tls);
  closers.push(started.close);
  return started;
}

/** Answers every request with these very bytes, and hangs up; gives its port. */
export async function rawServer(bytes: string): Promise<number> {
  const raw = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => raw.close(resolve)));
  const { port } = raw.address() as AddressInfo; // a TCP server has a port
  return port;
}
