/** Child process of the memory bench: the real look-ups, keep and SQLite file over a source that answers at once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceAnswer } from '../../src/domain/transport.ts';
import { createDatabaseKeep } from '../../src/server/adapters/database-keep.ts';
import { openDatabase } from '../../src/server/adapters/database.ts';
import { keepSource } from '../../src/server/lookup/kept-source.ts';
import { LIFETIMES } from '../../src/server/lookup/lifetimes.ts';
import { createLookups } from '../../src/server/lookup/lookup.usecases.ts';
import { createSecondLevel } from '../../src/server/lookup/second-level.ts';
import { createSteadyKeep } from '../../src/server/lookup/steady-keep.ts';
import type { TransportSource } from '../../src/server/lookup/transport-source.ts';
import { STRICT_POLICY } from '../../src/domain/policy.ts';

const DOMAINS = 100_000;
const AT_ONCE = 500;

const folder = await mkdtemp(join(tmpdir(), 'secure-send-memory-'));
const database = await openDatabase(join(folder, 'bench.sqlite'));
const timing = { clock: () => new Date(), lifetimes: LIFETIMES };
const keep = createSteadyKeep({ keep: createDatabaseKeep(database), withinMs: 10_000 });
const source: TransportSource = { name: 'tls', ask: async ({ domain }) => answerFor(domain) };
const lookups = createLookups({
  ...timing,
  sources: [
    keepSource(source, {
      ...timing,
      keeping: 'by-domain',
      second: createSecondLevel({ ...timing, keep, area: 'tls' }),
    }),
  ],
  findConsumerDomain: () => undefined,
  policy: STRICT_POLICY,
  deadlineMs: 60_000,
  listVersion: async () => 'one',
});

const { signal } = new AbortController();
const heap: number[] = [];
const resident: number[] = [];
for (let at = 0; at < DOMAINS; at += AT_ONCE) {
  const some = Array.from({ length: AT_ONCE }, (_item, index) => `anna@domain-${at + index}.example`);
  await Promise.all(some.map((address) => lookups.classify({ address }, { signal })));
  if ((at + AT_ONCE) % (DOMAINS / 2) === 0) await weigh();
}
process.send?.({ heap, resident });
await database.destroy();
await rm(folder, { recursive: true });
process.disconnect();

/** Kilobytes in use when all that can be let go is. */
async function weigh(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((next) => setTimeout(next, 100));
    globalThis.gc?.();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  heap.push((heapUsed + external) / 1000);
  resident.push(rss / 1000);
}

/** As large as the answer about a domain with one mail server is. */
function answerFor(domain: string): SourceAnswer {
  const host = `mx.${domain}`;
  const certificate = {
    subject: `CN=${host}`,
    issuer: 'C=US, O=An Authority, CN=An Issuer R3',
    serialNumber: '03A1B2C3D4E5F60718293A4B5C6D7E8F9001',
    notBefore: '2020-01-01T00:00:00.000Z',
    notAfter: '2099-01-01T00:00:00.000Z',
    fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'),
  };
  return {
    kind: 'match',
    transport: 'tls',
    assurance: 'verified-now',
    reasons: ['tls-verified'],
    evidence: [
      { kind: 'mail-servers', domain, servers: [{ host, preference: 10 }], implicit: false },
      { kind: 'probe', host, port: 25, outcome: 'tls-verified', protocol: 'TLSv1.3', certificate },
    ],
  };
}
