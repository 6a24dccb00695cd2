import { readFileSync, statSync } from 'node:fs';
import { Settings } from 'typebox/system';
import { Compile } from 'typebox/compile';
import { PolicyFile } from '../contract/policy.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { AppError } from './app-error.ts';
import { linesOf } from './json-lines.ts';
import { nonsenseIn } from './policy-sense.ts';
import { withoutOtherChoices } from './schema-choice.ts';
import { describeProblem } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

const checker = Compile(PolicyFile);
const LARGEST_BYTES = 1_000_000;
const MOST_TOLD = 10;
/** The checker's own limit is 8, which the kinds of a choice that are not meant would use up. */
const MOST_FOUND = 1000;

/** Reads and checks the policy file; throws an AppError with line, place and fix of each mistake. */
export function readPolicyFile(path: string): PolicyFile {
  return parsePolicyFile(readText(path), path);
}

export function parsePolicyFile(text: string, path: string): PolicyFile {
  const value = parseJson(text, path);
  const { lines, repeated } = linesOf(text);
  const complain = (problems: readonly { readonly line: number; readonly what: string }[]): never => {
    const told = problems.slice(0, MOST_TOLD).map(({ line, what }) => `${path}, line ${line}: ${what}`);
    throw new AppError('policy.invalid', told.join('\n'));
  };
  if (repeated !== undefined) {
    complain([
      { line: repeated.line, what: `${JSON.stringify(repeated.key)} is here a second time. Keep one.` },
    ]);
  }
  const lineOf = (pointer: string, params: object = {}) =>
    lines.get(placeOf(pointer, params)) ?? lines.get(pointer) ?? 1;
  if (!checker.Check(value)) {
    const checked = { whole: 'The policy', schema: PolicyFile };
    return complain(
      problemsOf(value).map((problem) => ({
        line: lineOf(problem.instancePath, problem.params),
        what: describeProblem(problem, checked),
      })),
    );
  }
  const nonsense = nonsenseIn(value);
  if (nonsense.length === 0) return value;
  return complain(nonsense.map(({ pointer, what }) => ({ line: lineOf(pointer), what })));
}

/** The part of the policy file that decides verdicts and that clients may see. */
export function sendPolicyOf(file: PolicyFile): SendPolicy {
  const { organisation, functionalMailboxes, secureMode, tls, detection } = file;
  return { organisation, functionalMailboxes, secureMode, tls, detection };
}

function readText(path: string): string {
  try {
    if (statSync(path).size > LARGEST_BYTES) {
      throw new AppError(
        'policy.unreadable',
        `The policy file ${path} is larger than 1 MB. It is another file.`,
      );
    }
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'policy.unreadable',
      `The policy file ${path} cannot be read. Set SECURE_SEND_POLICY to a readable file.`,
      { cause },
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { wrong = 1 } = linesOf(text);
    const message = `${path}, line ${wrong}: this is not valid JSON. Look there, and just before, for a comma or quote too many or missing.`;
    throw new AppError('policy.invalid', message, { cause });
  }
}

/** What is wrong, each once: "schema is false" repeats that a key is not known. */
function problemsOf(value: unknown): readonly SchemaProblem[] {
  const { maxErrors } = Settings.Get();
  Settings.Set({ maxErrors: MOST_FOUND });
  try {
    const problems = checker.Errors(value).filter(({ keyword }) => keyword !== 'boolean');
    return withoutOtherChoices(problems, { schema: PolicyFile, value });
  } finally {
    Settings.Set({ maxErrors });
  }
}

/** A key that is not known stands in a line of its own. */
function placeOf(instancePath: string, params: object): string {
  const [unknown] =
    'additionalProperties' in params && Array.isArray(params.additionalProperties)
      ? params.additionalProperties
      : [];
  return unknown === undefined ? instancePath : `${instancePath}/${String(unknown)}`;
}
