import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Pool } from 'undici';
import { API } from '../../src/contract/paths.ts';
import { judge, median } from './figure.ts';
import type { Figure } from './figure.ts';

const RECIPIENTS = 100;
const CONNECTIONS = 8;
const ROUND_MS = 1500;
const ROUNDS = 5;
const MOST_REPLY = 10_000_000;

/** A batch of 100 recipients, all known already, beside an empty route that reads the same body. */
export async function benchService(): Promise<readonly Figure[]> {
  const child = fork(join(import.meta.dirname, 'servers.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const [origins]: unknown[] = await once(child, 'message');
    if (!isOrigins(origins)) throw new Error('The bench servers did not start.');
    const ours = new Pool(origins.ours, { connections: CONNECTIONS });
    const floor = new Pool(origins.floor, { connections: CONNECTIONS });
    const rates: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
    await ask(ours);
    for (let round = 0; round < ROUNDS; round++) {
      rates.ours.push(await rateOf(ours));
      rates.floor.push(await rateOf(floor));
    }
    const figure = {
      name: `warm batch of ${RECIPIENTS} recipients against an empty route`,
      unit: 'req/s',
      ours: median(rates.ours),
      floor: median(rates.floor),
    } as const;
    await Promise.all([ours.close(), floor.close()]);
    return [judge(figure, { on: 'ratio', atLeast: 0.5 })];
  } finally {
    child.disconnect();
  }
}

/** People of the own organisation, of organisations on the tunnel list, and of companies with good TLS. */
const BODY = JSON.stringify({
  recipients: Array.from({ length: RECIPIENTS }, (_item, index) => ({
    address: `person${index}@${['phv.example', 'stud.phv.example', 'byens-kommune.example', 'lex-advokater.example'][index % 4] ?? ''}`,
  })),
});

async function ask(pool: Pool): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { statusCode, body } = await pool.request({
    path: API.classifications,
    method: 'POST',
    headers,
    body: BODY,
  });
  if (statusCode !== 200)
    throw new Error(`The bench got ${statusCode}: ${(await body.text()).slice(0, 200)}`);
  // The reply is taken in but not decoded: the client's work is not what is measured.
  await body.dump({ limit: MOST_REPLY });
}

async function rateOf(pool: Pool): Promise<number> {
  const start = performance.now();
  let count = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - start < ROUND_MS) {
      await ask(pool);
      count++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS * 2 }, worker));
  return (count * 1000) / (performance.now() - start);
}

function isOrigins(value: unknown): value is { readonly ours: string; readonly floor: string } {
  return typeof value === 'object' && value !== null && 'ours' in value && 'floor' in value;
}
