import type { TunnelList } from '../../../../src/server/adapters/tunnel-list.ts';
import { AppError } from '../../../../src/server/app-error.ts';
import { createTunnelSource } from '../../../../src/server/lookup/sources/tunnel.ts';
import { aTunnelList } from '../../../support/tunnel-list.ts';

const asking = { signal: new AbortController().signal, refresh: false };
const at = (domain: string) => ({ local: 'anna', domain });

describe('the tunnel list', () => {
  const listedAt = new Date('2026-11-01T00:00:00Z');
  const entries = [
    { domain: 'by.example', name: 'Byen', since: '2024-01-01' },
    { domain: 'region.example', name: 'Regionen', reach: 'both' },
    { domain: 'syd.region.example', name: 'Sydkredsen' },
    { domain: 'stat.example', name: 'Staten', reach: 'below' },
    { domain: 'tele.example', name: 'Telefonen', reach: 'both' },
    { domain: 'kyst.example', name: 'Kysten', since: '2031-01-01' },
  ] as const;
  const ask = (domain: string, change: Partial<TunnelList> = {}) =>
    createTunnelSource({
      list: async () => aTunnelList(entries, { listedAt, ...change }),
      isConsumer: (name) => name === 'post.tele.example',
    }).ask(at(domain), asking);

  test('makes a listed domain a tunnel', async () => {
    expect(await ask('by.example')).toEqual({
      kind: 'match',
      transport: 'tunnel',
      assurance: 'listed',
      reasons: ['on-tunnel-list'],
      evidence: [
        {
          kind: 'tunnel-list',
          source: 'list.csv',
          organisation: 'Byen',
          domain: 'by.example',
          since: '2024-01-01',
          listedAt: listedAt.toISOString(),
        },
      ],
    });
  });

  test.each([
    ['region.example', 'Regionen', undefined],
    ['hr.region.example', 'Regionen', '.region.example'],
    ['a.b.region.example', 'Regionen', '.region.example'],
    ['syd.region.example', 'Sydkredsen', undefined],
    ['nord.stat.example', 'Staten', '*.stat.example'],
  ])(
    'counts for %s by the entry of %s, and tells the entry when it stands above',
    async (domain, name, above) => {
      const answer = await ask(domain);
      expect(answer).toMatchObject({ transport: 'tunnel', evidence: [{ organisation: name, domain }] });
      const told = answer.evidence.flatMap((one) => (one.kind === 'tunnel-list' ? [one.listedDomain] : []));
      expect(told).toEqual([above]);
    },
  );

  test.each([
    'sub.by.example',
    'example',
    'aby.example',
    'stat.example',
    'xregion.example',
    'region.example.evil.example',
  ])('does not reach to %s', async (domain) => {
    expect(await ask(domain)).toMatchObject({ kind: 'pass', reasons: ['not-on-tunnel-list'] });
  });

  test('does not count for an organisation that joins later', async () => {
    expect(await ask('kyst.example')).toMatchObject({ kind: 'pass', reasons: ['not-on-tunnel-list'] });
  });

  test('never reaches to consumer mail, wherever that is', async () => {
    expect(await ask('post.tele.example')).toMatchObject({ kind: 'pass', reasons: ['not-on-tunnel-list'] });
    expect(await ask('drift.tele.example')).toMatchObject({ kind: 'match' });
  });

  test('that is old is said to be', async () => {
    expect(await ask('by.example', { isStale: true })).toMatchObject({
      transport: 'tunnel',
      assurance: 'list-stale',
      reasons: ['on-tunnel-list', 'tunnel-list-stale'],
    });
  });

  test('of which a newer one lacks an organisation is old for that one', async () => {
    const change = { doubtful: new Set(['by.example']) };
    expect(await ask('by.example', change)).toMatchObject({ assurance: 'list-stale' });
    expect(await ask('region.example', change)).toMatchObject({ assurance: 'listed' });
  });

  test('that cannot be read leaves the question open', async () => {
    const list = () => Promise.reject(new AppError('tunnel-list.unreadable', 'gone'));
    const broken = createTunnelSource({ list, isConsumer: () => false });
    expect(await broken.ask(at('by.example'), asking)).toEqual({
      kind: 'inconclusive',
      reasons: ['tunnel-list-unreadable'],
      evidence: [],
    });
  });
});
