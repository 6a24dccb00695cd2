/** What the schema checker tells of one mistake (TypeBox; the words of JSON Schema). */
export interface SchemaProblem {
  readonly keyword: string;
  /** Where in the schema: a JSON pointer behind "#". */
  readonly schemaPath: string;
  /** Where in the value: a JSON pointer (RFC 6901). */
  readonly instancePath: string;
  readonly params: object;
  readonly message?: string;
}

export interface CheckedValue {
  /** How the whole is called: "The body". */
  readonly whole: string;
  readonly schema: unknown;
}

type Words = (problem: SchemaProblem, schema: unknown, name: string) => string;

const NOUNS: Readonly<Record<string, string>> = {
  object: 'a JSON object',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  null: 'null',
};

/** One sentence or two in plain English: what is wrong, by its name, and what to do about it. */
export function describeProblem(problem: SchemaProblem, { whole, schema }: CheckedValue): string {
  const steps = stepsOf(problem.instancePath);
  const isKeyItself = problem.keyword === 'boolean';
  const name = nameOf(isKeyItself ? steps.slice(0, -1) : steps) || whole;
  const words = WORDS[problem.keyword];
  if (words === undefined) return `${name} ${problem.message ?? 'is wrong'}. Correct it.`;
  return words(problem, schemaAt(schema, problem.schemaPath), name);
}

/** A place as people write it: `recipients[0].address`; empty for the whole. */
function nameOf(steps: readonly string[]): string {
  return steps
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

const WORDS: Readonly<Record<string, Words>> = {
  // Both tell of a key that nobody knows: the first at the key, the second at the object around it.
  boolean: ({ instancePath }, schema, name) => unknownKeys(name, stepsOf(instancePath).slice(-1), schema),
  additionalProperties: ({ params }, schema, name) =>
    unknownKeys(name, strings(params, 'additionalProperties'), schema),
  required: ({ params }, schema, name) => missingKeys(name, strings(params, 'requiredProperties'), schema),
  type: (_problem, schema, name) => `${name} must be ${kindOf(schema)}.`,
  minimum: (_problem, schema, name) => `${name} must be ${kindOf(schema)}.`,
  maximum: (_problem, schema, name) => `${name} must be ${kindOf(schema)}.`,
  minItems: ({ params }, _schema, name) => `${name} has too few entries. Give ${atLeast(params)}.`,
  maxItems: ({ params }, _schema, name) => `${name} has too many entries. Give ${atMost(params)}.`,
  minLength: ({ params }, _schema, name) => `${name} is too short. Give ${atLeast(params)} characters.`,
  maxLength: ({ params }, _schema, name) => `${name} is too long. Give ${atMost(params)} characters.`,
  enum: ({ params }, _schema, name) => `${name} must be one of ${quoted(values(params, 'allowedValues'))}.`,
  const: ({ params }, _schema, name) => `${name} must be ${quoted(values(params, 'allowedValue'))}.`,
  // Of the kinds of objects that are allowed, none is meant (schema-choice.ts).
  choice: ({ params }, _schema, name) =>
    `${name} lacks one of ${quoted(values(params, 'choices'))}. Add the one that is meant.`,
  kindless: ({ params }, _schema, name) =>
    `${name} lacks ${quoted(values(params, 'missing'))}. Add it: one of ${quoted(values(params, 'allowedValues'))}.`,
  pattern: ({ params }, schema, name) => `${name} must be ${descriptionOf(schema) ?? patternOf(params)}.`,
};

function unknownKeys(name: string, keys: readonly string[], schema: unknown): string {
  const allowed = keysOf(schema);
  const [what, remove] =
    keys.length === 1 ? ['an unknown key', 'Remove it'] : ['unknown keys', 'Remove them'];
  const instead = allowed.length === 0 ? '' : `; allowed here: ${quoted(allowed)}`;
  return `${name} has ${what}, ${quoted(keys)}. ${remove}${instead}.`;
}

function missingKeys(name: string, keys: readonly string[], schema: unknown): string {
  const properties = field(schema, 'properties');
  const [first = ''] = keys;
  const fix = keys.length === 1 ? `it: ${kindOf(field(properties, first))}` : 'them';
  return `${name} lacks ${quoted(keys)}. Add ${fix}.`;
}

/** The kind of value that the schema wants, with its limits. */
function kindOf(schema: unknown): string {
  const choices = values(schema, 'enum');
  if (choices.length > 0) return `one of ${quoted(choices)}`;
  const type = field(schema, 'type');
  const noun = typeof type === 'string' ? (NOUNS[type] ?? type) : 'something else';
  if (type === 'object') {
    const keys = keysOf(schema);
    return keys.length === 0 ? noun : `${noun} with the keys ${quoted(keys)}`;
  }
  const [from, to] = [field(schema, 'minimum'), field(schema, 'maximum')];
  if (from !== undefined && to !== undefined) return `${noun} from ${String(from)} to ${String(to)}`;
  if (from !== undefined) return `${noun}, ${String(from)} or more`;
  return to === undefined ? noun : `${noun}, ${String(to)} or less`;
}

const atLeast = (params: object): string => `at least ${String(field(params, 'limit'))}`;
const atMost = (params: object): string => `at most ${String(field(params, 'limit'))}`;
const patternOf = (params: object): string => `of the form ${String(field(params, 'pattern'))}`;

function descriptionOf(schema: unknown): string | undefined {
  const description = field(schema, 'description');
  return typeof description === 'string' ? description : undefined;
}

/** The schema that made the complaint; that of a forbidden key is the one around it. */
function schemaAt(schema: unknown, path: string): unknown {
  const steps = stepsOf(path.replace(/^#/, '').replace(/\/additionalProperties$/, ''));
  return steps.reduce(field, schema);
}

/** The steps of a JSON pointer (RFC 6901), in plain words. */
export function stepsOf(pointer: string): readonly string[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function keysOf(schema: unknown): readonly string[] {
  const properties = field(schema, 'properties');
  const keys = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  // It serves editors only.
  return keys.filter((key) => key !== '$schema');
}

/** What stands under a key of an object's own, or at a place of a list. */
export function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** The list under a key; a single value is a list of one. */
export function values(holder: unknown, key: string): readonly unknown[] {
  const found = field(holder, key);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

function strings(holder: unknown, key: string): readonly string[] {
  return values(holder, key).map(String);
}

/** Long words from outside are cut: the sentence has to stay one. */
function quoted(words: readonly unknown[]): string {
  return words
    .map((word) => (typeof word === 'string' && word.length > 60 ? `${word.slice(0, 60)}…` : word))
    .map((word) => JSON.stringify(word))
    .join(', ');
}
