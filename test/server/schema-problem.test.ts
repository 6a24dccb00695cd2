import Type from 'typebox';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { describeProblem } from '../../src/server/schema-problem.ts';

const Person = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 10 }),
    age: Type.Optional(Type.Integer({ minimum: 1 })),
    size: Type.Optional(Type.Number({ maximum: 3 })),
    kind: Type.Optional(Type.Enum(['a', 'b'])),
    always: Type.Optional(Type.Literal('yes')),
    code: Type.Optional(Type.String({ pattern: '^x+$' })),
    domain: Type.Optional(Type.String({ pattern: '^[a-z]+$', description: 'a domain in lower case' })),
    isNew: Type.Optional(Type.Boolean()),
    'a/b~c': Type.Optional(Type.Object({}, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
const Question = Type.Object(
  { people: Type.Array(Person, { minItems: 1, maxItems: 2 }), note: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

describe('a mistake is told by its name, with what to do', () => {
  const anna = (more: object) => ({ people: [{ name: 'Anna', ...more }] });

  test.each<[unknown, string]>([
    [[], 'The body must be a JSON object with the keys "people", "note".'],
    [{}, 'The body lacks "people". Add it: a list.'],
    [{ people: 'x' }, 'people must be a list.'],
    [{ people: [] }, 'people has too few entries. Give at least 1.'],
    [{ people: Array(3).fill({ name: 'Anna' }) }, 'people has too many entries. Give at most 2.'],
    [
      { ...anna({}), extra: 1 },
      'The body has an unknown key, "extra". Remove it; allowed here: "people", "note".',
    ],
    [anna({ name: 5 }), 'people[0].name must be text.'],
    [anna({ name: 'A' }), 'people[0].name is too short. Give at least 2 characters.'],
    [anna({ name: 'A'.repeat(11) }), 'people[0].name is too long. Give at most 10 characters.'],
    [anna({ age: 0 }), 'people[0].age must be a whole number, 1 or more.'],
    [anna({ age: 1.5 }), 'people[0].age must be a whole number, 1 or more.'],
    [anna({ size: 4 }), 'people[0].size must be a number, 3 or less.'],
    [anna({ kind: 'c' }), 'people[0].kind must be one of "a", "b".'],
    [anna({ always: 'no' }), 'people[0].always must be "yes".'],
    [anna({ code: 'y' }), 'people[0].code must be of the form ^x+$.'],
    [anna({ domain: 'Y' }), 'people[0].domain must be a domain in lower case.'],
    [anna({ isNew: 'yes' }), 'people[0].isNew must be true or false.'],
    [anna({ 'a/b~c': { no: 1 } }), 'people[0].a/b~c has an unknown key, "no". Remove it.'],
  ])('%j', (value, sentence) => {
    expect(firstOf(Question, value)).toBe(sentence);
  });

  test('a number between two limits names both', () => {
    const schema = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 500 }) });
    for (const limit of [0, 501, 'many']) {
      expect(firstOf(schema, { limit })).toBe('limit must be a whole number from 1 to 500.');
    }
  });

  test('several unknown keys, and several missing ones, are told together', () => {
    const told = Compile(Person)
      .Errors({ x: 1, y: 2 })
      .map((problem) => describeProblem(problem, { whole: 'The person', schema: Person }));
    expect(told).toContainEqual(
      expect.stringContaining('The person has unknown keys, "x", "y". Remove them;'),
    );
    const Both = Type.Object({ a: Type.String(), b: Type.String() });
    expect(firstOf(Both, {})).toBe('The body lacks "a", "b". Add them.');
  });

  test('a key of any length leaves the sentence readable', () => {
    expect(firstOf(Question, { ...anna({}), ['k'.repeat(5000)]: 1 }).length).toBeLessThan(200);
  });

  test('a rule without words of its own still ends in a sentence', () => {
    const schema = Type.Object({ list: Type.Array(Type.String(), { uniqueItems: true }) });
    expect(firstOf(schema, { list: ['a', 'a'] })).toBe('list must not have duplicate items. Correct it.');
  });
});

function firstOf(schema: TSchema, value: unknown): string {
  const [problem] = Compile(schema).Errors(value);
  return problem === undefined ? '' : describeProblem(problem, { whole: 'The body', schema });
}
