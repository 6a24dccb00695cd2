import { findOrganisations } from '../../../src/server/lookup/find-organisations.ts';
import { aTunnelList } from '../../support/tunnel-list.ts';

const list = aTunnelList([
  { domain: 'aarhus.example', name: 'Aarhus Kommune', since: '2020-01-01' },
  { domain: 'orebro.example', name: 'Örebro kommun', reach: 'both' },
  { domain: 'soelund.example', name: 'Sølund Kommune' },
  { domain: 'xn--blbr-roah.example', name: 'Skov og Natur', reach: 'below' },
  { domain: 'fjardabyggd.example', name: 'Fjarðabyggð' },
  { domain: 'stor-aarhus.example', name: 'Foreningen Storaarhus' },
  { domain: 'ishoj.example', name: 'Ishøj Kommune' },
]);
const namesFor = (q: string) => findOrganisations(list, { q }).organisations.map(({ name }) => name);

describe('organisations on tunnel mail (A7)', () => {
  test.each([
    ['AARHUS', ['Aarhus Kommune', 'Foreningen Storaarhus']],
    ['århus', ['Aarhus Kommune', 'Foreningen Storaarhus']],
    ['orebro', ['Örebro kommun']],
    ['ørebro', ['Örebro kommun']],
    ['öREBRO', ['Örebro kommun']],
    ['so\u0308lund', ['Sølund Kommune']],
    ['solund', ['Sølund Kommune']],
    ['soelund', ['Sølund Kommune']],
    ['ishoej', ['Ishøj Kommune']],
    ['ishøj', ['Ishøj Kommune']],
    ['fjardabyggd', ['Fjarðabyggð']],
    ['blåbær.example', ['Skov og Natur']],
    ['xn--blbr', ['Skov og Natur']],
    ['kommune lund', ['Sølund Kommune']],
    ['  Kommune   Aarhus ', ['Aarhus Kommune']],
    ['ishoj.example', ['Ishøj Kommune']],
    ['(.*', []],
    ['kommune nowhere', []],
  ])('are found by %j', (q, names) => {
    expect(namesFor(q)).toEqual(names);
  });

  test('are told with domain, since when, and whether those below count too', () => {
    const { organisations } = findOrganisations(list, {});
    expect(organisations).toContainEqual({
      name: 'Aarhus Kommune',
      domain: 'aarhus.example',
      since: '2020-01-01',
      includesSubdomains: false,
    });
    expect(organisations).toContainEqual({
      name: 'Örebro kommun',
      domain: 'orebro.example',
      includesSubdomains: true,
    });
    expect(organisations).toContainEqual({
      name: 'Skov og Natur',
      domain: '*.xn--blbr-roah.example',
      includesSubdomains: true,
    });
  });

  test('are given up to the limit, with how many there are and how old the list is', () => {
    expect(findOrganisations(list, { limit: 2 })).toMatchObject({ total: 7, isStale: false });
    expect(findOrganisations(list, { limit: 2 }).organisations).toHaveLength(2);
    expect(findOrganisations({ ...list, isStale: true }, {}).isStale).toBe(true);
  });
});
