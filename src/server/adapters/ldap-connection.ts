import { X509Certificate } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect as connectPlain, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { Client } from 'ldapts';
import { AppError } from '../app-error.ts';
import { createMessageCutter } from './ldap-messages.ts';
import { readCertificateFile } from './pem.ts';

export interface LdapServer {
  /** `ldap://` or `ldaps://`, with the port where it is not the usual one. */
  readonly url: string;
  /** PEM or DER file with the roots for `ldaps://`; without it, the public ones. */
  readonly trust?: string | undefined;
}

/** One socket to a directory; it never opens a second. */
export interface LdapConnection {
  /** Signed in and ready to be asked; rejects when the server cannot be reached or is not trusted. */
  readonly isReady: Promise<Client>;
  /** Questions that are still open reject. */
  close(reason: Error): void;
}

export interface ConnectionEvents {
  /** So many bytes have come in. */
  readonly onData: (count: number) => void;
  readonly onClose: () => void;
}

const LARGEST_MESSAGE = 4_000_000;
const USUAL_PORT = { 'ldap:': 389, 'ldaps:': 636 };

/** Connects and binds anonymously: a bind first, since ldapts would open a socket per question that comes too early. */
export function connectLdap(server: LdapServer, { onData, onClose }: ConnectionEvents): LdapConnection {
  let socket: Socket | undefined;
  let ended: Error | undefined;
  const keep = <S extends Socket>(open: () => S): S => {
    if (socket !== undefined || ended !== undefined) throw ended ?? new Error('the connection has ended');
    const opened = open();
    cutIntoMessages(opened, onData);
    socket = opened.once('close', onClose);
    return opened;
  };
  const start = async () => {
    const { plain, secure } = await openersOf(server);
    const client = new Client({
      url: server.url,
      createConnection: () => keep(plain),
      createSecureConnection: () => keep(secure),
    });
    await client.bind('', '');
    return client;
  };
  return {
    isReady: start(),
    close(reason) {
      ended = reason;
      socket?.destroy(reason);
    },
  };
}

/**
 * Hands on one message at a time. ldapts calls itself for every further one in a chunk, so that a server could end the
 * process with thousands of small ones; and behind one that it cannot read, it drops the rest of the chunk.
 */
function cutIntoMessages(socket: Socket, onData: (count: number) => void): void {
  const messagesIn = createMessageCutter(LARGEST_MESSAGE);
  const emit = (event: string | symbol, ...values: unknown[]) =>
    EventEmitter.prototype.emit.call(socket, event, ...values);
  const emitCut: typeof emit = (event, ...values) => {
    const [chunk] = values;
    if (event !== 'data' || !Buffer.isBuffer(chunk)) return emit(event, ...values);
    try {
      onData(chunk.length);
      for (const message of messagesIn(chunk)) if (!socket.destroyed) emit('data', message);
    } catch (cause) {
      socket.destroy(cause instanceof Error ? cause : new Error('the answer cannot be read', { cause }));
    }
    return true;
  };
  Object.assign(socket, { emit: emitCut });
}

interface Openers {
  readonly plain: () => Socket;
  readonly secure: () => TLSSocket;
}

/** The name in the server's certificate must be the one that the policy asks for (RFC 4513 §3.1.3). */
async function openersOf({ url, trust }: LdapServer): Promise<Openers> {
  const { protocol, hostname, port: written } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isSecure = protocol === 'ldaps:';
  const port = written === '' ? USUAL_PORT[isSecure ? 'ldaps:' : 'ldap:'] : Number(written);
  const roots = isSecure && trust !== undefined ? { ca: await readRoots(trust) } : {};
  const name = isIP(host) === 0 ? { servername: host } : {};
  return {
    plain: () => connectPlain(port, host),
    secure: () => connectSecure({ host, port, minVersion: 'TLSv1.2', ...name, ...roots }),
  };
}

async function readRoots(path: string): Promise<string[]> {
  try {
    const roots = readCertificateFile(await readFile(path)).map((der) => new X509Certificate(der).toString());
    if (roots.length > 0) return roots;
  } catch (cause) {
    throw new AppError('directory.trust', `Its "trust", ${path}, cannot be read as certificates.`, { cause });
  }
  throw new AppError('directory.trust', `Its "trust", ${path}, holds no certificate.`);
}
