import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';

const KB = 1000;

/** Most bytes after gzip. The event page loads while a person waits for Send; the pane before they see anything. */
export const BUDGETS = { 'event bundle': 80 * KB, 'initial JavaScript of the pane': 230 * KB } as const;

/** What later editions of the language added to regular expressions; a transpiler leaves these as they are. */
const LATER_PATTERNS: readonly [RegExp, string][] = [
  [/\(\?<[=!]/, 'look-behind'],
  [/\(\?<[\p{L}$_]/u, 'a named group'],
  [/\\[pP]\{/, 'a Unicode property'],
];

interface Node {
  readonly type: string;
  readonly start: number;
}

const isNode = (value: unknown): value is Node & Record<string, unknown> =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* nodesBelow(value: unknown): Generator<Node & Record<string, unknown>> {
  if (Array.isArray(value)) for (const item of value) yield* nodesBelow(item);
  if (!isNode(value)) return;
  yield value;
  for (const child of Object.values(value)) if (typeof child === 'object') yield* nodesBelow(child);
}

/** Pattern and flags of `/…/` and of `RegExp("…", "…")`. */
function expressionOf(node: Node & Record<string, unknown>): { pattern: string; flags: string } | undefined {
  const { type, regex, callee } = node;
  if (
    type === 'Literal' &&
    typeof regex === 'object' &&
    regex !== null &&
    'pattern' in regex &&
    'flags' in regex
  )
    return { pattern: String(regex.pattern), flags: String(regex.flags) };
  const isCall = type === 'NewExpression' || type === 'CallExpression';
  if (!isCall || !isNode(callee) || callee['name'] !== 'RegExp' || !Array.isArray(node['arguments']))
    return undefined;
  const [pattern, flags] = node['arguments'].map((item: unknown) =>
    isNode(item) ? item['value'] : undefined,
  );
  return {
    pattern: typeof pattern === 'string' ? pattern : '',
    flags: typeof flags === 'string' ? flags : '',
  };
}

/** What in a script an engine of ECMAScript 5 cannot read, each with its place; empty if it can read all. */
export function es5Problems(script: string): string[] {
  let tree: unknown;
  try {
    tree = parse(script, { ecmaVersion: 5 });
  } catch (cause) {
    return [cause instanceof Error ? cause.message : String(cause)];
  }
  const problems: string[] = [];
  for (const node of nodesBelow(tree)) {
    const expression = expressionOf(node);
    if (expression === undefined) continue;
    const found = LATER_PATTERNS.filter(([pattern]) => pattern.test(expression.pattern)).map(
      ([, name]) => name,
    );
    if (/[^gim]/.test(expression.flags)) found.push(`the flags ${expression.flags}`);
    for (const name of found)
      problems.push(`A regular expression has ${name} (at ${node.start}): ${expression.pattern}`);
  }
  return problems;
}

/** Scripts that a page loads from its own origin at once. */
export function initialScripts(page: string): string[] {
  return [...page.matchAll(/<script[^>]* src="\/([^"]+)"/g)].flatMap(([, file]) =>
    file === undefined ? [] : [file],
  );
}

const gzippedSize = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

/** Bytes after gzip of what the budgets are about, in a folder that webpack filled. */
export function bundleSizes(folder: string): Record<keyof typeof BUDGETS, number> {
  const scripts = initialScripts(readFileSync(join(folder, 'taskpane.html'), 'utf8'));
  return {
    'event bundle': gzippedSize(join(folder, 'launchevent.js')),
    'initial JavaScript of the pane': scripts.reduce((sum, file) => sum + gzippedSize(join(folder, file)), 0),
  };
}
