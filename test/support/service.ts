import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { SourceAnswer } from '../../src/domain/transport.ts';
import { createConsumerDomains } from '../../src/server/adapters/consumer-domains.ts';
import { buildApp } from '../../src/server/app.ts';
import type { AppDeps } from '../../src/server/app.ts';
import { keepSource } from '../../src/server/lookup/kept-source.ts';
import { LIFETIMES } from '../../src/server/lookup/lifetimes.ts';
import { createLookups } from '../../src/server/lookup/lookup.usecases.ts';
import type { TransportSource } from '../../src/server/lookup/transport-source.ts';
import type { SendRecord } from '../../src/server/sends/send-record.ts';
import { aPolicy } from './builders.ts';
import { aTunnelList } from './tunnel-list.ts';

export const NOW = new Date('2026-11-23T08:00:00.000Z');

export interface ServiceForTests {
  readonly app: Awaited<ReturnType<typeof buildApp>>;
  readonly records: SendRecord[];
  /** Everything that was logged, as text. */
  readonly logged: () => string;
}

export interface ServiceWish {
  /** What the one source behind the service answers, by address; others get `pass`, which comes out as unknown. */
  readonly answers?: Readonly<Record<string, SourceAnswer>>;
  readonly source?: TransportSource;
  readonly logLevel?: string;
  readonly appendRecord?: (record: SendRecord) => Promise<void>;
  readonly change?: Partial<AppDeps>;
}

/** The service with fakes of its ports; use `app.inject`. */
export async function aService(wish: ServiceWish = {}): Promise<ServiceForTests> {
  const clock = () => NOW;
  const policy = aPolicy();
  const records: SendRecord[] = [];
  let text = '';
  const logTo = new Writable({ write: (chunk, _encoding, done) => done(void (text += String(chunk))) });
  const lookups = createLookups({
    sources: [
      keepSource(wish.source ?? answering(wish.answers ?? {}), {
        clock,
        lifetimes: LIFETIMES,
        keeping: 'by-address',
      }),
    ],
    findConsumerDomain: createConsumerDomains({ additional: [] }),
    policy,
    clock,
    lifetimes: LIFETIMES,
    deadlineMs: 2000,
    listVersion: async () => 'one',
  });
  const app = await buildApp({
    log: pino({ level: wish.logLevel ?? 'info' }, logTo),
    rateLimit: 0,
    trustProxy: ['loopback'],
    lookup: {
      lookups,
      tunnelList: async () => aTunnelList(TUNNEL, { listedAt: NOW }),
      searchCertificates: async () => ({ certificates: [], asked: [] }),
    },
    sends: {
      classify: async (address, signal) => (await lookups.classify({ address }, { signal })).recipient,
      store: {
        append: wish.appendRecord ?? (async (record) => void records.push(record)),
        find: async (id) => records.find((record) => record.id === id),
        removeBefore: async () => 0,
        check: async () => undefined,
      },
      policy,
      policyVersion: 'test-policy',
      clock,
      newId: () => `send-${records.length + 1}`,
    },
    probes: {
      probe: {
        probe: async () => ({ port: 25, outcome: 'unreachable' }),
        check: async () => undefined,
        close: async () => undefined,
      },
      token: undefined,
    },
    admin: { policy, dependencies: [] },
    pages: {
      addin: '/nowhere',
      origin: 'https://securesend.example',
      officeJs: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
      frameAncestors: [],
    },
    ...wish.change,
  });
  return { app, records, logged: () => text };
}

/** An answer of a source that matches. */
export function matching(transport: 'internal' | 'certificate' | 'tunnel' | 'tls' | 'none'): SourceAnswer {
  const assurance = {
    internal: 'organisational',
    certificate: 'end-to-end',
    tunnel: 'listed',
    tls: 'verified-now',
    none: 'nothing',
  } as const;
  return { kind: 'match', transport, assurance: assurance[transport], reasons: [], evidence: [] };
}

const TUNNEL = [
  { domain: 'aarhus.example', name: 'Aarhus Kommune', since: '2020-01-01' },
  { domain: 'region.example', name: 'Region Ålen' },
  { domain: 'stor-aarhus.example', name: 'Foreningen Storaarhus' },
];

function answering(answers: Readonly<Record<string, SourceAnswer>>): TransportSource {
  return {
    name: 'fake',
    ask: async ({ local, domain }) =>
      answers[`${local}@${domain}`] ?? { kind: 'pass', reasons: [], evidence: [] },
  };
}
