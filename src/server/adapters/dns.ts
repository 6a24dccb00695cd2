import { getServers } from 'node:dns';
import pLimit from 'p-limit';
import type { MailServer, TlsaRecord } from '../../domain/evidence.ts';
import type { DnsTrust, HostAndPort } from '../config.ts';
import { joinFamilies, readAddress, readAnswer, readMailServer, readText, readTlsa } from './dns-answer.ts';
import type { DnsAnswer, ReadRecord } from './dns-answer.ts';
import { askServer, askServers } from './dns-exchange.ts';
import { DNS_TYPE } from './dns-message.ts';
import type { DnsQuestion } from './dns-message.ts';

export type { DnsAnswer } from './dns-answer.ts';

/** Looks up what mail needs. Never rejects. */
export interface Resolver {
  mailServers(domain: string, signal: AbortSignal): Promise<DnsAnswer<MailServer>>;
  addresses(host: string, signal: AbortSignal): Promise<DnsAnswer<string>>;
  /** TXT records, the strings of each joined. */
  texts(name: string, signal: AbortSignal): Promise<DnsAnswer<string>>;
  /** TLSA records of a host's port (RFC 6698 §3). */
  tlsa(host: string, port: number, signal: AbortSignal): Promise<DnsAnswer<TlsaRecord>>;
  /** The bare data of records of any type, such as 53 for SMIMEA. */
  records(name: string, type: number, signal: AbortSignal): Promise<DnsAnswer<Buffer>>;
  /** True when the resolver answers at all. */
  isAnswering(signal: AbortSignal): Promise<boolean>;
}

const USUAL_PORT = 53;
/**
 * Each has a socket of its own, so that a forger has to guess its port too (RFC 5452 §9.2). What a resolver usually
 * takes in one go is some 250 datagrams; the rest would be lost, and asked again only seconds later.
 */
const QUESTIONS_AT_ONCE = 200;
/**
 * Addresses of a resolver of one's own. On others in 127.0.0.0/8 listen forwarders, such as those of systemd-resolved
 * (127.0.0.53) and Docker (127.0.0.11), which pass on what anybody on the way to the next resolver may have claimed.
 */
const OWN_ADDRESSES: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

/** A resolver over UDP, with TCP for long answers, at the given servers or the system's. */
export function createResolver(servers: readonly HostAndPort[] = [], trust: DnsTrust = 'auto'): Resolver {
  const limit = pLimit(QUESTIONS_AT_ONCE);
  const where = () => serversToAsk(servers.length > 0 ? servers : systemServers(), trust);
  const ask = async <T>(question: DnsQuestion, read: ReadRecord<T>, signal: AbortSignal) => {
    const exchange = await limit(() => askServers(question, where(), signal));
    const isBelieved = exchange.kind === 'replied' && believes(exchange.server, trust);
    return readAnswer(exchange, question, { read, isBelieved });
  };
  return {
    mailServers: (name, signal) => ask({ name, type: DNS_TYPE.MX }, readMailServer, signal),
    async addresses(name, signal) {
      const [four, six] = await Promise.all([
        ask({ name, type: DNS_TYPE.A }, readAddress, signal),
        ask({ name, type: DNS_TYPE.AAAA }, readAddress, signal),
      ]);
      return joinFamilies(four, six);
    },
    texts: (name, signal) => ask({ name, type: DNS_TYPE.TXT }, readText, signal),
    tlsa: (host, port, signal) =>
      ask({ name: `_${port}._tcp.${host}`, type: DNS_TYPE.TLSA }, readTlsa, signal),
    records: (name, type, signal) => ask({ name, type }, ({ data }) => Buffer.from(data), signal),
    async isAnswering(signal) {
      // Any reply will do, a refusal too: the question is only whether somebody is there.
      const question = { name: '.', type: DNS_TYPE.NS };
      const replies = await Promise.all(where().map((server) => askServer(question, server, signal)));
      return replies.some((reply) => reply !== undefined);
    },
  };
}

/**
 * Beside a resolver that validates no other is asked: it might answer what the first refuses as forged, and an answer
 * that is not validated would pass for one from a domain that signs nothing.
 */
function serversToAsk(servers: readonly HostAndPort[], trust: DnsTrust): readonly HostAndPort[] {
  const believed = servers.filter((server) => believes(server, trust));
  return believed.length > 0 ? believed : servers;
}

function believes({ host }: HostAndPort, trust: DnsTrust): boolean {
  return trust === 'auto' ? OWN_ADDRESSES.includes(host) : trust === 'true';
}

function systemServers(): readonly HostAndPort[] {
  return getServers().map((server) => {
    const match = /^\[(.+)\]:(\d+)$/.exec(server) ?? /^([\d.]+):(\d+)$/.exec(server);
    return { host: match?.[1] ?? server, port: Number(match?.[2] ?? USUAL_PORT) };
  });
}
