import { field, stepsOf, values } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

/**
 * Of a choice between kinds of objects, the checker tells what is wrong with every kind. Only the kind that is meant
 * counts: the one whose constant the value has ("kind"), or a key of its own ("url"). When none is, only that is told.
 */
export function withoutOtherChoices(
  problems: readonly SchemaProblem[],
  { schema, value }: { readonly schema: unknown; readonly value: unknown },
): readonly SchemaProblem[] {
  const told = new Map<string, SchemaProblem>();
  return problems.flatMap((problem) => {
    if (problem.keyword === 'anyOf') return [];
    const choice = wrongChoice(problem, { schema, value });
    if (choice === undefined) return [problem];
    if (choice === 'another' || told.has(choice.instancePath)) return [];
    told.set(choice.instancePath, choice);
    return [choice];
  });
}

/** Where the problem is part of a choice: that another was meant, or that none was; undefined when it is to be told. */
function wrongChoice(
  { schemaPath, instancePath }: SchemaProblem,
  whole: { readonly schema: unknown; readonly value: unknown },
): SchemaProblem | 'another' | undefined {
  const places = stepsOf(instancePath);
  const above: string[] = [];
  let { schema, value } = whole;
  const steps = stepsOf(schemaPath.replace(/^#/, ''));
  for (const [at, step] of steps.entries()) {
    const isPlace = step === 'items' || steps[at - 1] === 'properties';
    if (isPlace) {
      const place = places[above.length] ?? '';
      above.push(place);
      value = field(value, place);
    }
    if (step === 'anyOf') {
      const meant = meantOf(values(schema, 'anyOf'), value);
      if (typeof meant !== 'number') return { ...meant, instancePath: pointer([...above, ...meant.at]) };
      if (String(meant) !== steps[at + 1]) return 'another';
    }
    schema = field(schema, step);
  }
  return undefined;
}

type NoneMeant = SchemaProblem & { readonly at: readonly string[] };

/** Which of the choices the value means, or what is wrong when it means none. */
function meantOf(choices: readonly unknown[], value: unknown): number | NoneMeant {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  const [constant] = keysWith(choices, (schema) => field(schema, 'const') !== undefined);
  if (constant !== undefined) return byConstant(choices, constant, value);
  const own = choices.map((choice) =>
    values(choice, 'required')
      .map(String)
      .find((key) => isAlone(key, choices)),
  );
  const meant = own.findIndex((key) => key !== undefined && Object.hasOwn(value, key));
  return meant >= 0 ? meant : none('choice', { choices: own });
}

function byConstant(choices: readonly unknown[], key: string, value: object): number | NoneMeant {
  const constants = choices.map((choice) => field(field(field(choice, 'properties'), key), 'const'));
  const meant = constants.indexOf(field(value, key));
  if (meant >= 0) return meant;
  const allowed = { allowedValues: constants };
  return Object.hasOwn(value, key)
    ? { ...none('enum', allowed), at: [key] }
    : none('kindless', { ...allowed, missing: key });
}

function none(keyword: string, params: object): NoneMeant {
  return { keyword, params, schemaPath: '#', instancePath: '', at: [] };
}

function keysWith(choices: readonly unknown[], holds: (schema: unknown) => boolean): readonly string[] {
  const keys = Object.keys(Object(field(choices[0], 'properties')));
  return keys.filter((key) => choices.every((choice) => holds(field(field(choice, 'properties'), key))));
}

function isAlone(key: string, choices: readonly unknown[]): boolean {
  return choices.filter((choice) => field(field(choice, 'properties'), key) !== undefined).length === 1;
}

function pointer(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
