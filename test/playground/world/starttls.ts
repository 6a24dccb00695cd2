import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';

export interface Handshake {
  readonly protocol: string | null;
  readonly isTrusted: boolean;
  /** Why it is not. */
  readonly problem: string | undefined;
}

/** The greeting of a mail server, or undefined when it says nothing within the time. */
export async function greeting(port: number, timeoutMs = 2000): Promise<string | undefined> {
  const socket = connect(port, '127.0.0.1');
  const silence = new Promise<undefined>((resolve) =>
    setTimeout(() => resolve(undefined), timeoutMs).unref(),
  );
  try {
    return await Promise.race([nextReply(socket), silence]);
  } finally {
    socket.destroy();
  }
}

/** What the server offers after EHLO. */
export async function extensions(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    await nextReply(socket);
    return await say(socket, 'EHLO probe.example');
  } finally {
    socket.destroy();
  }
}

/** Upgrades the connection as a probe does, checking the certificate against the anchors; throws if that fails. */
export async function starttls(port: number, options: ConnectionOptions): Promise<Handshake> {
  const secure = await upgraded(port, options);
  const { authorized, authorizationError } = secure;
  const protocol = secure.getProtocol();
  secure.destroy();
  return { protocol, isTrusted: authorized, problem: authorized ? undefined : String(authorizationError) };
}

/** The public key that the server shows, in DER. */
export async function shownKey(port: number): Promise<Buffer> {
  const secure = await upgraded(port, {});
  const key = secure.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  secure.destroy();
  if (key === undefined) throw new Error('The server shows no certificate.');
  return key;
}

async function upgraded(port: number, options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect(port, '127.0.0.1');
  await nextReply(socket);
  await say(socket, 'EHLO probe.example');
  await say(socket, 'STARTTLS');
  return new Promise((resolve, reject) => {
    const secure = connectTls({ socket, rejectUnauthorized: false, ...options }, () => resolve(secure));
    secure.once('error', (error) => {
      secure.destroy();
      reject(error);
    });
  });
}

async function say(socket: Socket, line: string): Promise<string> {
  socket.write(`${line}\r\n`);
  return nextReply(socket);
}

/** One reply, perhaps of many lines: the last has a blank after its number. */
function nextReply(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!/^\d{3} [^\n]*\n$/m.test(text)) return;
      socket.off('data', onData);
      socket.off('error', reject);
      resolve(text);
    };
    socket.on('data', onData);
    socket.once('error', reject);
  });
}
