import { isRecord } from './wire.ts';

const ENDPOINT = '/playground/classic-fetch';

interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Ask {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The native `fetch` and `XMLHttpRequest` of classic Outlook's runtime: both go by way of the playground's server. */
export function createClassicNetwork(script: string) {
  const ask = async (wanted: Ask): Promise<Reply> => {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...wanted, script }),
    });
    const reply: unknown = await response.json();
    if (!isReply(reply)) throw new TypeError('Failed to fetch');
    return reply;
  };
  return { fetch: classicFetch(ask), XMLHttpRequest: classicXhr(ask) };
}

function isReply(value: unknown): value is Reply {
  return isRecord(value) && value['kind'] === 'answered';
}

function classicFetch(ask: (wanted: Ask) => Promise<Reply>) {
  return async (url: unknown, init: unknown = {}): Promise<object> => {
    const options = isRecord(init) ? init : {};
    const { method, headers, body } = options;
    const reply = await ask({
      url: String(url),
      method: typeof method === 'string' ? method : 'GET',
      headers: plainHeaders(headers),
      ...(typeof body === 'string' ? { body } : {}),
    });
    return response(reply);
  };
}

function plainHeaders(headers: unknown): Readonly<Record<string, string>> {
  if (!isRecord(headers)) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function response({ status, statusText, headers, body }: Reply): object {
  const get = (name: string): string | null => headers[name.toLowerCase()] ?? null;
  return {
    status,
    statusText,
    ok: status >= 200 && status < 300,
    headers: { get, has: (name: string) => get(name) !== null },
    text: async () => body,
    json: async (): Promise<unknown> => JSON.parse(body),
  };
}

/** The few members that libraries use; asynchronous only. */
function classicXhr(ask: (wanted: Ask) => Promise<Reply>) {
  return function XMLHttpRequest(this: Record<string, unknown>): void {
    let reply: Reply | undefined;
    let method = 'GET';
    let url = '';
    const headers: Record<string, string> = {};
    const call = (name: string): void => {
      const handler = this[name];
      if (typeof handler === 'function') handler.call(this);
    };
    const finish = (outcome: 'onload' | 'onerror'): void => {
      Object.assign(this, { readyState: 4, status: reply?.status ?? 0, responseText: reply?.body ?? '' });
      this['response'] = this['responseText'];
      call('onreadystatechange');
      call(outcome);
      call('onloadend');
    };
    Object.assign(this, {
      readyState: 0,
      status: 0,
      responseText: '',
      open: (givenMethod: string, givenUrl: string) => {
        method = givenMethod;
        url = givenUrl;
        this['readyState'] = 1;
      },
      setRequestHeader: (name: string, value: string) => {
        headers[name] = value;
      },
      getResponseHeader: (name: string) => reply?.headers[name.toLowerCase()] ?? null,
      send: (body?: string) => {
        ask({ url, method, headers, ...(typeof body === 'string' ? { body } : {}) }).then(
          (answer) => {
            reply = answer;
            finish('onload');
          },
          () => finish('onerror'),
        );
      },
    });
  };
}
