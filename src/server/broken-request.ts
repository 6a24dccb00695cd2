import type { ConnectionError, FastifyBaseLogger } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorReply } from '../contract/error.ts';

interface Refusal extends ErrorReply {
  readonly status: number;
}

const MALFORMED: Refusal = {
  status: 400,
  code: 'request.malformed',
  message: 'This is no HTTP request that can be read. Send HTTP/1.1; https ends at the proxy.',
};

/** Codes of Node's HTTP parser, in our words; all others are malformed requests. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request.timeout',
    message: 'The request did not arrive in time. Send it again.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'request.headers-too-large',
    message: 'The headers of the request are too large. Send fewer or shorter ones.',
  },
};

/**
 * What cannot be read as a request never reaches a route. Only the code is logged: the error holds the packet as it
 * came, with addresses perhaps (C1).
 */
export function replyToBrokenRequest(
  log: FastifyBaseLogger,
): (error: ConnectionError, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    log.debug({ code: error.code }, 'request could not be read');
    if (socket.writable) socket.write(written(REFUSALS[error.code] ?? MALFORMED));
    socket.destroy(error);
  };
}

function written({ status, ...reply }: Refusal): string {
  const body = JSON.stringify(reply);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
