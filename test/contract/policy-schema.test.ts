import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Schema from 'typebox/schema';
import { policySchemaText } from '../../src/contract/policy-schema.ts';
import { PolicyFile } from '../../src/contract/policy.ts';

const assets = resolve(__dirname, '../../assets');
const example = (): Record<string, unknown> => {
  const text: unknown = JSON.parse(readFileSync(resolve(assets, 'policy.example.json'), 'utf8'));
  return { ...Object(text) };
};

test('the schema file that editors read is the one that the service checks by', () => {
  const written: unknown = JSON.parse(readFileSync(resolve(assets, 'policy.schema.json'), 'utf8'));
  // Out of step? Run: node test/rules/write-policy-schema.ts
  expect(written).toEqual(JSON.parse(policySchemaText()));
});

test('the worked example follows the schema', () => {
  expect(Schema.Compile(PolicyFile).Errors(example())).toEqual([true, []]);
});

test('the worked example names the schema beside it', () => {
  expect(example()['$schema']).toBe('./policy.schema.json');
});

test('a key that nobody knows is an error', () => {
  expect(Schema.Compile(PolicyFile).Check({ ...example(), tunnelLists: [] })).toBe(false);
});
