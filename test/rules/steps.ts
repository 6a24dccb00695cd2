import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** One thing that `npm run check` looks at: gives what is wrong, or an empty text. */
export interface Step {
  readonly name: string;
  readonly look: () => Promise<string>;
}

export interface Outcome {
  readonly name: string;
  readonly problem: string;
  readonly milliseconds: number;
}

export const root = join(import.meta.dirname, '../..');

/** Runs a Node program of the project; gives its output if it failed. */
export async function runNode(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve(exit ?? 1));
  });
  return code === 0 ? '' : output.trim() || `${args[0] ?? 'node'} ended with ${code}`;
}

async function take(step: Step): Promise<Outcome> {
  const start = performance.now();
  const problem = await step.look().catch((cause: unknown) => String(cause));
  const outcome = { name: step.name, problem, milliseconds: performance.now() - start };
  const seconds = (outcome.milliseconds / 1000).toFixed(1).padStart(6);
  console.log(`${problem === '' ? 'ok    ' : 'FAILED'} ${seconds} s  ${step.name}`);
  return outcome;
}

/** Takes the steps, two at a time, and prints one line for each as it ends. */
export async function takeSteps(steps: readonly Step[]): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
      outcomes.push(await take(step));
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}

/** Prints every failure in full and sets the exit code. */
export function conclude(outcomes: readonly Outcome[]): void {
  const failed = outcomes.filter(({ problem }) => problem !== '');
  for (const { name, problem } of failed) console.log(`\n── ${name} ──\n${problem}`);
  console.log(`\n${outcomes.length - failed.length} steps in order, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
