import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format } from 'prettier';
import { policySchemaText } from '../../src/contract/policy-schema.ts';

// Run after a change of src/contract/policy.ts: node test/rules/write-policy-schema.ts
const path = resolve(import.meta.dirname, '../../assets/policy.schema.json');
await writeFile(
  path,
  await format(policySchemaText(), { parser: 'json', singleQuote: true, printWidth: 110 }),
);
console.log(`Written: ${path}`);
