import * as classification from '../../src/contract/classification.ts';
import * as directory from '../../src/contract/directory.ts';
import * as policy from '../../src/contract/policy.ts';
import * as probe from '../../src/contract/probe.ts';
import * as sends from '../../src/contract/sends.ts';

/** Every schema with a pattern in a value, by the way that leads there. */
function patternsIn(value: unknown, way = ''): readonly (readonly [way: string, schema: object])[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, part]) => patternsIn(part, `${way}/${key}`));
  return typeof Reflect.get(value, 'pattern') === 'string' ? [[way, value], ...below] : below;
}

const PATTERNS = patternsIn({ classification, directory, policy, probe, sends });

test('forms are what the policy and the search for certificates have', () => {
  const ways = PATTERNS.map(([way]) => way);
  expect(ways).toContain('/directory/CertificateFile/properties/fingerprint');
  expect(ways).toContain('/policy/PolicyFile/properties/certificates/properties/domainCertificates/items');
});

// Whoever writes it otherwise is told the description, not a regular expression.
test.each(PATTERNS)('the form of %s is said in words', (_way, schema) => {
  expect(schema).toHaveProperty('description', expect.stringMatching(/^(?:an?|the|two|what) \S+ \S/));
});
