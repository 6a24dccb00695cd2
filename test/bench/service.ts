import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Pool } from 'undici';
import { API } from '../../src/contract/paths.ts';
import { judge, median } from './figure.ts';
import type { Figure } from './figure.ts';

const RECIPIENTS = 100;
const CONNECTIONS = 8;
const ROUND_MS = 700;
const ROUNDS = 9;
const MOST_REPLY = 10_000_000;

/** Batches of 100 recipients, all known already, beside an empty route that reads the same bodies. */
export async function benchService(): Promise<readonly Figure[]> {
  const child = fork(join(import.meta.dirname, 'servers.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const [origins]: unknown[] = await once(child, 'message');
    if (!isOrigins(origins)) throw new Error('The bench servers did not start.');
    const ours = new Pool(origins.ours, { connections: CONNECTIONS });
    const floor = new Pool(origins.floor, { connections: CONNECTIONS });
    const same = await compare({ ours, floor, next: () => BODY });
    const other = await compare({ ours, floor, next: anotherBody });
    await Promise.all([ours.close(), floor.close()]);
    const name = `warm batch of ${RECIPIENTS} recipients against an empty route`;
    return [
      judge({ name: `${name}, the same list again`, unit: 'req/s', ...same }, { on: 'ratio', atLeast: 0.5 }),
      judge(
        { name: `${name}, each list in another order`, unit: 'req/s', ...other },
        { on: 'ratio', atLeast: 0.5 },
      ),
    ];
  } finally {
    child.disconnect();
  }
}

interface Comparison {
  readonly ours: Pool;
  readonly floor: Pool;
  readonly next: () => string;
}

/** Requests per second of both, in turns, so that what else the machine does meets both alike. */
async function compare({ ours, floor, next }: Comparison) {
  const rates: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
  for (const pool of [ours, floor]) await rateOf(pool, next);
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push(await rateOf(ours, next));
    rates.floor.push(await rateOf(floor, next));
  }
  return { ours: median(rates.ours), floor: median(rates.floor) };
}

/** People of the own organisation, of organisations on the tunnel list, and of companies with good TLS. */
const PEOPLE = Array.from({ length: RECIPIENTS }, (_item, index) => ({
  address: `person${index}@${['phv.example', 'stud.phv.example', 'byens-kommune.example', 'lex-advokater.example'][index % 4] ?? ''}`,
}));
const BODY = JSON.stringify({ recipients: PEOPLE });

function anotherBody(): string {
  const at = Math.floor(Math.random() * RECIPIENTS);
  const [first, ...rest] = [...PEOPLE.slice(at), ...PEOPLE.slice(0, at)];
  const place = Math.floor(Math.random() * RECIPIENTS);
  return JSON.stringify({ recipients: [...rest.slice(0, place), first, ...rest.slice(place)] });
}

async function ask(pool: Pool, sent: string): Promise<void> {
  // As browsers ask; the reply is taken in but not decoded: the client's work is not what is measured.
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' };
  const { statusCode, body } = await pool.request({
    path: API.classifications,
    method: 'POST',
    headers,
    body: sent,
  });
  if (statusCode !== 200)
    throw new Error(`The bench got ${statusCode}: ${(await body.text()).slice(0, 200)}`);
  await body.dump({ limit: MOST_REPLY });
}

async function rateOf(pool: Pool, next: () => string): Promise<number> {
  const start = performance.now();
  let count = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - start < ROUND_MS) {
      await ask(pool, next());
      count++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS * 2 }, worker));
  return (count * 1000) / (performance.now() - start);
}

function isOrigins(value: unknown): value is { readonly ours: string; readonly floor: string } {
  return typeof value === 'object' && value !== null && 'ours' in value && 'floor' in value;
}
