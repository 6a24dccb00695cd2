import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls, createSecureContext, rootCertificates } from 'node:tls';
import type { SecureContext, TLSSocket } from 'node:tls';
import pLimit from 'p-limit';
import type { ProbeOutcome } from '../../domain/evidence.ts';
import { certificateFacts } from './certificate-fields.ts';
import { isPublicAddress } from './public-address.ts';
import { converse } from './smtp-conversation.ts';
import { DECISIVE, weakestAddress } from './weakest-address.ts';
import type { ProbeResult, SeenAddress } from './weakest-address.ts';

/** Asks one mail server, at every address, how it would take a mail. Never rejects. */
export interface MailServerProbe {
  probe(host: string, addresses: readonly string[], signal: AbortSignal): Promise<ProbeResult>;
}

export interface ProbeOptions {
  readonly ports: ReadonlyMap<string, number>;
  /** Roots trusted besides Node's own list, in PEM. */
  readonly extraAnchors: readonly string[];
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
  /** The name said in EHLO. */
  readonly ownName: string;
}

/** Addresses of one host that are tried, and how many at once. Those beyond count as not answering. */
const MOST_ADDRESSES = 32;
const ADDRESSES_AT_ONCE = 8;
const USUAL_PORT = 25;
/** How connecting fails where a machine has no way to a whole family of addresses. */
const NO_ROUTE: readonly unknown[] = ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/** A probe that connects, says EHLO and STARTTLS, and looks at the certificate; it never sends mail. */
export function createSmtpProbe(options: ProbeOptions): MailServerProbe {
  let context: SecureContext | undefined;
  const secure = () =>
    (context ??= createSecureContext({
      ca: [...rootCertificates, ...options.extraAnchors],
      minVersion: 'TLSv1.2',
    }));
  return {
    async probe(host, addresses, signal) {
      const port = options.ports.get(host) ?? USUAL_PORT;
      const decided = new AbortController();
      const limit = AbortSignal.any([signal, decided.signal, AbortSignal.timeout(options.timeoutMs)]);
      const { ownName, allowPrivate } = options;
      const visit = async (address: string, index: number): Promise<SeenAddress> => {
        const isAllowed = allowPrivate || isPublicAddress(address);
        if (!isAllowed || index >= MOST_ADDRESSES) return { address, outcome: 'unreachable' };
        const seen = await probeAddress({ host, address, port, signal: limit, secure, ownName });
        if (DECISIVE.includes(seen.outcome)) decided.abort();
        return { address, ...seen };
      };
      const seen = await pLimit(ADDRESSES_AT_ONCE).map([...new Set(addresses)], visit);
      return weakestAddress(seen, port);
    },
  };
}

interface Visit {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly signal: AbortSignal;
  readonly secure: () => SecureContext;
  readonly ownName: string;
}
type Seen = Omit<SeenAddress, 'address'>;

async function probeAddress(visit: Visit): Promise<Seen> {
  if (visit.signal.aborted) return { outcome: 'no-answer-in-time' };
  const socket = connect({ host: visit.address, port: visit.port });
  socket.on('error', () => undefined);
  const stop = () => socket.destroy();
  visit.signal.addEventListener('abort', stop);
  try {
    return await talk(socket, visit);
  } catch (error) {
    if (visit.signal.aborted) return { outcome: 'no-answer-in-time' };
    if (NO_ROUTE.includes(codeOf(error))) return { outcome: 'unreachable', hasNoRoute: true };
    return { outcome: socket.remotePort === undefined && socket.bytesRead === 0 ? 'unreachable' : 'refused' };
  } finally {
    visit.signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}

async function talk(socket: Socket, visit: Visit): Promise<Seen> {
  const server = converse(socket, visit.signal);
  if ((await server.read()).code !== 220) return { outcome: 'refused' };
  const greeting = await server.send(`EHLO ${visit.ownName}`);
  if (greeting.code >= 400 && greeting.code < 500) return { outcome: 'refused' };
  const offers = greeting.lines.slice(1).map((line) => line.trim().toUpperCase());
  if (greeting.code !== 250 || !offers.includes('STARTTLS')) return { outcome: 'no-starttls' };
  const ready = await server.send('STARTTLS');
  // More than the one reply before TLS starts may be injected by somebody in between (CVE-2011-0411).
  if (server.release() || ready.code !== 220) return { outcome: 'refused' };
  return secureAndLook(socket, visit);
}

async function secureAndLook(socket: Socket, visit: Visit): Promise<Seen> {
  const secured = connectTls({
    socket,
    servername: visit.host,
    secureContext: visit.secure(),
    rejectUnauthorized: false,
    // The name is judged below, by the names in subjectAltName only.
    checkServerIdentity: () => undefined,
  });
  try {
    await handshake(secured, visit.signal);
  } catch (error) {
    if (visit.signal.aborted) return { outcome: 'no-answer-in-time' };
    return { outcome: isVersionRefused(error) ? 'tls-too-old' : 'refused' };
  }
  const seen = look(secured, visit.host);
  secured.end('QUIT\r\n');
  return seen;
}

function handshake(secured: TLSSocket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error('no answer in time'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    secured.once('secureConnect', () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    secured.on('error', reject).once('close', () => reject(new Error('the server left')));
  });
}

function look(secured: TLSSocket, host: string): Seen {
  const x509 = secured.getPeerX509Certificate();
  const protocol = secured.getProtocol() ?? '';
  if (x509 === undefined) return { outcome: 'certificate-untrusted', protocol };
  const certificate = certificateFacts(x509);
  const outcome = outcomeOf(String(secured.authorizationError ?? ''), secured.authorized);
  if (outcome !== 'tls-verified') return { outcome, protocol, certificate };
  const isNamed = x509.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined;
  return { outcome: isNamed ? outcome : 'certificate-wrong-name', protocol, certificate };
}

function outcomeOf(error: string, isAuthorized: boolean): ProbeOutcome {
  if (isAuthorized) return 'tls-verified';
  const isDate = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(error);
  return isDate ? 'certificate-expired' : 'certificate-untrusted';
}

/** The server speaks TLS, but no version or cipher of 1.2 and later. */
function isVersionRefused(error: unknown): boolean {
  return /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|DH_KEY_TOO_SMALL|VERSION_TOO_LOW/.test(
    codeOf(error),
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
