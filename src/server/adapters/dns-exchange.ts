import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIP } from 'node:net';
import type { HostAndPort } from '../config.ts';
import { DNS_CODE, encodeQuestion, readReply } from './dns-message.ts';
import type { DnsQuestion, DnsReply } from './dns-message.ts';

/** `bogus`: whoever validates refuses to say, and would say without validating. `failed`: nobody could say. */
export type Exchange =
  | { readonly kind: 'replied'; readonly reply: DnsReply; readonly server: HostAndPort }
  | { readonly kind: 'bogus' | 'failed' };

interface Sent {
  readonly question: DnsQuestion;
  readonly id: number;
  readonly signal: AbortSignal;
}

const TRY_MS = 2000;
const TRIES = 2;

/** Asks the servers in turn until one says what there is, or that there is nothing. Never rejects. */
export async function askServers(
  question: DnsQuestion,
  servers: readonly HostAndPort[],
  signal: AbortSignal,
): Promise<Exchange> {
  let refusing: HostAndPort | undefined;
  for (let turn = 0; turn < TRIES; turn++) {
    for (const server of servers) {
      if (signal.aborted) return { kind: 'failed' };
      const reply = await askServer(question, server, signal);
      if (reply !== undefined && isConclusive(reply)) return { kind: 'replied', reply, server };
      if (reply?.code === DNS_CODE.serverFailure) refusing ??= server;
    }
  }
  if (refusing === undefined) return { kind: 'failed' };
  const unchecked = await askServer({ ...question, isUnchecked: true }, refusing, signal);
  return { kind: unchecked !== undefined && isConclusive(unchecked) ? 'bogus' : 'failed' };
}

/** Any reply of one server to the question, by UDP, or by TCP where it is too long; undefined when none came. */
export async function askServer(
  question: DnsQuestion,
  server: HostAndPort,
  signal: AbortSignal,
): Promise<DnsReply | undefined> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TRY_MS)]);
  const sent = { question, id: randomInt(0, 65536), signal: limit };
  try {
    const reply = await askByUdp(sent, server);
    return reply?.isTruncated === true ? await askByTcp(sent, server) : reply;
  } catch {
    return undefined;
  }
}

function isConclusive({ code, isTruncated }: DnsReply): boolean {
  return !isTruncated && (code === DNS_CODE.noError || code === DNS_CODE.noDomain);
}

/** Whatever goes wrong with the socket, such as a server whose name nobody knows, is as no reply. */
async function askByUdp({ question, id, signal }: Sent, server: HostAndPort) {
  if (signal.aborted) return undefined;
  const query = encodeQuestion(question, id);
  return new Promise<DnsReply | undefined>((resolve) => {
    const socket = createSocket(isIP(server.host) === 6 ? 'udp6' : 'udp4');
    const finish = (reply?: DnsReply) => {
      signal.removeEventListener('abort', giveUp);
      socket.off('error', giveUp).on('error', () => undefined);
      socket.off('message', read).close();
      resolve(reply);
    };
    const giveUp = () => finish();
    const read = (bytes: Buffer) => {
      const reply = readReply(bytes, question, id);
      if (reply !== undefined) finish(reply);
    };
    signal.addEventListener('abort', giveUp);
    socket.on('error', giveUp).on('message', read);
    // A callback of `connect` would be called with its error too, and the error event would not come.
    socket.once('connect', () => socket.send(query)).connect(server.port, server.host);
  });
}

async function askByTcp({ question, id, signal }: Sent, server: HostAndPort) {
  if (signal.aborted) return undefined;
  const query = encodeQuestion(question, id);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(query.length);
  return new Promise<DnsReply | undefined>((resolve) => {
    const socket = connect(server.port, server.host);
    const chunks: Buffer[] = [];
    const finish = (reply?: DnsReply) => {
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve(reply);
    };
    const giveUp = () => finish();
    signal.addEventListener('abort', giveUp);
    socket.once('error', giveUp).once('close', giveUp);
    socket.once('connect', () => socket.write(Buffer.concat([length, query])));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE(0)) return;
      finish(readReply(bytes.subarray(2, 2 + bytes.readUInt16BE(0)), question, id));
    });
  });
}
