import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import type { ServerIdentity } from './mail-certificates.ts';
import type { MailHostBehaviour } from './mail-hosts.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

interface MailServerRequest {
  readonly host: string;
  readonly behaviour: MailHostBehaviour;
  /** Needed by those that encrypt. */
  readonly identity: ServerIdentity | undefined;
}

const LOOPBACK = '127.0.0.1';

/** Starts one mail server on a free loopback port. They only answer probes: a mail handed to them is refused. */
export function startMailServer(request: MailServerRequest): Promise<MailServer> {
  switch (request.behaviour) {
    case 'tarpit':
      return startTarpit(request.host);
    case 'closed':
      return findClosedPort(request.host);
    case 'refuses':
    case 'busy':
    case 'no-starttls':
    case 'good':
    case 'expired':
    case 'wrong-name':
    case 'self-signed':
    case 'too-old':
      return startSmtp(request);
  }
}

async function startSmtp({ host, behaviour, identity }: MailServerRequest): Promise<MailServer> {
  const smtp = new SMTPServer({
    name: host,
    banner: 'sample world',
    disableReverseLookup: true,
    closeTimeout: 50,
    disabledCommands: identity === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...(identity ?? {}),
    ...(behaviour === 'too-old' ? OLD_TLS : { minVersion: 'TLSv1.2' }),
    onConnect: (_session, done) => done(greetingError(behaviour)),
    onMailFrom: (_address, _session, done) => done(smtpError(550, 'No mail is taken in the sample world')),
  });
  // A peer that hangs up in the middle of a handshake is everyday life for a mail server.
  smtp.on('error', () => undefined);
  const port = await listen(smtp.server);
  return { host, port, stop: () => new Promise((resolve) => smtp.close(resolve)) };
}

/** OpenSSL refuses TLS 1.0 and its SHA-1 signatures unless the security level is 0. */
const OLD_TLS = {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const satisfies SMTPServerOptions;

function greetingError(behaviour: MailHostBehaviour): Error | null {
  if (behaviour === 'refuses') return smtpError(554, 'We do not talk to this address');
  return behaviour === 'busy' ? smtpError(421, 'Too busy, try again later') : null;
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Takes the connection and never says a word. */
async function startTarpit(host: string): Promise<MailServer> {
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.resume();
  });
  const port = await listen(server);
  const stop = (): Promise<void> => {
    for (const socket of connections) socket.destroy();
    return close(server);
  };
  return { host, port, stop };
}

/** A port that was free a moment ago, and where nobody listens. */
async function findClosedPort(host: string): Promise<MailServer> {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return { host, port, stop: () => Promise.resolve() };
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
  return new Promise((resolve) => server.close(() => resolve()));
}
