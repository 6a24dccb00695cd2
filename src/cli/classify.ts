import { readSettings } from '../server/config.ts';
import { openLookups } from '../server/open-lookups.ts';
import { readPolicyFile } from '../server/policy-file.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'secure-send classify ADDRESS…';

/** Prints one JSON line per address, in the order given: how mail would travel there. */
export async function run(args: readonly string[]): Promise<number> {
  const option = args.find((arg) => arg.startsWith('-'));
  if (option !== undefined) {
    throw new UsageError(`classify has no option "${option}". Use: ${USAGE}`);
  }
  if (args.length === 0) throw new UsageError(`classify needs at least one address. Use: ${USAGE}`);
  const settings = readSettings(process.env);
  const open = openLookups(settings, readPolicyFile(settings.policy), () => new Date());
  const { signal } = new AbortController();
  try {
    const answers = args.map((address) => open.lookups.classify({ address }, { signal }));
    for (const answer of answers) process.stdout.write((await answer).line);
  } finally {
    await open.close();
  }
  return 0;
}
