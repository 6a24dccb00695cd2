import { wantedBy } from '../../src/domain/finding.ts';
import { aFinding } from '../support/builders.ts';

it('a number that may be of several kinds goes by the first that policy looks for', () => {
  const either = aFinding({ otherTypes: ['no_fnr'] });
  const wanted = (...types: Parameters<typeof wantedBy>[0]['detection']['types']) =>
    wantedBy({ detection: { types } }, [either, aFinding()]).map(({ type }) => type);
  expect(wanted('dk_cpr', 'no_fnr')).toEqual(['dk_cpr', 'dk_cpr']);
  expect(wanted('no_fnr')).toEqual(['no_fnr']);
  expect(wanted('iban')).toEqual([]);
});
