import { request } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface HttpsRequest {
  readonly port: number;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** PEM of the CA to trust; without it the certificate is not looked at. */
  readonly ca?: string;
}

export interface HttpsReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends the path exactly as given, so that `..` is not tidied away as `fetch` does. */
export async function httpsAsk(asked: HttpsRequest): Promise<HttpsReply> {
  const reply = await httpsOpen(asked);
  let text = '';
  for await (const chunk of reply) text += String(chunk);
  return { status: reply.statusCode ?? 0, headers: reply.headers, text };
}

/** As soon as the reply's head is there. */
export function httpsOpen({
  port,
  path,
  method = 'GET',
  headers,
  body,
  ca,
}: HttpsRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: 'localhost',
      family: 4,
      port,
      path,
      method,
      headers: { host: `localhost:${String(port)}`, ...headers },
      agent: false,
      ...(ca === undefined ? { rejectUnauthorized: false } : { ca }),
    });
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}
