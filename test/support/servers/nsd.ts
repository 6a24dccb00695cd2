import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProgram } from './server-program.ts';

export interface RunningNameServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** A real nsd on loopback that is the authority for one zone, given as lines of a zone file. */
export async function startNsd(zone: string, records: readonly string[]): Promise<RunningNameServer> {
  return startNsdWith({ [zone]: zoneFile(zone, records) });
}

/** The same for several zones, each by its whole zone file. */
export async function startNsdWith(zones: Readonly<Record<string, string>>): Promise<RunningNameServer> {
  const folder = mkdtempSync(join(tmpdir(), 'nsd-'));
  const port = await freePort();
  for (const [zone, text] of Object.entries(zones)) writeFileSync(join(folder, `${zone}.zone`), text);
  writeFileSync(join(folder, 'nsd.conf'), configuration({ folder, port, zones: Object.keys(zones) }));
  const running = await startProgram('nsd', ['-d', '-c', join(folder, 'nsd.conf')], port);
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, stop };
}

export function zoneFile(zone: string, records: readonly string[]): string {
  return [
    `$ORIGIN ${zone}.`,
    '$TTL 60',
    `@ IN SOA ns.${zone}. keeper.${zone}. 1 3600 900 86400 60`,
    `@ IN NS ns.${zone}.`,
    'ns IN A 127.0.0.1',
    ...records,
    '',
  ].join('\n');
}

interface Wish {
  readonly folder: string;
  readonly port: number;
  readonly zones: readonly string[];
}

function configuration({ folder, port, zones }: Wish): string {
  const clauses = zones.map((zone) => `zone:\n  name: ${zone}\n  zonefile: "${folder}/${zone}.zone"\n`);
  return `server:
  ip-address: 127.0.0.1@${port}
  server-count: 1
  username: ""
  chroot: ""
  zonesdir: "${folder}"
  database: ""
  pidfile: "${folder}/nsd.pid"
  xfrdfile: "${folder}/xfrd.state"
  zonelistfile: "${folder}/zone.list"
  logfile: "${folder}/nsd.log"
remote-control:
  control-enable: no
${clauses.join('')}`;
}
