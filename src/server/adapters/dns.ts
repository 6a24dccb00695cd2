import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { getServers } from 'node:dns';
import { connect, isIP } from 'node:net';
import { decode, encode, streamEncode } from 'dns-packet';
import type { Answer, DecodedPacket, Packet } from 'dns-packet';
import type { MailServer } from '../../domain/evidence.ts';
import type { HostAndPort } from '../config.ts';

/** `failed` = nobody could say; it is never the same as "there is none". */
export type DnsAnswer<T> =
  /** `isPartial`: there may be more, since a part of the question got no answer. */
  | { readonly kind: 'found'; readonly records: readonly T[]; readonly isPartial?: true }
  | { readonly kind: 'no-domain' | 'no-records' | 'failed' };

/** Looks up what mail needs. Never rejects. */
export interface Resolver {
  mailServers(domain: string, signal: AbortSignal): Promise<DnsAnswer<MailServer>>;
  addresses(host: string, signal: AbortSignal): Promise<DnsAnswer<string>>;
  /** True when the resolver answers at all. */
  isAnswering(signal: AbortSignal): Promise<boolean>;
}

type QueryType = 'MX' | 'A' | 'AAAA';
interface Query {
  readonly name: string;
  readonly type: QueryType | 'NS';
}

const TRY_MS = 2000;
const TRIES = 2;
const LONGEST_ALIAS_CHAIN = 8;
const USUAL_PORT = 53;

/** A resolver over UDP, with TCP for long answers, at the given servers or the system's. */
export function createResolver(servers: readonly HostAndPort[] = []): Resolver {
  const where = () => (servers.length > 0 ? servers : systemServers());
  return {
    async mailServers(domain, signal) {
      return readAnswer(await ask({ name: domain, type: 'MX' }, where(), signal), domain, (answer) =>
        answer.type === 'MX'
          ? [{ host: lower(answer.data.exchange), preference: answer.data.preference ?? 0 }]
          : [],
      );
    },
    async addresses(host, signal) {
      const [four, six] = await Promise.all(
        (['A', 'AAAA'] as const).map(async (type) => {
          const reply = await ask({ name: host, type }, where(), signal);
          return readAnswer(reply, host, (answer) => (answer.type === type ? [answer.data] : []));
        }),
      );
      return joined(four, six);
    },
    async isAnswering(signal) {
      // Any reply will do, a refusal too: the question is only whether somebody is there.
      const question = { name: '.', type: 'NS' } as const;
      const replies = await Promise.all(where().map((server) => askServer(question, server, signal)));
      return replies.some((reply) => reply !== undefined);
    },
  };
}

/** Addresses of one family are a part of the answer; "none" needs both families to say so. */
function joined(
  four: DnsAnswer<string> = { kind: 'failed' },
  six: DnsAnswer<string> = { kind: 'failed' },
): DnsAnswer<string> {
  const records = [four, six].flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  const isPartial = four.kind === 'failed' || six.kind === 'failed';
  if (records.length > 0) return { kind: 'found', records, ...(isPartial ? { isPartial } : {}) };
  if (isPartial) return { kind: 'failed' };
  return four.kind === 'no-domain' && six.kind === 'no-domain' ? four : { kind: 'no-records' };
}

function readAnswer<T>(
  reply: DecodedPacket | undefined,
  name: string,
  read: (answer: Answer) => readonly T[],
): DnsAnswer<T> {
  const code = reply === undefined ? '' : responseCode(reply);
  if (reply === undefined || (code !== 'NOERROR' && code !== 'NXDOMAIN')) return { kind: 'failed' };
  const owners = ownersOf(reply, lower(name));
  const records = (reply.answers ?? []).filter((answer) => owners.includes(lower(answer.name))).flatMap(read);
  if (code === 'NXDOMAIN') return { kind: 'no-domain' };
  return records.length > 0 ? { kind: 'found', records } : { kind: 'no-records' };
}

/** The name asked for and the names it is an alias of, within this reply (RFC 1034 §3.6.2). */
function ownersOf(reply: DecodedPacket, name: string): readonly string[] {
  const owners = [name];
  for (let step = 0; step < LONGEST_ALIAS_CHAIN; step++) {
    const alias = (reply.answers ?? []).find(
      (answer) => answer.type === 'CNAME' && lower(answer.name) === owners[owners.length - 1],
    );
    if (alias === undefined || alias.type !== 'CNAME' || owners.includes(lower(alias.data))) break;
    owners.push(lower(alias.data));
  }
  return owners;
}

async function ask(
  query: Query,
  servers: readonly HostAndPort[],
  signal: AbortSignal,
): Promise<DecodedPacket | undefined> {
  for (let turn = 0; turn < TRIES; turn++) {
    for (const server of servers) {
      if (signal.aborted) return undefined;
      const reply = await askServer(query, server, signal);
      const code = reply === undefined ? '' : responseCode(reply);
      if (code === 'NOERROR' || code === 'NXDOMAIN') return reply;
    }
  }
  return undefined;
}

async function askServer(query: Query, server: HostAndPort, signal: AbortSignal) {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TRY_MS)]);
  const packet: Packet = {
    type: 'query',
    id: randomInt(0, 65536),
    flags: 0x100,
    questions: [{ type: query.type, name: query.name, class: 'IN' }],
  };
  try {
    const reply = await askByUdp(packet, server, limit);
    return reply?.flag_tc === true ? await askByTcp(packet, server, limit) : reply;
  } catch {
    return undefined;
  }
}

function askByUdp(packet: Packet, server: HostAndPort, signal: AbortSignal) {
  return new Promise<DecodedPacket | undefined>((resolve) => {
    const socket = createSocket(isIP(server.host) === 6 ? 'udp6' : 'udp4');
    const finish = (reply?: DecodedPacket) => {
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners('message').close();
      resolve(reply);
    };
    const giveUp = () => finish();
    signal.addEventListener('abort', giveUp);
    socket.once('error', giveUp);
    socket.on('message', (bytes) => {
      const reply = readReply(() => decode(bytes), packet);
      if (reply !== undefined) finish(reply);
    });
    socket.connect(server.port, server.host, () => socket.send(encode(packet)));
  });
}

function askByTcp(packet: Packet, server: HostAndPort, signal: AbortSignal) {
  return new Promise<DecodedPacket | undefined>((resolve) => {
    const socket = connect(server.port, server.host);
    const chunks: Buffer[] = [];
    const finish = (reply?: DecodedPacket) => {
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve(reply);
    };
    const giveUp = () => finish();
    signal.addEventListener('abort', giveUp);
    socket.once('error', giveUp).once('close', giveUp);
    socket.once('connect', () => socket.write(streamEncode(packet)));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE(0)) return;
      finish(readReply(() => decode(bytes.subarray(2, 2 + bytes.readUInt16BE(0))), packet));
    });
  });
}

/** Only a reply to this very question counts; anything else on the socket is left aside, as a forgery would be. */
function readReply(read: () => DecodedPacket | undefined, { id, questions }: Packet) {
  try {
    const reply = read();
    const [asked] = questions ?? [];
    const [answered] = reply?.questions ?? [];
    const isOurs =
      reply?.type === 'response' &&
      reply.id === id &&
      answered?.type === asked?.type &&
      lower(answered?.name ?? '') === lower(asked?.name ?? '');
    return isOurs ? reply : undefined;
  } catch {
    return undefined;
  }
}

function responseCode(reply: DecodedPacket): string {
  return 'rcode' in reply && typeof reply.rcode === 'string' ? reply.rcode : '';
}

function systemServers(): readonly HostAndPort[] {
  return getServers().map((server) => {
    const match = /^\[(.+)\]:(\d+)$/.exec(server) ?? /^([\d.]+):(\d+)$/.exec(server);
    return { host: match?.[1] ?? server, port: Number(match?.[2] ?? USUAL_PORT) };
  });
}

function lower(name: string): string {
  const text = name.toLowerCase();
  return text.length > 1 && text.endsWith('.') ? text.slice(0, -1) : text;
}
