/** What a command was called with. */
export interface Arguments {
  readonly options: readonly string[];
  /** Addresses, files and the like, in order. */
  readonly operands: readonly string[];
}

/** Tells options from operands; behind "--" all are operands (POSIX.1-2017, Utility Syntax Guideline 10). */
export function splitArguments(args: readonly string[]): Arguments {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  return {
    options: before.filter((arg) => arg.startsWith('-')),
    operands: [...before.filter((arg) => !arg.startsWith('-')), ...(end < 0 ? [] : args.slice(end + 1))],
  };
}
