import { AppError } from '../server/app-error.ts';
import { UsageError } from './usage-error.ts';

interface Command {
  readonly meaning: string;
  readonly load: () => Promise<{ readonly run: (args: readonly string[]) => Promise<number> }>;
}

/** Commands for IT, each in its own file and loaded when called. */
const COMMANDS: Readonly<Record<string, Command>> = {
  classify: { meaning: 'how mail would travel to each address', load: () => import('./classify.ts') },
  certificates: {
    meaning: "recipients' certificates that IT adds by hand",
    load: () => import('./certificates.ts'),
  },
  scan: { meaning: 'what personal data is found in mails or files', load: () => import('./scan.ts') },
  policy: { meaning: 'check the policy file', load: () => import('./policy.ts') },
  tunnel: { meaning: 'check the list of organisations on tunnel mail', load: () => import('./tunnel.ts') },
  manifest: { meaning: 'check or make the manifest of the add-in', load: () => import('./manifest.ts') },
};

const EXIT_USAGE = 2;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? process.stderr : process.stdout).write(`${usage()}\n`);
    return name === undefined ? EXIT_USAGE : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(`There is no command "${name}".\n${usage()}`);
  return (await command.load()).run(args);
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { meaning }]) => `  ${name.padEnd(12)} ${meaning}`);
  return ['Usage: npm run -s secure-send -- COMMAND …', ...lines, 'COMMAND --help says more of each.'].join(
    '\n',
  );
}

function explain(error: unknown): string {
  if (error instanceof AppError || error instanceof UsageError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = error instanceof UsageError ? EXIT_USAGE : 1;
  },
);
