import { rootCertificates } from 'node:tls';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import { API } from '../../contract/paths.ts';
import { AppError } from '../app-error.ts';
import { parseProbeResult } from './probe-message.ts';
import type { OpenProbe } from './smtp-probe.ts';
import type { ProbeResult } from './weakest-address.ts';

export interface RemoteProbeOptions {
  /** Origin of the Secure Send service that asks in our place. */
  readonly origin: string;
  /** The secret that both services know. */
  readonly token: string;
  /** Roots trusted besides Node's own list, in PEM. */
  readonly extraAnchors: readonly string[];
  /** How long the other service may take for a mail server, milliseconds. */
  readonly timeoutMs: number;
}

const USUAL_PORT = 25;
const CONNECT_MS = 4000;
/** For the way to the other service and back, besides its work. */
const HOP_MS = 3000;
const CONNECTIONS = 64;
const MOST_BYTES = 4_000_000;

/** A probe that has another service ask, where this machine's network lets nobody through to port 25. */
export function createRemoteProbe(options: RemoteProbeOptions): OpenProbe {
  const { origin, token, timeoutMs } = options;
  const { host: askedBy } = new URL(origin);
  const agent = new Agent({
    connect: {
      ca: [...rootCertificates, ...options.extraAnchors],
      minVersion: 'TLSv1.2',
      timeout: CONNECT_MS,
    },
    connections: CONNECTIONS,
    maxResponseSize: MOST_BYTES,
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const send = (wanted: Pick<Dispatcher.RequestOptions, 'method' | 'body' | 'signal'>) =>
    agent.request({ origin, path: API.probes, headers, ...wanted });
  return {
    async probe(host, addresses, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs + HOP_MS)]);
      const body = JSON.stringify({ host, addresses });
      try {
        const reply = await send({ method: 'POST', body, signal: limit });
        const told: unknown = await reply.body.json();
        const result = reply.statusCode === 200 ? parseProbeResult(told) : undefined;
        return { ...(result ?? without('unreachable')), askedBy };
      } catch {
        return { ...without(limit.aborted ? 'no-answer-in-time' : 'unreachable'), askedBy };
      }
    },
    async check(signal) {
      const problem = problemOf(await askAbility(send, signal), askedBy);
      if (problem !== undefined) throw new AppError('probe.remote', problem);
    },
    close: () => agent.destroy(),
  };
}

type Send = (
  wanted: Pick<Dispatcher.RequestOptions, 'method' | 'body' | 'signal'>,
) => Promise<Dispatcher.ResponseData>;

/** Nothing was seen, for lack of somebody who looks. */
function without(outcome: 'no-answer-in-time' | 'unreachable'): ProbeResult {
  return { port: USUAL_PORT, outcome, unanswered: [outcome] };
}

interface Ability {
  readonly status: number;
  readonly isAble: boolean;
}

async function askAbility(send: Send, signal: AbortSignal): Promise<Ability | undefined> {
  try {
    const { statusCode, body } = await send({ method: 'GET', signal });
    const told: unknown = await body.json();
    const isAble = typeof told === 'object' && told !== null && 'isAble' in told && told.isAble === true;
    return { status: statusCode, isAble };
  } catch {
    return undefined;
  }
}

function problemOf(ability: Ability | undefined, askedBy: string): string | undefined {
  if (ability?.status === 401) return `${askedBy} does not know this SECURE_SEND_PROBE_TOKEN.`;
  if (ability?.status === 404) return `${askedBy} asks no mail servers for others.`;
  if (ability?.status !== 200) return `${askedBy} does not answer.`;
  return ability.isAble ? undefined : `The network of ${askedBy} lets no connection to port 25 through.`;
}
