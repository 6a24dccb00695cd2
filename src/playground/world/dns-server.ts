import { createSocket } from 'node:dgram';
import type { Socket as UdpSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import * as dnsPacket from 'dns-packet';
import type { Answer, Packet, Question, TlsaData } from 'dns-packet';

export interface ZoneRecords {
  readonly MX?: readonly { readonly preference: number; readonly exchange: string }[];
  readonly A?: readonly string[];
  readonly TXT?: readonly string[];
  readonly TLSA?: readonly TlsaData[];
  /** What a resolver that validates makes of a forged answer: none, unless it is asked not to check (RFC 4035 §5.5). */
  readonly isBogus?: true;
}

/** Names in lower case. A name may also have a name server that fails, or one that keeps silent. */
export type Zones = Readonly<Record<string, ZoneRecords | 'SERVFAIL' | 'never-answers'>>;

export interface DnsServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const RCODE = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
const TTL_SECONDS = 60;
const LARGEST_UDP_ANSWER = 512;
const LOOPBACK = '127.0.0.1';

export interface DnsServerOptions {
  readonly ownTopLevel: string;
  /** Domains whose names are signed, the missing ones too: what is said of them is marked as validated (RFC 4035 §3.2.3). */
  readonly signed?: readonly string[];
  readonly port?: number;
}

/**
 * Answers from the zones over UDP and TCP on one loopback port. It knows all of `ownTopLevel` and all below a zone of its
 * own (a missing name there does not exist) and nothing outside: other names are refused, so that no real domain is called non-existent.
 */
export async function startDnsServer(
  zones: Zones,
  { ownTopLevel, signed = [], port = 0 }: DnsServerOptions,
): Promise<DnsServer> {
  const respond = (query: Packet): Packet | undefined => answer(query, { zones, ownTopLevel, signed });
  const connections = new Set<Socket>();
  const tcp = createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    serveTcp(socket, respond);
  });
  const udp = await bindBoth(tcp, port);
  udp.on('message', (message, peer) => {
    const reply = reading(() => respond(dnsPacket.decode(message)));
    if (reply !== undefined) udp.send(fittingUdp(reply), peer.port, peer.address);
  });
  const stop = async (): Promise<void> => {
    for (const socket of connections) socket.destroy();
    await Promise.all([
      new Promise<void>((resolve) => udp.close(() => resolve())),
      new Promise<void>((resolve) => tcp.close(() => resolve())),
    ]);
  };
  return { port: udp.address().port, stop };
}

/** One number for both protocols: TCP chooses a free port; if UDP has it taken, another is tried. */
async function bindBoth(tcp: Server, port: number, attempts = 10): Promise<UdpSocket> {
  await listenTcp(tcp, port);
  const bound = tcp.address();
  const udp = createSocket('udp4');
  try {
    await bindUdp(udp, typeof bound === 'object' && bound !== null ? bound.port : port);
    return udp;
  } catch (error) {
    udp.close();
    await new Promise<void>((resolve) => tcp.close(() => resolve()));
    if (port !== 0 || attempts <= 1) throw error;
    return bindBoth(tcp, port, attempts - 1);
  }
}

function listenTcp(tcp: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    tcp.once('error', reject);
    tcp.listen(port, LOOPBACK, () => {
      tcp.off('error', reject);
      resolve();
    });
  });
}

function bindUdp(udp: UdpSocket, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    udp.once('error', reject);
    udp.bind(port, LOOPBACK, () => {
      udp.off('error', reject);
      resolve();
    });
  });
}

function serveTcp(socket: Socket, respond: (query: Packet) => Packet | undefined): void {
  let received = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const message = received.subarray(0, end);
      received = received.subarray(end);
      const reply = reading(() => respond(dnsPacket.streamDecode(message)));
      if (reply !== undefined) socket.write(dnsPacket.streamEncode(reply));
    }
  });
}

/** What is not a DNS message is dropped, as name servers do. */
function reading(respond: () => Packet | undefined): Packet | undefined {
  try {
    return respond();
  } catch {
    return undefined;
  }
}

function fittingUdp(reply: Packet): Buffer {
  const whole = dnsPacket.encode(reply);
  if (whole.length <= LARGEST_UDP_ANSWER) return whole;
  const flags = (reply.flags ?? 0) | dnsPacket.TRUNCATED_RESPONSE;
  return dnsPacket.encode({ ...reply, flags, answers: [], authorities: [] });
}

function answer(
  query: Packet,
  { zones, ownTopLevel, signed }: { readonly zones: Zones } & Required<Omit<DnsServerOptions, 'port'>>,
): Packet | undefined {
  const question = query.questions?.[0];
  if (question === undefined) return undefined;
  const name = question.name.toLowerCase();
  const entry = zones[name];
  if (entry === 'never-answers') return undefined;
  if (entry === 'SERVFAIL' || (entry?.isBogus === true && !isUnchecked(query)))
    return reply(query, { rcode: RCODE.SERVFAIL });
  const isSigned = signed.some((domain) => isWithin(name, domain));
  if (entry !== undefined)
    return reply(query, { rcode: RCODE.NOERROR, answers: records(question, entry), isSigned });
  if (Object.keys(zones).some((known) => known.endsWith(`.${name}`)))
    return reply(query, { rcode: RCODE.NOERROR, isSigned });
  const isOurs = [ownTopLevel, ...Object.keys(zones)].some((known) => isWithin(name, known));
  return reply(query, { rcode: isOurs ? RCODE.NXDOMAIN : RCODE.REFUSED, isSigned });
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

function isUnchecked({ flags = 0 }: Packet): boolean {
  return (flags & dnsPacket.CHECKING_DISABLED) !== 0;
}

interface ReplyContent {
  readonly rcode: number;
  readonly answers?: Answer[];
  readonly isSigned?: boolean;
}

function reply(query: Packet, { rcode, answers = [], isSigned = false }: ReplyContent): Packet {
  const isNegative = answers.length === 0 && (rcode === RCODE.NOERROR || rcode === RCODE.NXDOMAIN);
  return {
    type: 'response',
    ...(query.id === undefined ? {} : { id: query.id }),
    flags:
      dnsPacket.RECURSION_DESIRED |
      dnsPacket.RECURSION_AVAILABLE |
      (isSigned ? dnsPacket.AUTHENTIC_DATA : 0) |
      rcode,
    questions: query.questions ?? [],
    answers,
    authorities: isNegative ? [startOfAuthority(query.questions?.[0]?.name ?? '.')] : [],
  };
}

function records({ name, type }: Question, entry: ZoneRecords): Answer[] {
  switch (type) {
    case 'MX':
      return (entry.MX ?? []).map((data) => ({ type, name, ttl: TTL_SECONDS, data }));
    case 'A':
      return (entry.A ?? []).map((data) => ({ type, name, ttl: TTL_SECONDS, data }));
    case 'TXT':
      return (entry.TXT ?? []).map((data) => ({ type, name, ttl: TTL_SECONDS, data }));
    case 'TLSA':
      return (entry.TLSA ?? []).map((data) => ({ type, name, ttl: TTL_SECONDS, data }));
    default:
      return [];
  }
}

/** Says how long "there is nothing" holds (RFC 2308 §5). */
function startOfAuthority(name: string): Answer {
  return {
    type: 'SOA',
    name: name.split('.').slice(-1).join('.'),
    ttl: TTL_SECONDS,
    data: {
      mname: 'ns.world.example',
      rname: 'hostmaster.world.example',
      serial: 1,
      refresh: 3600,
      retry: 600,
      expire: 86400,
      minimum: TTL_SECONDS,
    },
  };
}
