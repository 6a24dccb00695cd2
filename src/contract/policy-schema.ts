import { PolicyFile } from './policy.ts';

/** The JSON Schema of the policy file as text: what editors complete from, and what the service publishes. */
export function policySchemaText(): string {
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...PolicyFile }, null, 2)}\n`;
}
