import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { TLSSocket, createSecureContext } from 'node:tls';
import type { SecureContextOptions } from 'node:tls';

/** How a mail server behaves; what is left out is as a good server does it. */
export interface MailBehaviour {
  readonly banner?: string | null;
  readonly ehlo?: string;
  readonly starttls?: string;
  /** Sent in the clear right behind the answer to STARTTLS. */
  readonly injected?: string;
  readonly tls?: SecureContextOptions | undefined;
  /** Waits this long before it greets. */
  readonly delayMs?: number;
  /** Sent at once, before the wait: a guard's first line of a greeting that goes on later. */
  readonly teaser?: string;
}

export interface MailServerForTests {
  readonly port: number;
  /** Commands that came, in order. */
  readonly heard: readonly string[];
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

const GOOD_EHLO = '250-mx.test\r\n250-SIZE 1000\r\n250 STARTTLS\r\n';

/** A mail server on loopback that really speaks SMTP and TLS, as badly as it is told to. */
export async function startMailServer(
  behaviour: MailBehaviour,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<MailServerForTests> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    count++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    if (behaviour.teaser !== undefined) socket.write(behaviour.teaser);
    setTimeout(() => serve(socket, behaviour, heard), behaviour.delayMs ?? 0);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: address.port, heard, connections: () => count, stop };
}

function serve(socket: Socket, behaviour: MailBehaviour, heard: string[]): void {
  const { banner = '220 mx.test ESMTP\r\n', ehlo = GOOD_EHLO, starttls = '220 go ahead\r\n' } = behaviour;
  if (banner === null) return;
  socket.write(banner);
  const onData = (chunk: Buffer) => {
    const command = chunk.toString('latin1').trim();
    heard.push(command);
    if (command.startsWith('EHLO')) socket.write(ehlo);
    if (command !== 'STARTTLS') return;
    socket.off('data', onData);
    socket.write(starttls + (behaviour.injected ?? ''));
    if (starttls.startsWith('220') && behaviour.tls !== undefined) secure(socket, behaviour.tls, heard);
  };
  socket.on('data', onData);
}

function secure(socket: Socket, options: SecureContextOptions, heard: string[]): void {
  const secured = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(options) });
  secured
    .on('error', () => undefined)
    .on('data', (chunk: Buffer) => heard.push(`secured ${chunk.toString('latin1').trim()}`));
}
