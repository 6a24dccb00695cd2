import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';

/** One setting of the service. */
export interface Setting<T> {
  readonly variable: string;
  readonly meaning: string;
  readonly fallback: T;
  /** What the text means, or undefined when it means nothing. */
  readonly read: (text: string) => T | undefined;
  readonly fix: string;
  /** Its value is told to nobody. */
  readonly isSecret?: boolean;
}

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** A path; a relative one is meant from the folder the service was started in. */
export function text(variable: string, meaning: string, fallback: string): Setting<string> {
  const read = (value: string) => (isAbsolute(value) ? value : resolve(value));
  return { variable, meaning, fallback, read, fix: 'a path' };
}

/** A whole number within a range. */
export function number({
  range,
  ...setting
}: Omit<Setting<number>, 'read' | 'fix'> & { range: [number, number] }) {
  const [least, most] = range;
  const read = (value: string) => {
    const count = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    return count >= least && count <= most ? count : undefined;
  };
  return { ...setting, read, fix: `a whole number from ${least} to ${most}` } satisfies Setting<number>;
}

/** An http or https address without a path, or undefined. */
export function readOrigin(text: string): string | undefined {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { origin } = new URL(text);
  return origin === text.replace(/\/$/, '').toLowerCase() ? origin : undefined;
}

/** What is asked and answered there decides what is safe: only on this machine it may go without TLS. */
export function readSafeOrigin(text: string): string | undefined {
  const origin = readOrigin(text);
  if (origin === undefined) return undefined;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || LOOPBACK.test(hostname) ? origin : undefined;
}

/** A name or IP address, IPv6 in brackets, with the usual port where none is written; else undefined. */
export function readHostAndPort(text: string, usualPort: number): HostAndPort | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::(\d{1,5}))?$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? usualPort : Number(match[3]);
  return host === undefined || port < 1 || port > 65535 ? undefined : { host: host.toLowerCase(), port };
}

/** A network of all addresses would let every client choose its address, and is refused. */
export function readProxy(text: string): string | undefined {
  if (text === 'loopback') return text;
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) === 0 || rest.length > 0) return undefined;
  if (bits === undefined) return text;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most ? text : undefined;
}

/** Ports by host, from pairs with commas or blanks between; undefined when one is none. */
export function readPorts(text: string): Map<string, number> | undefined {
  const pairs = readList(text, (part) => (part.includes(':') ? readHostAndPort(part, 25) : undefined));
  return pairs && new Map<string, number>(pairs.map(({ host, port }) => [host, port]));
}

/** Parts with commas or blanks between; undefined when one of them means nothing. */
export function readList<T>(text: string, read: (part: string) => T | undefined): readonly T[] | undefined {
  const parts = text.split(/[,\s]+/).filter((part) => part !== '');
  const values = parts.map(read).filter((value) => value !== undefined);
  return values.length === parts.length ? values : undefined;
}
