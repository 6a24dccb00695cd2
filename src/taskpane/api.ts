import type { ClassificationRequest } from '../contract/classification.ts';
import type { CertificateReply, TunnelReply } from '../contract/directory.ts';
import { API, NDJSON } from '../contract/paths.ts';
import { readClassification } from '../contract/read-classification.ts';
import { readPolicy } from '../contract/read-policy.ts';
import type { SendPolicy } from '../domain/policy.ts';
import type { Classification } from '../domain/transport.ts';
import { ApiError } from './api-error.ts';
import { readCertificates, readTunnelOrganisations } from './read-directory.ts';
import { readLines } from './read-lines.ts';

/** The service as the pane sees it. Every call rejects with an ApiError. */
export interface Api {
  /** Tells each answer as soon as it comes; resolves when the service has told all it knows. */
  readonly classify: (question: ClassifyQuestion) => Promise<void>;
  readonly policy: (signal: AbortSignal) => Promise<SendPolicy>;
  readonly tunnelOrganisations: (query: string, signal: AbortSignal) => Promise<TunnelReply>;
  readonly certificates: (address: string, signal: AbortSignal) => Promise<CertificateReply>;
}

export interface ClassifyQuestion {
  readonly addresses: readonly string[];
  /** Ask the sources again instead of the service's cache. */
  readonly refresh: boolean;
  readonly signal: AbortSignal;
  readonly onAnswer: (classification: Classification) => void;
}

export interface Deadlines {
  readonly classifyMs: number;
  readonly otherMs: number;
}

/** The slowest probe of the service is given up after some seconds; this is well beyond. */
const DEADLINES: Deadlines = { classifyMs: 25000, otherMs: 10000 };
const MOST_SHOWN = 100;

/** The service on the pane's own origin. */
export function createApi(deadlines: Deadlines = DEADLINES): Api {
  const get = (path: string, signal: AbortSignal): Promise<unknown> =>
    within(deadlines.otherMs, signal, async (inner) =>
      json(await ask(path, { headers: { Accept: 'application/json' }, signal: inner })),
    );
  return {
    classify: ({ addresses, refresh, signal, onAnswer }) =>
      within(deadlines.classifyMs, signal, async (inner) => {
        const body: ClassificationRequest = {
          recipients: addresses.map((address) => ({ address })),
          ...(refresh ? { refresh } : {}),
        };
        const response = await ask(API.classifications, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Accept: NDJSON },
          body: JSON.stringify(body),
          signal: inner,
        });
        await readLines(response, inner, (value) => {
          const classification = readClassification(value);
          if (classification !== undefined && !inner.aborted) onAnswer(classification);
        });
      }),
    policy: async (signal) => known(readPolicy(await get(API.policy, signal))),
    tunnelOrganisations: async (query, signal) => {
      const search = new URLSearchParams({
        limit: String(MOST_SHOWN),
        ...(query === '' ? {} : { q: query }),
      });
      return known(readTunnelOrganisations(await get(`${API.tunnelOrganisations}?${search}`, signal)));
    },
    certificates: async (address, signal) => {
      const search = new URLSearchParams({ address });
      return known(readCertificates(await get(`${API.certificates}?${search}`, signal)));
    },
  };
}

async function ask(path: string, request: RequestInit): Promise<Response> {
  const url = new URL(path, window.location.origin);
  const response = await fetch(url, { ...request, credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** Statuses that have passed by the time one asks again: signed out, slow, too many questions. */
const PASSING = [401, 408, 425, 429];

async function errorOf(response: Response): Promise<ApiError> {
  const { status } = response;
  const message = `The service answered ${status}.`;
  if (status < 400 || status >= 500 || PASSING.includes(status)) return new ApiError('api.failed', message);
  return new ApiError('api.refused', message, await response.json().catch(() => undefined));
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new ApiError('api.unreadable', 'The answer is not JSON.', cause);
  }
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new ApiError('api.unreadable', 'The answer is not what was agreed.');
  return value;
}

/** Runs one call with a deadline; every way of failing becomes an ApiError. */
async function within<Value>(
  deadlineMs: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const inner = new AbortController();
  const abort = (): void => inner.abort();
  const timer = setTimeout(abort, deadlineMs);
  outer.addEventListener('abort', abort);
  try {
    if (outer.aborted) abort();
    return await work(inner.signal);
  } catch (cause) {
    throw asApiError(cause, { isOuter: outer.aborted, isInner: inner.signal.aborted });
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', abort);
  }
}

function asApiError(
  cause: unknown,
  aborted: { readonly isOuter: boolean; readonly isInner: boolean },
): ApiError {
  if (aborted.isOuter) return new ApiError('api.aborted', 'No longer wanted.', cause);
  if (aborted.isInner) return new ApiError('api.timeout', 'The service did not answer in time.', cause);
  if (cause instanceof ApiError) return cause;
  return new ApiError('api.unreachable', 'The service could not be reached.', cause);
}
