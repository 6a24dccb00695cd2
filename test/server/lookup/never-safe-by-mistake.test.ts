import fc from 'fast-check';
import { createConsumerDomains } from '../../../src/server/adapters/consumer-domains.ts';
import type { TunnelList } from '../../../src/server/adapters/tunnel-list.ts';
import { keepSource } from '../../../src/server/lookup/kept-source.ts';
import { LIFETIMES } from '../../../src/server/lookup/lifetimes.ts';
import { createLookups } from '../../../src/server/lookup/lookup.usecases.ts';
import { createInternalSource } from '../../../src/server/lookup/sources/internal.ts';
import { createTunnelSource } from '../../../src/server/lookup/sources/tunnel.ts';
import { aPolicy } from '../../support/builders.ts';
import { aTunnelList } from '../../support/tunnel-list.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const asking = { signal: new AbortController().signal };
const LIST = aTunnelList([
  { domain: 'kommune.example' },
  { domain: 'region.example', reach: 'both' },
  { domain: 'stat.example', reach: 'below' },
  { domain: 'tele.example', reach: 'both' },
]);

/** The look-up with own domains and the list alone: whoever is neither comes out as unknown. */
function lookups(list: () => Promise<TunnelList> = async () => LIST) {
  const clock = () => NOW;
  const policy = aPolicy();
  const findConsumerDomain = createConsumerDomains({ additional: ['post.tele.example'] });
  const isConsumer = (domain: string) => findConsumerDomain(domain) !== undefined;
  const keep = { clock, lifetimes: LIFETIMES, keeping: 'local' } as const;
  return createLookups({
    sources: [
      keepSource(createInternalSource(policy.organisation), keep),
      keepSource(createTunnelSource({ list, isConsumer }), keep),
    ],
    findConsumerDomain,
    policy,
    clock,
    lifetimes: LIFETIMES,
    deadlineMs: 60_000,
    listVersion: async () => (await list()).version,
  });
}

const OWN = ['phv.example', 'stud.phv.example'];
/** What the list says, spelt out by other means than the code's. */
const BELOW = '[\\p{L}\\p{M}\\d-]+\\.';
const ON_LIST = new RegExp(
  `^(?:kommune\\.example|(?:${BELOW})*(?:region|tele)\\.example|(?:${BELOW})+stat\\.example)$`,
  'u',
);
const CONSUMER = /^(?:.+\.)?post\.tele\.example$/u;

const DOMAINS = [
  ...OWN,
  'kommune.example',
  'region.example',
  'stat.example',
  'post.tele.example',
  'gmail.com',
];
/** Signs that look like those of the domains, are folded into them, or end them early. */
const SIGNS = [
  ...'p\u0440\u03c1\uff50h\u04bb\uff48v\u03bd\u0475k\u212a\u043ao\u043e\u03bfe\u0435\u00e9.\u3002\uff0e\u2024-_/@ \t\n\r\u0000\u00ad\u200b\u200d\u202e\ufeff%#?:;,<>()[]"\\|*',
];
const spelt = fc
  .tuple(
    fc.constantFrom(...DOMAINS),
    fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...SIGNS), fc.nat(2)), { maxLength: 2 }),
  )
  .map(([domain, changes]) =>
    changes.reduce((text, [at, sign, cut]) => text.slice(0, at) + sign + text.slice(at + cut), domain),
  );
const written = fc.oneof(
  spelt,
  spelt.map((domain) => domain.toUpperCase()),
  fc.tuple(fc.constantFrom('mx.', 'x', 'xn--', 'evil.', '.', '*.'), spelt).map((parts) => parts.join('')),
  fc
    .tuple(spelt, fc.constantFrom('.', '.evil.example', '.com', ':25', '/x', '@evil.example', '%00', '>'))
    .map((parts) => parts.join('')),
);
const local = fc.constantFrom(
  'anna',
  'Anna+x',
  '"a@phv.example"',
  '"a b"',
  'bjørn',
  'anna@phv.example',
  'x,anna',
  '<anna',
);

test('nobody is internal or on the tunnel but by a domain that is own or listed, however it is written', async () => {
  const { classify } = lookups();
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(local, written, async (who, domain) => {
      const address = `${who}@${domain}`;
      const { recipient } = await classify({ address }, asking);
      seen.add(recipient.transport);
      const plain = domain.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      if (recipient.transport === 'internal') expect(OWN).toContain(plain);
      else if (recipient.transport === 'tunnel') {
        expect(plain).toMatch(ON_LIST);
        expect(plain).not.toMatch(CONSUMER);
      } else expect(recipient).toMatchObject({ transport: 'unknown', personalData: 'no' });
    }),
    { numRuns: 4000 },
  );
  expect([...seen].sort()).toEqual(['internal', 'tunnel', 'unknown']);
}, 120_000);

test('an answer rests on one list, also while lists are swapped and many ask at once', async () => {
  const on = aTunnelList([{ domain: 'kommune.example' }], { version: 'on', source: 'on' });
  const off = aTunnelList([], { version: 'off', source: 'off' });
  let current = on;
  const { classify } = lookups(async () => current);
  for (let round = 0; round < 200; round++) {
    const asked = Array.from({ length: 10 }, () => classify({ address: 'anna@kommune.example' }, asking));
    current = round % 2 === 0 ? off : on;
    await Promise.all(asked);
    const { recipient } = await classify({ address: 'anna@kommune.example' }, asking);
    expect(recipient.transport).toBe(current === on ? 'tunnel' : 'unknown');
  }
});
