import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/compile';
import { PolicyFile } from '../contract/policy.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { AppError } from './app-error.ts';
import { linesOf } from './json-lines.ts';
import { describeProblem } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

const checker = Compile(PolicyFile);

/** Reads and checks the policy file; throws an AppError with line, place and fix of each mistake. */
export function readPolicyFile(path: string): PolicyFile {
  return parsePolicyFile(readText(path), path);
}

export function parsePolicyFile(text: string, path: string): PolicyFile {
  const value = parseJson(text, path);
  if (checker.Check(value)) return withSense(value, path);
  const { lines } = linesOf(text);
  const checked = { whole: 'The policy', schema: PolicyFile };
  const problems = worthTelling(checker.Errors(value)).map((problem) => {
    const { instancePath, params } = problem;
    const line = lines.get(placeOf(instancePath, params)) ?? lines.get(instancePath) ?? 1;
    return `${path}, line ${line}: ${describeProblem(problem, checked)}`;
  });
  throw new AppError('policy.invalid', problems.slice(0, 10).join('\n'));
}

/** The part of the policy file that decides verdicts and that clients may see. */
export function sendPolicyOf(file: PolicyFile): SendPolicy {
  const { organisation, functionalMailboxes, secureMode, tls, detection } = file;
  return { organisation, functionalMailboxes, secureMode, tls, detection };
}

function withSense(policy: PolicyFile, path: string): PolicyFile {
  const defaults = policy.functionalMailboxes.filter((mailbox) => mailbox.isDefault === true);
  if (defaults.length <= 1) return policy;
  const names = defaults.map((mailbox) => mailbox.address).join(', ');
  throw new AppError(
    'policy.invalid',
    `${path}: more than one default functional mailbox (${names}). Keep "isDefault" on one.`,
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
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

/**
 * Of a choice by `kind`, the checker tells what is wrong with every branch. Only the branch that is meant counts; when
 * `kind` is none of them, only that counts. "schema is false" repeats that a key is not known.
 */
function worthTelling(problems: readonly SchemaProblem[]): readonly SchemaProblem[] {
  const kinds = Map.groupBy(
    problems.filter(({ keyword }) => keyword === 'const'),
    ({ instancePath }) => instancePath,
  );
  const unknownKinds = [...kinds].filter(([, same]) => same.length > 1);
  const isOfUnknownKind = (path: string) =>
    unknownKinds.some(([kind]) => `${path}/`.startsWith(kind.slice(0, kind.lastIndexOf('/') + 1)));
  const told = problems.filter(
    ({ keyword, instancePath }) =>
      !['boolean', 'anyOf', 'const'].includes(keyword) && !isOfUnknownKind(instancePath),
  );
  const choices = unknownKinds.map(([instancePath, same]) => ({
    keyword: 'enum',
    schemaPath: '#',
    instancePath,
    params: {
      allowedValues: same.flatMap(({ params }) => ('allowedValue' in params ? [params.allowedValue] : [])),
    },
  }));
  return [...choices, ...told];
}

/** A key that is not known stands in a line of its own. */
function placeOf(instancePath: string, params: object): string {
  const [unknown] =
    'additionalProperties' in params && Array.isArray(params.additionalProperties)
      ? params.additionalProperties
      : [];
  return unknown === undefined ? instancePath : `${instancePath}/${String(unknown)}`;
}
