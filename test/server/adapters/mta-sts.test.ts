import type { DnsAnswer } from '../../../src/server/adapters/dns.ts';
import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import type { Keep } from '../../../src/server/adapters/keep.ts';
import { createStsPolicies } from '../../../src/server/adapters/mta-sts.ts';
import type { StsOptions } from '../../../src/server/adapters/mta-sts.ts';
import { createOutgoing } from '../../../src/server/adapters/outgoing.ts';
import type { Outgoing } from '../../../src/server/adapters/outgoing.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';
import { startPolicyServer } from '../../support/servers/policy-server.ts';
import type { PolicyServer } from '../../support/servers/policy-server.ts';
import { DOMAIN, announced, found, resolverOf, text } from './mta-sts-world.ts';

const HOST = `mta-sts.${DOMAIN}`;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const { signal } = new AbortController();

let root: Keyed;
let server: PolicyServer;
let outgoing: Outgoing;
let now = Date.now();
/** How far the clock of the time that has passed is behind or before the other one. */
let setBack = 0;
let record: DnsAnswer<string> = announced('1');
let keep: Keep;
const asked: string[] = [];

const openOutgoing = (ports: ReadonlyMap<string, number>) =>
  createOutgoing({ resolve: async () => ['127.0.0.1'], ports, extraAnchors: [root.pem], allowPrivate: true });

beforeAll(async () => {
  root = await makeAuthority('CN=Web Root');
  server = await startPolicyServer(await webCertificate());
  outgoing = openOutgoing(new Map([[HOST, server.port]]));
});

beforeEach(() => {
  record = announced('1');
  keep = createMemoryKeep();
  now = Date.now();
  setBack = 0;
  asked.length = 0;
  server.replies.clear();
  server.replies.set(HOST, { text: text() });
});

afterAll(async () => {
  await outgoing.close();
  await server.stop();
});

function webCertificate(change: CertificateWish = {}): Promise<Keyed> {
  return makeCertificate({
    key: 'ec',
    extended: 'serverAuth',
    subject: 'CN=web',
    dns: HOST,
    issuer: root,
    ...change,
  });
}

/** Policies over real HTTPS, with DNS and the clock at hand. */
function open(change: Partial<Pick<StsOptions, 'outgoing' | 'keep' | 'trustedBy'>> = {}) {
  const resolver = resolverOf((name) => {
    asked.push(name);
    return record;
  });
  const clock = () => new Date(now);
  const elapsed = () => now + setBack;
  const usual = { resolver, outgoing, keep, clock, elapsed, trustedBy: 'roots' };
  const sts = createStsPolicies({ ...usual, ...change });
  return {
    find: (domain = DOMAIN, by = signal) => sts.find(domain, by),
    refreshDue: () => sts.refreshDue(signal),
  };
}

function setClockBack(): void {
  now -= 30 * DAY_MS;
  setBack += 30 * DAY_MS;
}

const fetches = (host = HOST) => server.heard.filter((one) => one.startsWith(host)).length;

describe('the policy of a domain', () => {
  test('is fetched by HTTPS from its well-known place', async () => {
    expect(await open().find()).toEqual({
      outcome: 'enforce',
      servers: [`mx.${DOMAIN}`],
      fetchedAt: now,
      expiresAt: now + 604_800_000,
    });
    expect(asked).toEqual([`_mta-sts.${DOMAIN}`]);
    expect(server.heard.at(-1)).toBe(`${HOST}/.well-known/mta-sts.txt`);
  });

  test.each(['testing', 'none'] as const)('may say %s', async (mode) => {
    server.replies.set(HOST, { text: text(mode) });
    expect(await open().find()).toMatchObject({ outcome: mode });
  });

  test('is not fetched where none is announced, or two are', async () => {
    const before = fetches();
    for (const answer of [
      { kind: 'no-domain', isAuthenticated: false },
      { kind: 'no-records', isAuthenticated: true },
      { kind: 'found', records: ['v=STSv1; id=1;', 'v=STSv1; id=2;'], isAuthenticated: true },
      { kind: 'found', records: ['v=spf1 -all'], isAuthenticated: true },
    ] as const) {
      record = answer;
      expect(await open().find()).toEqual({ outcome: 'no-policy' });
    }
    expect(fetches()).toBe(before);
  });

  test('is never that of the domain above (RFC 8461 §3.4)', async () => {
    const sts = open();
    await sts.find();
    record = { kind: 'no-domain', isAuthenticated: false };
    expect(await sts.find(`dept.${DOMAIN}`)).toEqual({ outcome: 'no-policy' });
  });

  test.each(['failed', 'bogus'] as const)('is out of reach where DNS is %s', async (kind) => {
    record = { kind };
    expect(await open().find()).toEqual({ outcome: 'unreachable' });
  });
});

describe('what is no policy', () => {
  test.each([
    ['a redirect, even to a good one', { status: 301, location: `https://${HOST}/.well-known/mta-sts.txt` }],
    ['a page that is not there', { status: 404 }],
    ['an empty success', { status: 204, text: '' }],
    ['a web page', { type: 'text/html' }],
    ['a text of an unknown kind', { type: 'text/plainer' }],
    ['a text that breaks the rules', { text: 'mode: enforce' }],
    ['a text without end', { text: `${text()}more: ${'x'.repeat(70_000)}\n` }],
  ])('%s leaves the domain without one, flagged', async (_what, change) => {
    server.replies.set(HOST, { text: text(), ...change });
    expect(await open().find()).toEqual({ outcome: 'unreachable' });
  });

  test.each<[string, CertificateWish]>([
    ['for another name', { dns: DOMAIN }],
    ['for a name two parts above', { dns: '*.example' }],
    ['that has expired', { days: [-30, -1] }],
    ['by nobody known', { issuer: undefined }],
  ])('one behind a certificate %s is not taken', async (_what, change) => {
    const bad = await startPolicyServer(await webCertificate(change));
    bad.replies.set(HOST, { text: text() });
    const badOutgoing = openOutgoing(new Map([[HOST, bad.port]]));
    expect(await open({ outgoing: badOutgoing }).find()).toEqual({ outcome: 'unreachable' });
    expect(bad.heard).toEqual([]);
    await badOutgoing.close();
    await bad.stop();
  });

  test('one with parameters to its type is one', async () => {
    server.replies.set(HOST, { text: text(), type: 'Text/Plain; charset=utf-8' });
    expect(await open().find()).toMatchObject({ outcome: 'enforce' });
  });
});

describe('a policy that is known', () => {
  test('is not fetched again within the day while its id stays', async () => {
    const sts = open();
    await sts.find();
    const before = fetches();
    now += DAY_MS - 1;
    expect(await sts.find()).toMatchObject({ outcome: 'enforce' });
    expect(fetches()).toBe(before);
    now += 1;
    expect(await sts.find()).toMatchObject({ outcome: 'enforce', fetchedAt: now });
    expect(fetches()).toBe(before + 1);
  });

  test('is fetched anew at once when its id changes', async () => {
    const sts = open();
    await sts.find();
    record = announced('2');
    server.replies.set(HOST, { text: text('testing') });
    expect(await sts.find()).toMatchObject({ outcome: 'testing' });
  });

  test.each<[string, () => void]>([
    ['is not announced any more', () => (record = { kind: 'no-domain', isAuthenticated: false })],
    ['is announced twice', () => (record = found('v=STSv1; id=1', 'v=STSv1; id=2'))],
    ['cannot be looked up in DNS', () => (record = { kind: 'failed' })],
    ['fails validation in DNS', () => (record = { kind: 'bogus' })],
    [
      'has a new id, and its host is gone',
      () => {
        record = announced('2');
        server.replies.clear();
      },
    ],
    [
      'has a new id, and is no policy any more',
      () => {
        record = announced('2');
        server.replies.set(HOST, { text: 'nothing' });
      },
    ],
  ])('holds until its end though it %s (RFC 8461 §3.3, §5.1)', async (_what, change) => {
    const sts = open();
    const { expiresAt = 0 } = await sts.find();
    change();
    now = expiresAt - 1;
    expect(await sts.find()).toMatchObject({ outcome: 'enforce', isKept: true, expiresAt });
    now = expiresAt;
    expect(['no-policy', 'unreachable']).toContain((await sts.find()).outcome);
  });

  test('survives the process, with its end', async () => {
    const { expiresAt = 0, fetchedAt } = await open().find();
    server.replies.clear();
    record = { kind: 'failed' };
    now += 60 * MINUTE_MS;
    expect(await open().find()).toMatchObject({ outcome: 'enforce', isKept: true, fetchedAt, expiresAt });
    now = expiresAt;
    expect(await open().find()).toEqual({ outcome: 'unreachable' });
  });

  test('is found again without a fetch by the next process', async () => {
    await open().find();
    const before = fetches();
    expect(await open().find()).toMatchObject({ outcome: 'enforce' });
    expect(fetches()).toBe(before);
  });

  test('that was fetched by other roots or ports is not used', async () => {
    await open({ trustedBy: 'roots for tests' }).find();
    server.replies.clear();
    expect(await open().find()).toEqual({ outcome: 'unreachable' });
    expect(await open({ trustedBy: 'roots for tests' }).find()).toMatchObject({ outcome: 'enforce' });
  });

  test('is fetched anew when the clock is set back, which makes it young again', async () => {
    const sts = open();
    await sts.find();
    const before = fetches();
    setClockBack();
    expect(await sts.find()).toMatchObject({ outcome: 'enforce', fetchedAt: now });
    expect(fetches()).toBe(before + 1);
  });

  test('is fetched where the database fails', async () => {
    const fail = () => Promise.reject(new Error('the database is away'));
    const broken: Keep = { get: fail, put: fail, removeExpired: fail };
    expect(await open({ keep: broken }).find()).toMatchObject({ outcome: 'enforce' });
  });

  test.each(['', 'no line end', '1\nmode: enforce'])(
    'is none where what was kept is damaged (%j)',
    async (value) => {
      await keep.put('mta-sts:roots', [
        { key: DOMAIN, value: Buffer.from(value), keptAt: now, expiresAt: now + DAY_MS },
      ]);
      record = { kind: 'failed' };
      expect(await open().find()).toEqual({ outcome: 'unreachable' });
    },
  );
});

test('a host that fails is not asked again for five minutes, but for a new id', async () => {
  const sts = open();
  server.replies.clear();
  const before = fetches();
  await sts.find();
  now += 5 * MINUTE_MS - 1;
  expect(await sts.find()).toEqual({ outcome: 'unreachable' });
  expect(fetches()).toBe(before + 1);
  record = announced('2');
  await sts.find();
  expect(fetches()).toBe(before + 2);
  now += 5 * MINUTE_MS;
  server.replies.set(HOST, { text: text() });
  expect(await sts.find()).toMatchObject({ outcome: 'enforce' });
});

test('a host that fails is asked again after five minutes, though the clock is set back', async () => {
  const sts = open();
  server.replies.clear();
  await sts.find();
  server.replies.set(HOST, { text: text() });
  setClockBack();
  expect(await sts.find()).toEqual({ outcome: 'unreachable' });
  now += 5 * MINUTE_MS;
  expect(await sts.find()).toMatchObject({ outcome: 'enforce' });
});

test('whoever does not wait does not make the host count as failing', async () => {
  const sts = open();
  server.replies.set(HOST, { text: '', isSilent: true });
  const leave = new AbortController();
  const left = sts.find(DOMAIN, leave.signal);
  const heard = server.heard.length;
  while (server.heard.length === heard) await new Promise((resolve) => setTimeout(resolve, 5));
  leave.abort();
  expect(await left).toEqual({ outcome: 'unreachable' });
  server.replies.set(HOST, { text: text() });
  expect(await sts.find()).toMatchObject({ outcome: 'enforce' });
});

describe('policies in use', () => {
  test('are fetched anew after a day, though nobody asks just then', async () => {
    const sts = open();
    const { expiresAt = 0 } = await sts.find();
    const before = fetches();
    now += DAY_MS - 1;
    await sts.refreshDue();
    expect(fetches()).toBe(before);
    now += 1;
    await sts.refreshDue();
    expect(fetches()).toBe(before + 1);
    record = { kind: 'failed' };
    now = expiresAt + 1;
    expect(await sts.find()).toMatchObject({ outcome: 'enforce', isKept: true });
  });

  test('are left alone when nobody has asked for a week', async () => {
    const sts = open();
    await sts.find();
    const before = fetches();
    now += 7 * DAY_MS;
    await sts.refreshDue();
    expect(fetches()).toBe(before);
  });
});
