import { splitArguments } from './arguments.ts';

/** True when the arguments ask how the command is called. */
export function asksForHelp(args: readonly string[]): boolean {
  const { options } = splitArguments(args);
  return options.includes('--help') || options.includes('-h');
}
