import { textsFor } from '../../../src/domain/text/language.ts';
import { describeFindings } from '../../../src/domain/text/listing.ts';
import { aFinding } from '../../support/builders.ts';

const texts = textsFor('da');

it('a finding inside a file is told with its file, and with its value where that is known', () => {
  const seen = { type: 'dk_cpr', confidence: 'high', file: 'elever.csv' } as const;
  expect(describeFindings([seen, seen], texts)).toBe('CPR-nummer i filen elever.csv og 1 til');
  const read = { ...aFinding({ part: 'attachment:elever.csv' }), place: [], before: '', after: '' };
  expect(describeFindings([read], texts)).toContain('••-••••) i filen elever.csv');
});
