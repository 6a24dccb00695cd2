import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startNsdWith, zoneFile } from './nsd.ts';
import { serverProgram } from './server-program.ts';
import { startUnbound } from './unbound.ts';

/**
 * One zone, as lines of a zone file. `insecure`: not signed, which is proven. `bogus`: signed, but by another key than
 * the one that is trusted, so that nothing in it holds.
 */
export interface ZoneWish {
  readonly state: 'signed' | 'insecure' | 'bogus';
  readonly records: readonly string[];
  /** Replaced in the signed zone by whoever forges it; the records that it stands in fail validation, others hold. */
  readonly forged?: Readonly<Record<string, string>>;
}

export interface SignedZonesOptions {
  /** Zones that other servers on loopback answer for, by port: a silent one makes questions run out of time. */
  readonly elsewhere?: Readonly<Record<string, number>>;
  /** Where the validating resolver listens on 127.0.0.1; default: a free port. */
  readonly port?: number;
}

export interface SignedZones {
  /** Where the validating resolver listens on 127.0.0.1. */
  readonly port: number;
  /** Where the name server itself listens, which validates nothing. */
  readonly nameServerPort: number;
  readonly stop: () => Promise<void>;
}

const run = promisify(execFile);

/** A real nsd with the zones, and in front of it a real unbound that validates them (needs ldns-signzone too). */
export async function startSignedZones(
  wishes: Readonly<Record<string, ZoneWish>>,
  { elsewhere = {}, port }: SignedZonesOptions = {},
): Promise<SignedZones> {
  const zones = await Promise.all(Object.entries(wishes).map(([zone, wish]) => makeZone(zone, wish)));
  const nsd = await startNsdWith(Object.fromEntries(zones.map(({ zone, text }) => [zone, text])));
  try {
    const unbound = await startUnbound({
      zones: {
        ...Object.fromEntries(zones.map(({ zone }) => [zone, nsd.port])),
        ...elsewhere,
        '.': nsd.port,
      },
      anchors: zones.flatMap(({ anchor }) => anchor ?? []),
      ...(port === undefined ? {} : { port }),
    });
    const stop = async () => {
      await unbound.stop();
      await nsd.stop();
    };
    return { port: unbound.port, nameServerPort: nsd.port, stop };
  } catch (error) {
    await nsd.stop();
    throw error;
  }
}

interface MadeZone {
  readonly zone: string;
  readonly text: string;
  readonly anchor?: string;
}

async function makeZone(zone: string, { state, records, forged = {} }: ZoneWish): Promise<MadeZone> {
  const plain = zoneFile(zone, records);
  if (state === 'insecure') return { zone, text: plain };
  const folder = await mkdtemp(join(tmpdir(), 'signed-zone-'));
  try {
    const key = await makeKey(zone, folder);
    await writeFile(join(folder, 'plain'), plain);
    const out = ['-n', '-e', '20361231', '-f', 'signed', 'plain', key];
    await run(serverProgram('ldns-signzone'), out, { cwd: folder });
    const trusted = state === 'signed' ? key : await makeKey(zone, folder);
    const anchor = (await readFile(join(folder, `${trusted}.ds`), 'utf8')).trim();
    const signed = await readFile(join(folder, 'signed'), 'utf8');
    return { zone, text: forge(signed, forged), anchor };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One key for everything; ldns-keygen writes its DS beside it and says the name of both. */
async function makeKey(zone: string, folder: string): Promise<string> {
  const { stdout } = await run(
    serverProgram('ldns-keygen'),
    ['-r', '/dev/urandom', '-a', 'ECDSAP256SHA256', '-k', `${zone}.`],
    { cwd: folder },
  );
  return stdout.trim();
}

function forge(text: string, forged: Readonly<Record<string, string>>): string {
  return Object.entries(forged).reduce((zone, [from, to]) => {
    if (!zone.includes(from)) throw new Error(`The zone does not hold "${from}", which is to be forged.`);
    return zone.replaceAll(from, to);
  }, text);
}
