import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProgram } from './server-program.ts';

export interface RecursionWish {
  /** Where the name servers of each zone listen on loopback; "." is everything else. */
  readonly zones: Readonly<Record<string, number>>;
  /** Signed zones, each by its trust anchor: what fails validation below it is refused. */
  readonly anchors?: readonly string[];
  /** Where it listens on 127.0.0.1; default: a free port. */
  readonly port?: number;
}

export interface RunningResolver {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** A real unbound on loopback that asks only the given name servers, never the Internet. */
export async function startUnbound(wish: RecursionWish): Promise<RunningResolver> {
  const folder = mkdtempSync(join(tmpdir(), 'unbound-'));
  const { port = await freePort() } = wish;
  writeFileSync(join(folder, 'unbound.conf'), configuration({ ...wish, folder, port }));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const running = await startProgram('unbound', ['-d', '-c', join(folder, 'unbound.conf')], port);
    return { port, stop: () => running.stop().then(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** `test.` is a zone that unbound answers itself unless told otherwise (RFC 6761). */
function configuration({
  folder,
  port,
  zones,
  anchors = [],
}: RecursionWish & { folder: string; port: number }): string {
  const stubs = Object.entries(zones).map(
    ([zone, at]) => `stub-zone:\n  name: "${zone}"\n  stub-addr: 127.0.0.1@${at}\n`,
  );
  return `server:
  interface: 127.0.0.1@${port}
  username: ""
  chroot: ""
  directory: "${folder}"
  pidfile: "${folder}/unbound.pid"
  use-syslog: no
  logfile: "${folder}/unbound.log"
  num-threads: 1
  do-ip6: no
  do-not-query-localhost: no
  module-config: "validator iterator"
  local-zone: "test." nodefault
${anchors.map((anchor) => `  trust-anchor: "${anchor}"\n`).join('')}remote-control:
  control-enable: no
${stubs.join('')}`;
}
