import { AppError } from '../server/app-error.ts';
import { readSettings } from '../server/config.ts';
import { openLookups } from '../server/open-lookups.ts';
import { readPolicyFile } from '../server/policy-file.ts';
import { asksForHelp } from './help.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'secure-send tunnel check';
const HELP = `Usage:
  ${USAGE}   reads the tunnel list that the policy names, as the service would on its first start

Settings are those of the service, such as SECURE_SEND_POLICY (src/server/README.md). The list that a running service
uses, and what it refused, stands at /health/ready.
Ends with 1 when the list cannot be read or is too old.`;

/** `tunnel check`: what there is to know of the list, one fact a line, and what is wrong with it. */
export async function run(args: readonly string[]): Promise<number> {
  if (asksForHelp(args)) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (args.length !== 1 || args[0] !== 'check') throw new UsageError(`tunnel checks the list. Use: ${USAGE}`);
  const settings = readSettings(process.env);
  const open = openLookups(settings, readPolicyFile(settings.policy), { clock: () => new Date() });
  try {
    const problem = await checkList(open);
    if (problem !== undefined) process.stderr.write(`${problem}\n`);
    return problem === undefined ? 0 : 1;
  } finally {
    await open.close();
  }
}

/** Prints the facts; answers what is wrong with the list, if anything. */
async function checkList({ dependencies }: ReturnType<typeof openLookups>): Promise<string | undefined> {
  const lists = dependencies.filter(({ kind }) => kind === 'tunnel-list');
  const problems = await Promise.all(
    lists.map(async ({ check }) => {
      try {
        await check(new AbortController().signal);
        return undefined;
      } catch (error) {
        if (error instanceof AppError) return error.message;
        throw error;
      }
    }),
  );
  for (const { facts } of lists) {
    for (const [name, value] of Object.entries(facts?.() ?? {})) {
      if (name !== 'problem') process.stdout.write(`${name}: ${String(value)}\n`);
    }
  }
  return problems.find((problem) => problem !== undefined);
}
