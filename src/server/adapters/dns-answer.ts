import type { MailServer, TlsaRecord } from '../../domain/evidence.ts';
import type { Exchange } from './dns-exchange.ts';
import { DNS_CODE, DNS_TYPE, plainName, readName } from './dns-message.ts';
import type { DnsQuestion, DnsRecord, DnsReply } from './dns-message.ts';

/**
 * What DNS says. `isAuthenticated`: it was validated by a resolver that is believed. `bogus`: it fails validation.
 * `failed`: nobody could say; it is never the same as "there is none".
 */
export type DnsAnswer<T> =
  | {
      readonly kind: 'found';
      readonly records: readonly T[];
      /** There may be more, since a part of the question got no answer. */
      readonly isPartial?: true;
      readonly isAuthenticated: boolean;
      /** How long it holds. */
      readonly ttlSeconds?: number;
      /** The name that holds the records, where the one asked for is an alias of it. */
      readonly canonicalName?: string;
    }
  | { readonly kind: 'no-domain' | 'no-records'; readonly isAuthenticated: boolean }
  | { readonly kind: 'bogus' | 'failed' };

/** Reads the record's own data; throws when it is malformed, so that the whole answer counts as none. */
export type ReadRecord<T> = (record: DnsRecord, reply: DnsReply) => T;

const LONGEST_ALIAS_CHAIN = 8;
/** Clamp of spec 4: 180 seconds to 30 days. */
const TTL_SECONDS = { least: 180, most: 2_592_000 } as const;

/** The records of the type asked for, at the name asked for or at what it is an alias of. */
export function readAnswer<T>(
  exchange: Exchange,
  { name, type }: DnsQuestion,
  { read, isBelieved }: { readonly read: ReadRecord<T>; readonly isBelieved: boolean },
): DnsAnswer<T> {
  if (exchange.kind !== 'replied') return exchange;
  const { reply } = exchange;
  const isAuthenticated = isBelieved && reply.claimsAuthentic;
  if (reply.code === DNS_CODE.noDomain) return { kind: 'no-domain', isAuthenticated };
  try {
    const owners = ownersOf(reply, plainName(name));
    const own = reply.answers.filter((record) => owners.includes(record.name));
    const wanted = own.filter((record) => record.type === type);
    if (wanted.length === 0)
      return isFollowed(own, reply) ? { kind: 'no-records', isAuthenticated } : { kind: 'failed' };
    const canonicalName = wanted[0]?.name;
    return {
      kind: 'found',
      records: wanted.map((record) => read(record, reply)),
      isAuthenticated,
      ttlSeconds: clampTtl(Math.min(...own.map(({ ttl }) => ttl))),
      ...(canonicalName === undefined || canonicalName === plainName(name) ? {} : { canonicalName }),
    };
  } catch {
    return { kind: 'failed' };
  }
}

/** Addresses of one family are a part of the answer; "none" needs both families to say so. */
export function joinFamilies(four: DnsAnswer<string>, six: DnsAnswer<string>): DnsAnswer<string> {
  const found = [four, six].flatMap((answer) => (answer.kind === 'found' ? [answer] : []));
  const bad = [four, six].find((answer) => answer.kind === 'bogus' || answer.kind === 'failed');
  const isAuthenticated = [four, six].every(
    (answer) => !('isAuthenticated' in answer) || answer.isAuthenticated,
  );
  const [first] = found;
  if (first !== undefined) {
    return {
      ...first,
      records: found.flatMap(({ records }) => records),
      isAuthenticated,
      ttlSeconds: Math.min(...found.map(({ ttlSeconds = TTL_SECONDS.most }) => ttlSeconds)),
      ...(bad === undefined ? {} : { isPartial: true }),
    };
  }
  if (bad !== undefined) return bad;
  const isNowhere = four.kind === 'no-domain' && six.kind === 'no-domain';
  return { kind: isNowhere ? 'no-domain' : 'no-records', isAuthenticated };
}

export function readMailServer({ data, at }: DnsRecord, { bytes }: DnsReply): MailServer {
  const { name, end } = readName(bytes, at + 2);
  if (end !== at + data.length) throw malformed();
  return { host: name, preference: data.readUInt16BE(0) };
}

export function readAddress({ data, type }: DnsRecord): string {
  if (type === DNS_TYPE.A && data.length === 4) return data.join('.');
  if (type !== DNS_TYPE.AAAA || data.length !== 16) throw malformed();
  const groups = Array.from({ length: 8 }, (_unused, index) => data.readUInt16BE(index * 2).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** The strings of one TXT record, joined (RFC 7208 §3.3, as RFC 8461 §3.1 demands). */
export function readText({ data }: DnsRecord): string {
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length;) {
    const end = at + 1 + data.readUInt8(at);
    if (end > data.length) throw malformed();
    parts.push(data.subarray(at + 1, end));
    at = end;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A record too short to be one is told as of an unknown usage: there is a record, and it cannot be used. */
export function readTlsa({ data }: DnsRecord): TlsaRecord {
  const [usage = 255, selector = 255, matchingType = 255] = data;
  return { usage, selector, matchingType, data: data.subarray(3).toString('hex') };
}

/**
 * The name asked for and the names it is an alias of, within this reply (RFC 1034 §3.6.2). Throws where they go in a
 * circle, or on beyond what is followed: what stands at their end is not known then.
 */
function ownersOf({ answers, bytes }: DnsReply, name: string): readonly string[] {
  const owners = [name];
  for (;;) {
    const alias = answers.find(
      (record) => record.type === DNS_TYPE.CNAME && record.name === owners[owners.length - 1],
    );
    if (alias === undefined) return owners;
    const target = readName(bytes, alias.at).name;
    if (owners.includes(target) || owners.length > LONGEST_ALIAS_CHAIN) throw malformed();
    owners.push(target);
  }
}

/** Behind an alias there is nothing only by the word of who looks there: others leave that to who asks (RFC 1034 §4.3.1). */
function isFollowed(own: readonly DnsRecord[], { isRecursive }: DnsReply): boolean {
  return isRecursive || own.every(({ type }) => type !== DNS_TYPE.CNAME);
}

/** RFC 2181 §8: a time with the highest bit set counts as none. */
function clampTtl(ttl: number): number {
  const sane = ttl >= 0x8000_0000 ? 0 : ttl;
  return Math.min(Math.max(sane, TTL_SECONDS.least), TTL_SECONDS.most);
}

function malformed(): RangeError {
  return new RangeError('malformed record');
}
