import { createServer } from 'node:http';

/** What a path is answered with: a body, or a status without one, or nothing at all. */
export type WebAnswer = Buffer | number | 'silence';

export interface RunningWebServer {
  readonly port: number;
  /** May be changed while it runs; other paths are 404. */
  readonly answers: Map<string, WebAnswer>;
  /** Paths in the order in which they were asked for. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** A web server on loopback that publishes revocation lists and the like. */
export async function startWebServer(): Promise<RunningWebServer> {
  const answers = new Map<string, WebAnswer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    request.resume();
    const answer = answers.get(path) ?? 404;
    if (answer === 'silence') return;
    response.statusCode = typeof answer === 'number' ? answer : 200;
    response.end(typeof answer === 'number' ? '' : answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    answers,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
