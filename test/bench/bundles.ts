import { join } from 'node:path';
import { BUDGETS, bundleSizes } from '../rules/bundle.ts';
import { judge } from './figure.ts';
import type { Figure } from './figure.ts';

const ADDIN = join(import.meta.dirname, '../../dist/addin');
const KB = 1000;

/** Sizes after gzip beside their budgets. */
export async function benchBundles(): Promise<readonly Figure[]> {
  const budgets = new Map<string, number>(Object.entries(BUDGETS));
  return Object.entries(bundleSizes(ADDIN)).map(([name, size]) => {
    const budget = (budgets.get(name) ?? 0) / KB;
    return judge({ name, unit: 'kB', ours: size / KB, floor: budget }, { on: 'ratio', atMost: 1 });
  });
}
