import { readSettings } from '../server/config.ts';
import { readPolicyFile } from '../server/policy-file.ts';
import { splitArguments } from './arguments.ts';
import { asksForHelp } from './help.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'secure-send policy check [FILE]';
const HELP = `Usage:
  ${USAGE}   whether the service could start with this policy file

Without FILE the one of SECURE_SEND_POLICY is checked. Every mistake is told with its line and what to write instead.
Ends with 1 when the file cannot be used.`;

/** `policy check`: says that the file is in order, or rejects with each mistake, its line and its fix (row C12). */
export async function run(args: readonly string[]): Promise<number> {
  if (asksForHelp(args)) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const { options, operands } = splitArguments(args);
  const [action, file, ...rest] = operands;
  const [option] = options;
  if (option !== undefined) throw new UsageError(`policy has no option "${option}". Use: ${USAGE}`);
  if (action !== 'check' || rest.length > 0) throw new UsageError(`policy checks one file. Use: ${USAGE}`);
  const path = file ?? readSettings(process.env).policy;
  const { organisation } = readPolicyFile(path);
  process.stdout.write(`${path} is in order: the policy of ${organisation.name}.\n`);
  return 0;
}
