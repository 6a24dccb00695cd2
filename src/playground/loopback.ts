import type { Server } from 'node:https';

/** Everything of the playground listens here; macOS has no other loopback address of version 4. */
export const LOOPBACK = '127.0.0.1';

/** A port that cannot be used; the message says which, and what to do. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable';
}

export interface PortChoice {
  /** 0 = any free one. */
  readonly port: number;
  /** Environment variable that chooses another. */
  readonly variable: string;
}

/** Listens on the loopback address and answers with the port; throws `PortUnavailable` when it is taken. */
export function listenOnLoopback(server: Server, { port, variable }: PortChoice): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new PortUnavailable(portMessage(error, { port, variable }), { cause: error }));
    });
    server.listen(port, LOOPBACK, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}

/** Closes at once: browsers keep connections open for minutes. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Only names of this machine: a foreign name that points here is an attack (DNS rebinding). */
export function isOwnHost(host: string | undefined, port: number): boolean {
  const named = (host ?? '').toLowerCase();
  return ['localhost', LOOPBACK, '[::1]'].some((name) => named === `${name}:${String(port)}`);
}

function portMessage(error: NodeJS.ErrnoException, { port, variable }: PortChoice): string {
  const number = String(port);
  const other = String(port + 1);
  const why =
    error.code === 'EADDRINUSE'
      ? `Port ${number} is in use by another program, perhaps by an earlier start of this one.`
      : `Port ${number} cannot be used on this machine (${error.code ?? error.message}).`;
  return [
    why,
    'Stop that program, or choose another port and start again:',
    `  macOS, Linux:        ${variable}=${other} npm start`,
    `  Windows PowerShell:  $env:${variable}=${other}; npm start`,
  ].join('\n');
}
