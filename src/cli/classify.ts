import type { ClassifiedRecipient } from '../contract/read-classification.ts';
import type { Reason } from '../domain/transport.ts';
import { openDatabase } from '../server/adapters/database.ts';
import { readSettings } from '../server/config.ts';
import type { Trail } from '../server/lookup/explain.ts';
import type { Lookups } from '../server/lookup/lookup.usecases.ts';
import { needsDatabase } from '../server/open-directories.ts';
import { openLookups } from '../server/open-lookups.ts';
import { readPolicyFile } from '../server/policy-file.ts';
import { splitArguments } from './arguments.ts';
import { asksForHelp } from './help.ts';
import { printTrail } from './print-trail.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'secure-send classify [--explain [--json]] ADDRESS…';
const HELP = `Usage:
  secure-send classify ADDRESS…             how mail would travel to each address: one JSON line each
  secure-send classify --explain ADDRESS…   every step that leads there: what each source said, when, and why it counts
  secure-send classify --explain --json …   the same, one JSON line each

Settings are those of the service, such as SECURE_SEND_POLICY (src/server/README.md). Everything is looked up anew: what
a running service keeps (answers, the last good tunnel list, whether port 25 is blocked) is not known here. Behind --
everything is an address, also one that begins with a dash.
Ends with 1 when an address is none, or when policy or settings are wrong.`;

/** Prints how mail would travel to each address, in the order given. Answers 1 if one is no address. */
export async function run(args: readonly string[]): Promise<number> {
  if (asksForHelp(args)) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const { addresses, write } = readArguments(args);
  const settings = readSettings(process.env);
  const policy = readPolicyFile(settings.policy);
  const database = needsDatabase(policy) ? await openDatabase(settings.database) : undefined;
  // Without what the service keeps: the command looks anew, whatever was found before.
  const open = openLookups(settings, policy, { clock: () => new Date(), certificates: database });
  try {
    const answers = addresses.map((address) => write(open.lookups, address));
    let code = 0;
    for (const answer of answers) {
      const { text, recipient } = await answer;
      process.stdout.write(text);
      const hint = recipient.reasons.map((reason) => NO_ADDRESS[reason]).find((one) => one !== undefined);
      if (hint === undefined) continue;
      code = 1;
      process.stderr.write(`${hintFor(recipient.address, hint)}\n`);
    }
    return code;
  } finally {
    await open.close();
    await database?.destroy();
  }
}

/** What to write instead, by what is wrong with an address. */
const NO_ADDRESS: Readonly<Partial<Record<Reason, string>>> = {
  'address-blank': 'is no mail address. Write it like name@example.org.',
  'address-invalid': 'is no mail address. Write it like name@example.org.',
  'domain-not-ascii': 'has a domain with signs that none may have. Write the domain as its owner does.',
  'domain-mixed-scripts':
    'has a domain with letters that look like others. Type the domain anew, instead of copying it.',
  'domain-is-ip-address': 'has a number for a domain. Write a domain, like example.org.',
};
interface Written {
  readonly text: string | Buffer;
  readonly recipient: ClassifiedRecipient;
}

type Write = (lookups: Lookups, address: string) => Promise<Written>;

const { signal } = new AbortController();

const writeAnswer: Write = async (lookups, address) => {
  const { line, recipient } = await lookups.classify({ address }, { signal });
  return { text: line, recipient };
};

const writeTrail =
  (format: (trail: Trail) => string): Write =>
  async (lookups, address) => {
    const trail = await lookups.explain({ address }, { signal });
    return { text: format(trail), recipient: trail.classification };
  };

function readArguments(args: readonly string[]): {
  readonly addresses: readonly string[];
  readonly write: Write;
} {
  const { options, operands: addresses } = splitArguments(args);
  const unknown = options.find((option) => option !== '--explain' && option !== '--json');
  if (unknown !== undefined) {
    throw new UsageError(`classify has no option "${unknown}". Use: ${USAGE}`);
  }
  if (addresses.length === 0) throw new UsageError(`classify needs at least one address. Use: ${USAGE}`);
  if (!options.includes('--explain')) return { addresses, write: writeAnswer };
  const isJson = options.includes('--json');
  return { addresses, write: writeTrail(isJson ? (trail) => `${JSON.stringify(trail)}\n` : printTrail) };
}

function hintFor(text: string, reason: string): string {
  const bare = /<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1];
  if (bare !== undefined) return `"${text}": give the bare address, without name and brackets: ${bare}`;
  return `"${text}" ${reason}`;
}
