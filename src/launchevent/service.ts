import { API } from '../contract/paths.ts';
import { readClassification } from '../contract/read-classification.ts';
import { readPolicy } from '../contract/read-policy.ts';
import { readSendReply } from '../contract/read-send-reply.ts';
import type { SendReply, SendRequest } from '../contract/sends.ts';
import type { ClassificationRequest } from '../contract/classification.ts';
import type { SendPolicy } from '../domain/policy.ts';
import type { Classification } from '../domain/transport.ts';
import { answerOnce } from './answer-once.ts';

/** The service as the events see it. Undefined = unreachable, too slow, refusing, or answering nonsense. */
export interface Service {
  readonly judgeSend: (request: SendRequest, deadlineMs: number) => Promise<SendReply | undefined>;
  readonly classify: (
    request: ClassificationRequest,
    deadlineMs: number,
  ) => Promise<readonly Classification[] | undefined>;
  readonly policy: (deadlineMs: number) => Promise<SendPolicy | undefined>;
}

/** The service at an absolute origin: classic Outlook's runtime knows no relative address. */
export function serviceAt(origin: string): Service {
  const post = (path: string, body: unknown, deadlineMs: number): Promise<unknown> =>
    ask(
      `${origin}${path}`,
      { method: 'POST', headers: SENDING_JSON, body: JSON.stringify(body) },
      deadlineMs,
    );
  return {
    judgeSend: async (request, deadlineMs) => readSendReply(await post(API.sends, request, deadlineMs)),
    classify: async (request, deadlineMs) =>
      readClassifications(await post(API.classifications, request, deadlineMs)),
    policy: async (deadlineMs) =>
      readPolicy(await ask(`${origin}${API.policy}`, { method: 'GET', headers: JSON_ONLY }, deadlineMs)),
  };
}

interface ServiceRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const JSON_ONLY = { Accept: 'application/json' };
const SENDING_JSON = { ...JSON_ONLY, 'Content-Type': 'application/json' };

/** The parsed answer; undefined for every kind of failure. Nothing is aborted: a late answer is let fall. */
function ask(url: string, request: ServiceRequest, deadlineMs: number): Promise<unknown> {
  return answerOnce<unknown>({
    deadlineMs,
    work: async () => {
      if (typeof fetch !== 'function') return undefined;
      const response = await fetch(url, request);
      return response.ok ? response.json() : undefined;
    },
    otherwise: () => undefined,
  });
}

function readClassifications(value: unknown): readonly Classification[] | undefined {
  if (typeof value !== 'object' || value === null || !('classifications' in value)) return undefined;
  const { classifications } = value;
  if (!Array.isArray(classifications)) return undefined;
  return classifications.flatMap((one) => readClassification(one) ?? []);
}
