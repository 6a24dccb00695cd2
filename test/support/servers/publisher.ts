import { startWebServer } from './web-server.ts';

/** What a path is answered with: a body, or a status without one, or nothing at all. */
export type Published = Buffer | number | 'silence';

export interface Publisher {
  readonly port: number;
  /** May be changed while it runs; other paths are 404. */
  readonly answers: Map<string, Published>;
  /** Paths in the order in which they were asked for. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** A web server on loopback that publishes revocation lists and the like. */
export async function startPublisher(): Promise<Publisher> {
  const answers = new Map<string, Published>();
  const asked: string[] = [];
  const server = await startWebServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    request.resume();
    const answer = answers.get(path) ?? 404;
    if (answer === 'silence') return;
    response.statusCode = typeof answer === 'number' ? answer : 200;
    response.end(typeof answer === 'number' ? '' : answer);
  });
  return { port: server.port, answers, asked, stop: server.close };
}
