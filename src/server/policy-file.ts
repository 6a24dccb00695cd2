import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/compile';
import { PolicyFile } from '../contract/policy.ts';
import type { SendPolicy } from '../domain/policy.ts';
import { AppError } from './app-error.ts';

const checker = Compile(PolicyFile);

/** Reads and checks the policy file; throws an AppError with line, place and fix of each mistake. */
export function readPolicyFile(path: string): PolicyFile {
  return parsePolicyFile(readText(path), path);
}

export function parsePolicyFile(text: string, path: string): PolicyFile {
  const value = parseJson(text, path);
  if (checker.Check(value)) return withSense(value, path);
  const problems = checker.Errors(value).map(({ instancePath, message, params }) => {
    const place = instancePath === '' ? '/' : instancePath;
    return `${path}, line ${lineOf(text, instancePath)}: ${place} ${message}${details(params)}.`;
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
    const detail = cause instanceof Error ? cause.message : 'not JSON';
    throw new AppError('policy.invalid', `${path} is not valid JSON: ${detail}. Correct that place.`, {
      cause,
    });
  }
}

function details(params: object): string {
  if ('additionalProperties' in params) {
    return `: remove ${JSON.stringify(params.additionalProperties)}`;
  }
  if ('requiredProperties' in params) return `: add ${JSON.stringify(params.requiredProperties)}`;
  return 'allowedValues' in params ? `: use one of ${JSON.stringify(params.allowedValues)}` : '';
}

/** The line of the last key of a JSON pointer: each key is looked for behind the one before. */
function lineOf(text: string, pointer: string): number {
  let at = 0;
  for (const key of pointer.split('/').slice(1)) {
    if (/^\d+$/.test(key)) continue;
    const found = text.indexOf(`"${key}"`, at);
    if (found >= 0) at = found;
  }
  return text.slice(0, at).split('\n').length;
}
