import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, EqualityFilter } from 'ldapts';
import type { SearchOptions } from 'ldapts';
import { createLdapDirectory } from '../../src/server/adapters/ldap.ts';
import { createLdapPool } from '../../src/server/adapters/ldap-pool.ts';
import { makeCertificate } from '../support/certificates.ts';
import { canStart } from '../support/programs.ts';
import { startSlapd } from '../support/servers/slapd.ts';
import type { RunningDirectory } from '../support/servers/slapd.ts';
import { judge } from './figure.ts';
import type { Figure } from './figure.ts';

const PEOPLE = 2000;
const IN_FLIGHT = 32;
const BATCH = 100;
const ROUNDS = 12;
const CONNECTIONS = 4;
const PATIENCE_MS = 60_000;
const DOMAIN = 'partner.example';

type Ask = (local: string) => Promise<number>;

/** Searches on a real slapd: our pool beside ldapts on as many connections, many addresses at once, and `ldapsearch -f`. */
export async function benchLdap(): Promise<readonly Figure[]> {
  if (!(await canStart('slapd'))) {
    console.error('slapd is not here (apt-get install slapd): the figures of LDAP are left out.');
    return [];
  }
  const people = Array.from({ length: PEOPLE }, (_unused, index) => `person${index}`);
  const { der } = await makeCertificate({ email: `person@${DOMAIN}` });
  const slapd = await startSlapd(
    people.map((local) => ({ mail: `${local}@${DOMAIN}`, certificates: [der] })),
  );
  const raw = await openRaw(slapd);
  const ours = openOurs(slapd);
  try {
    const rates = { raw: 0, single: 0, found: 0, hundred: 0, hundredRaw: 0, tool: 0 };
    // The best round of each counts: whatever else the machine does only makes a round slower.
    const keep = (name: keyof typeof rates, rate: number) => (rates[name] = Math.max(rates[name], rate));
    for (let round = 0; round < ROUNDS; round++) {
      keep('raw', await rateOf(people, IN_FLIGHT, raw.ask));
      keep('single', await rateOf(people, IN_FLIGHT, ours.single));
      keep('found', await rateOf(people, IN_FLIGHT, ours.find));
      keep('hundredRaw', await rateOf(people, BATCH, raw.ask));
      keep('hundred', await rateOf(people, BATCH, ours.find));
      keep('tool', await rateOfLdapsearch(slapd, people));
    }
    if (rates.tool === 0)
      console.error('ldapsearch is not here (apt-get install ldap-utils): no figure for it.');
    const { raw: floor, hundredRaw, tool, ...mine } = rates;
    return [
      against(0.8, { name: 'single searches, 32 in flight, to bare ldapts', ours: mine.single, floor }),
      against(0.8, { name: 'addresses, 32 in flight, to bare ldapts', ours: mine.found, floor }),
      against(3, { name: '100 addresses at once, to 100 searches', ours: mine.hundred, floor: hundredRaw }),
      ...(tool === 0
        ? []
        : [against(1, { name: '100 addresses at once, to ldapsearch -f', ours: mine.hundred, floor: tool })]),
    ];
  } finally {
    await Promise.all([raw.close(), ours.close()]);
    await slapd.stop();
  }
}

function against(atLeast: number, { name, ours, floor }: Pick<Figure, 'name' | 'ours' | 'floor'>): Figure {
  return judge({ name: `LDAP: ${name}`, unit: 'req/s', ours, floor }, { on: 'ratio', atLeast });
}

/** Addresses per second; each must have its certificate. */
async function rateOf(people: readonly string[], inFlight: number, ask: Ask): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    for (;;) {
      const local = people[next++];
      if (local === undefined) return;
      if ((await ask(local)) !== 1) throw new Error(`${local} has another number of certificates than one.`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return (people.length * 1000) / (performance.now() - start);
}

function searchFor(local: string): SearchOptions {
  return {
    scope: 'sub',
    filter: new EqualityFilter({ attribute: 'mail', value: `${local}@${DOMAIN}` }),
    attributes: ['userCertificate;binary', 'userCertificate'],
    timeLimit: 60,
  };
}

async function openRaw({ url, base }: RunningDirectory) {
  const clients = Array.from({ length: CONNECTIONS }, () => new Client({ url, timeout: PATIENCE_MS }));
  for (const client of clients) await client.bind('', '');
  let turn = 0;
  const ask: Ask = async (local) => {
    const found = await clients[turn++ % CONNECTIONS]?.search(base, searchFor(local));
    return found?.searchEntries.length ?? 0;
  };
  return { ask, close: () => Promise.all(clients.map((client) => client.unbind())) };
}

function openOurs({ url, base }: RunningDirectory) {
  const pool = createLdapPool({ url });
  const directory = createLdapDirectory({ name: 'bench', priority: 50, url, base, timeoutMs: PATIENCE_MS });
  const single: Ask = async (local) =>
    (await pool.search(base, searchFor(local), AbortSignal.timeout(PATIENCE_MS))).searchEntries.length;
  const find: Ask = async (local) => (await directory.find({ local, domain: DOMAIN })).certificates.length;
  const close = async () => {
    pool.close();
    await directory.close();
  };
  return { single, find, close };
}

/** 0 where the program is missing. */
async function rateOfLdapsearch({ url, base }: RunningDirectory, people: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'ldapsearch-'));
  const file = join(folder, 'addresses');
  await writeFile(file, people.map((local) => `${local}@${DOMAIN}\n`).join(''));
  const args = ['-x', '-LLL', '-H', url, '-b', base, '-f', file, '(mail=%s)', 'userCertificate;binary'];
  const start = performance.now();
  try {
    await promisify(execFile)('ldapsearch', args, { maxBuffer: 100_000_000 });
    return (people.length * 1000) / (performance.now() - start);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return 0;
    throw cause;
  } finally {
    await rm(folder, { recursive: true });
  }
}
