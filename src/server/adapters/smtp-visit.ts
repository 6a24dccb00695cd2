import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { X509Certificate } from 'node:crypto';
import type { ProbeOutcome } from '../../domain/evidence.ts';
import { certificateFacts } from './certificate-fields.ts';
import { converse } from './smtp-conversation.ts';
import type { SmtpConversation } from './smtp-conversation.ts';
import { hasNoWayOut } from './way-out.ts';
import type { FailedConnection } from './way-out.ts';
import type { SeenAddress } from './weakest-address.ts';

export interface Visit {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly signal: AbortSignal;
  /** For the connection alone, milliseconds. */
  readonly connectMs: number;
  readonly secure: () => SecureContext;
  /** The name said in EHLO. */
  readonly ownName: string;
}

export interface Visited {
  readonly seen: Omit<SeenAddress, 'address'>;
  /** Whether a connection came about; `untried`: the visit was called off first. */
  readonly contact: 'made' | 'failed' | 'untried';
}

/** Replies to EHLO and STARTTLS by which a server says that it does not have the command (RFC 5321 §4.2.2). */
const UNKNOWN_COMMAND: readonly number[] = [500, 502];
/** Certificates that are looked at of those that a server sends; OpenSSL itself takes in 100 kB at most. */
const LONGEST_CHAIN = 10;
/** How long a server may take to say goodbye, milliseconds. Nobody waits for it. */
const GOODBYE_MS = 1000;

/** Asks one mail server at one address: connects, says EHLO and STARTTLS, looks at the certificate. Never rejects. */
export async function visitAddress(visit: Visit): Promise<Visited> {
  if (visit.signal.aborted) return { seen: { outcome: 'no-answer-in-time' }, contact: 'untried' };
  const socket = connect({ host: visit.address, port: visit.port });
  let contact: Visited['contact'] = 'failed';
  socket.on('error', () => undefined).once('connect', () => (contact = 'made'));
  let isAtOnce = true;
  // What the system itself refuses is told before anything can come in.
  setImmediate(() => (isAtOnce = false));
  const limit = new AbortController();
  const stop = () => {
    limit.abort();
    socket.destroy();
  };
  visit.signal.addEventListener('abort', stop);
  const late = setTimeout(() => contact === 'failed' && stop(), visit.connectMs);
  try {
    const seen = await talk(socket, { ...visit, signal: limit.signal });
    return { seen, contact };
  } catch (error) {
    socket.destroy();
    const failed = { address: visit.address, code: codeOf(error), isAtOnce };
    return { seen: failureOf(failed, contact, limit.signal), contact };
  } finally {
    clearTimeout(late);
    visit.signal.removeEventListener('abort', stop);
  }
}

function failureOf(
  failed: FailedConnection,
  contact: Visited['contact'],
  limit: AbortSignal,
): Visited['seen'] {
  if (limit.aborted) return { outcome: 'no-answer-in-time' };
  if (contact === 'made') return { outcome: 'refused' };
  return { outcome: 'unreachable', ...(hasNoWayOut(failed) ? { hasNoRoute: true } : {}) };
}

async function talk(socket: Socket, visit: Visit): Promise<Visited['seen']> {
  const server = converse(socket, visit.signal);
  if ((await server.read()).code !== 220) return leave(socket, { outcome: 'refused' });
  const offer = await offerOf(server, visit.ownName);
  if (offer !== undefined) return leave(socket, { outcome: offer });
  const ready = await server.send('STARTTLS');
  // A permanent failure says that asking again is no use (RFC 5321 §4.2.1); 454 is for now only (RFC 3207 §4).
  if (ready.code >= 500) return leave(socket, { outcome: 'no-starttls' });
  // More than the one reply before TLS starts may be injected by somebody in between (CVE-2011-0411).
  if (server.release() || ready.code !== 220) return leave(socket, { outcome: 'refused' });
  return secureAndLook(socket, visit);
}

/** What there is to say of a server that does not offer STARTTLS; undefined of one that does. */
async function offerOf(server: SmtpConversation, ownName: string): Promise<ProbeOutcome | undefined> {
  const greeting = await server.send(`EHLO ${ownName}`);
  // Without EHLO there are no extensions (RFC 5321 §3.2); any other failure is about the client, not about TLS.
  if (UNKNOWN_COMMAND.includes(greeting.code)) return 'no-starttls';
  if (greeting.code !== 250) return 'refused';
  const offers = greeting.lines.slice(1).map((line) => line.trim().toUpperCase());
  return offers.includes('STARTTLS') ? undefined : 'no-starttls';
}

async function secureAndLook(socket: Socket, visit: Visit): Promise<Visited['seen']> {
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
    if (!isVersionRefused(error)) throw error;
    socket.destroy();
    return { outcome: 'tls-too-old' };
  }
  return leave(secured, look(secured, visit.host));
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

function look(secured: TLSSocket, host: string): Visited['seen'] {
  const x509 = secured.getPeerX509Certificate();
  const protocol = secured.getProtocol() ?? '';
  if (x509 === undefined) return { outcome: 'certificate-untrusted', protocol, chain: [] };
  const whatIs = { protocol, certificate: certificateFacts(x509), chain: chainOf(x509) };
  const outcome = outcomeOf(String(secured.authorizationError ?? ''), secured.authorized);
  if (outcome !== 'tls-verified') return { outcome, ...whatIs };
  const isNamed = x509.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined;
  return { outcome: isNamed ? outcome : 'certificate-wrong-name', ...whatIs };
}

/**
 * The certificates as the server sent them, in its order: `issuerCertificate` of this class is the next one sent, whether
 * it issued the one before or not, while that of `getPeerCertificate` may come from the trusted roots.
 */
function chainOf(leaf: X509Certificate): readonly Buffer[] {
  const chain: Buffer[] = [];
  for (let next: X509Certificate | undefined = leaf; next !== undefined; next = next.issuerCertificate) {
    if (chain.length === LONGEST_CHAIN) break;
    chain.push(next.raw);
  }
  return chain;
}

function outcomeOf(error: string, isAuthorized: boolean): ProbeOutcome {
  if (isAuthorized) return 'tls-verified';
  const isDate = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(error);
  return isDate ? 'certificate-expired' : 'certificate-untrusted';
}

/** Says goodbye, as RFC 5321 §4.1.1.10 wants it, while what was seen is already told. */
function leave(socket: Socket, seen: Visited['seen']): Visited['seen'] {
  const gone = setTimeout(() => socket.destroy(), GOODBYE_MS).unref();
  socket.on('error', () => undefined).once('close', () => clearTimeout(gone));
  socket.end('QUIT\r\n');
  socket.resume();
  return seen;
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
