import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { createSecureContext, rootCertificates } from 'node:tls';
import { Agent, buildConnector, request } from 'undici';
import { AppError } from '../app-error.ts';
import { isPublicAddress } from './public-address.ts';

/** One fetch of a public document: a revocation list, a policy, a list of organisations. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** A longer reply is given up, without being taken in. */
  readonly maximumBytes: number;
  /** For the whole exchange, milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface OutgoingReply {
  readonly status: number;
  /** Names in lower case; a header that comes twice is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Outgoing {
  /**
   * Redirects are not followed, and nothing is unpacked. Rejects with `outgoing.refused` (an address that must not be asked), `outgoing.too-large`
   * or `outgoing.unreachable` (no connection, no trust, no reply in time).
   */
  fetch(wanted: OutgoingRequest): Promise<OutgoingReply>;
  close(): Promise<void>;
}

export interface OutgoingOptions {
  /** Addresses of a host; rejects or gives none when there are none. */
  readonly resolve: (host: string, signal: AbortSignal) => Promise<readonly string[]>;
  /** Port by host, where it is not the usual one. */
  readonly ports: ReadonlyMap<string, number>;
  /** Roots trusted besides Node's own list, in PEM. */
  readonly extraAnchors: readonly string[];
  readonly allowPrivate: boolean;
}

const USUAL_PORTS = { 'http:': 80, 'https:': 443 } as const;
const RESOLVE_MS = 5000;
const CONNECT_MS = 5000;
const IDLE_MS = 4000;
const LONGEST_URL = 2000;
const MOST_CONNECTIONS = 8;

/**
 * Fetches what addresses from outside name, such as those in a certificate: only by http and https on their usual ports,
 * and only from public addresses; of a host that has both, only the public ones are asked. The address that was judged is
 * the one that is connected to, so that a name cannot change its mind in between.
 */
export function createOutgoing(options: OutgoingOptions): Outgoing {
  let connector: buildConnector.connector | undefined;
  const agent = new Agent({
    // Made when it is first needed: reading all roots takes tens of milliseconds.
    connect: (target, done) => {
      connector ??= publicConnector(options);
      connector(target, done);
    },
    connections: MOST_CONNECTIONS,
    keepAliveTimeout: IDLE_MS,
    maxHeaderSize: 16_384,
    pipelining: 1,
  });
  return {
    async fetch(wanted) {
      const url = target(wanted.url, options);
      const limit = AbortSignal.timeout(wanted.timeoutMs);
      const signal = wanted.signal === undefined ? limit : AbortSignal.any([limit, wanted.signal]);
      try {
        return await exchange({ agent, url, signal, wanted });
      } catch (cause) {
        throw causeOf(cause, url);
      }
    },
    close: () => agent.destroy(),
  };
}

interface Exchange {
  readonly agent: Agent;
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly wanted: OutgoingRequest;
}

async function exchange({ agent, url, signal, wanted }: Exchange): Promise<OutgoingReply> {
  const { method = 'GET', headers = {}, body: content, maximumBytes } = wanted;
  const {
    statusCode,
    headers: given,
    body,
  } = await request(url, {
    dispatcher: agent,
    method,
    headers: { 'user-agent': 'Secure-Send', ...headers },
    signal,
    ...(content === undefined ? {} : { body: content }),
  });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (given['content-encoding'] !== undefined) {
      throw new AppError(
        'outgoing.unreachable',
        `${url.host} packed its reply, though nobody asked for that.`,
      );
    }
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maximumBytes) {
      throw new AppError('outgoing.too-large', `${url.host} sent more than ${maximumBytes} bytes.`);
    }
    chunks.push(bytes);
  }
  return { status: statusCode, headers: joined(given), body: Buffer.concat(chunks) };
}

/** The address to ask, with the port that settings give its host. */
function target(text: string, { ports, allowPrivate }: OutgoingOptions): URL {
  const url = text.length <= LONGEST_URL && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isWebProtocol(url.protocol))
    throw refused(JSON.stringify(text.slice(0, 100)), 'it is no http or https address');
  if (url.username !== '' || url.password !== '') throw refused(url.host, 'it holds a name or a password');
  const usual = USUAL_PORTS[url.protocol];
  if (url.port !== '' && Number(url.port) !== usual) throw refused(url.host, 'its port is not the usual one');
  // An address in place of a name is never looked up, so that it is judged here.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !allowPrivate && !isPublicAddress(literal)) {
    throw refused(url.host, 'it is not on the public Internet');
  }
  const port = ports.get(url.hostname);
  if (port !== undefined) url.port = String(port);
  return url;
}

function isWebProtocol(protocol: string): protocol is keyof typeof USUAL_PORTS {
  return Object.hasOwn(USUAL_PORTS, protocol);
}

function publicConnector(options: OutgoingOptions): buildConnector.connector {
  return buildConnector({
    lookup: publicLookup(options),
    secureContext: createSecureContext({
      ca: [...rootCertificates, ...options.extraAnchors],
      minVersion: 'TLSv1.2',
    }),
    rejectUnauthorized: true,
    // A session that is taken up again would hide that the certificate has expired since.
    maxCachedSessions: 0,
    timeout: CONNECT_MS,
  });
}

function publicLookup({ resolve, allowPrivate }: OutgoingOptions): LookupFunction {
  return (host, { all }, done) => {
    resolve(host, AbortSignal.timeout(RESOLVE_MS)).then(
      (addresses) => {
        const usable = addresses.filter((address) => allowPrivate || isPublicAddress(address));
        const found = usable.map((address) => ({ address, family: isIP(address) }));
        const [first] = found;
        if (first === undefined) return done(refused(host, 'it has no public address'), '', 0);
        if (all === true) return done(null, found);
        return done(null, first.address, first.family);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error('not resolved'), '', 0),
    );
  };
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function causeOf(cause: unknown, url: URL): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('outgoing.unreachable', `${url.host} did not answer as it should.`, { cause });
}

function refused(host: string, why: string): AppError {
  return new AppError('outgoing.refused', `${host} is not asked: ${why}.`);
}
