import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { judge } from './figure.ts';
import type { Figure } from './figure.ts';

/** Memory after 100,000 distinct domains beside that after 50,000: what is kept has room for no more. */
export async function benchMemory(): Promise<readonly Figure[]> {
  const child = fork(join(import.meta.dirname, 'memory-child.ts'), {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [figures]: unknown[] = await once(child, 'message');
  await once(child, 'exit');
  if (!isFigures(figures)) throw new Error('The bench of memory gave no figures.');
  const name = '100,000 distinct domains, beside 50,000';
  return [
    judge(
      { name: `${name}: heap`, unit: 'kB', ours: figures.heap[1], floor: figures.heap[0] },
      { on: 'ratio', atMost: 1.1 },
    ),
    judge(
      { name: `${name}: resident`, unit: 'kB', ours: figures.resident[1], floor: figures.resident[0] },
      { on: 'ratio', atMost: 1.15 },
    ),
  ];
}

interface Figures {
  readonly heap: readonly [number, number];
  readonly resident: readonly [number, number];
}

function isFigures(value: unknown): value is Figures {
  return typeof value === 'object' && value !== null && 'heap' in value && 'resident' in value;
}
