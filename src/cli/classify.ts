import type { Reason } from '../domain/transport.ts';
import { openDatabase } from '../server/adapters/database.ts';
import { readSettings } from '../server/config.ts';
import { needsDatabase } from '../server/open-directories.ts';
import { openLookups } from '../server/open-lookups.ts';
import { readPolicyFile } from '../server/policy-file.ts';
import { asksForHelp } from './help.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'secure-send classify ADDRESS…';
const HELP = `Usage:
  ${USAGE}   how mail would travel to each address: one JSON line each

Settings are those of the service, such as SECURE_SEND_POLICY (src/server/README.md).
Ends with 1 when an address is none, or when policy or settings are wrong.`;

/** Prints one JSON line per address, in the order given: how mail would travel there. Answers 1 if one is no address. */
export async function run(args: readonly string[]): Promise<number> {
  if (asksForHelp(args)) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const option = args.find((arg) => arg.startsWith('-'));
  if (option !== undefined) {
    throw new UsageError(`classify has no option "${option}". Use: ${USAGE}`);
  }
  if (args.length === 0) throw new UsageError(`classify needs at least one address. Use: ${USAGE}`);
  const settings = readSettings(process.env);
  const policy = readPolicyFile(settings.policy);
  const database = needsDatabase(policy) ? await openDatabase(settings.database) : undefined;
  const open = openLookups(settings, policy, { clock: () => new Date(), database });
  const { signal } = new AbortController();
  try {
    const answers = args.map((address) => open.lookups.classify({ address }, { signal }));
    let code = 0;
    for (const answer of answers) {
      const { line, recipient } = await answer;
      process.stdout.write(line);
      if (!recipient.reasons.some((reason) => NO_ADDRESS.includes(reason))) continue;
      code = 1;
      process.stderr.write(`${hintFor(recipient.address)}\n`);
    }
    return code;
  } finally {
    await open.close();
    await database?.destroy();
  }
}

const NO_ADDRESS: readonly Reason[] = ['address-invalid', 'address-blank', 'domain-not-ascii'];

function hintFor(text: string): string {
  const bare = /<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1];
  if (bare !== undefined) return `"${text}": give the bare address, without name and brackets: ${bare}`;
  return `"${text}" is no mail address. Write it like name@example.org.`;
}
