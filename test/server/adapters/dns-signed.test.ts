/** @needs nsd, unbound, ldns-signzone */
import { createResolver } from '../../../src/server/adapters/dns.ts';
import type { Resolver } from '../../../src/server/adapters/dns.ts';
import type { DnsTrust } from '../../../src/server/config.ts';
import { startSignedZones } from '../../support/servers/signed-zones.ts';
import type { SignedZones } from '../../support/servers/signed-zones.ts';
import { startUdpServer } from '../../support/servers/udp-server.ts';

const HASH = 'ab'.repeat(32);
const FORGED = 'cd'.repeat(32);
const { signal } = new AbortController();
const stops: (() => Promise<void>)[] = [];
let zones: SignedZones;
let resolver: Resolver;

const at = (port: number, trust: DnsTrust = 'auto') => createResolver([{ host: '127.0.0.1', port }], trust);

beforeAll(async () => {
  const silent = await startUdpServer(() => []);
  stops.push(silent.stop);
  zones = await startSignedZones(
    {
      'signed.test': {
        state: 'signed',
        records: [
          '@ IN MX 10 mx',
          'mx IN A 192.0.2.1',
          'mx IN AAAA 2001:db8::1',
          `_25._tcp.mx IN TLSA 3 1 1 ${HASH}`,
          'forged IN A 192.0.2.2',
          `_25._tcp.forged IN TLSA 3 1 1 ${FORGED}`,
          'silent IN A 192.0.2.3',
          '_tcp.silent IN NS ns.elsewhere.example.',
          'alias IN CNAME mx',
          'away IN CNAME mx.insecure.test.',
          '_mta-sts IN TXT "v=STSv1; " "id=1;"',
          'anna._smimecert IN TYPE53 \\# 4 03000102',
        ],
        forged: { [FORGED]: HASH },
      },
      'insecure.test': { state: 'insecure', records: ['@ IN MX 10 mx', 'mx IN A 192.0.2.4'] },
      'bogus.test': { state: 'bogus', records: ['@ IN MX 10 mx', 'mx IN A 192.0.2.5'] },
    },
    { elsewhere: { '_tcp.silent.signed.test': silent.port } },
  );
  stops.push(zones.stop);
  resolver = at(zones.port);
}, 60_000);

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

describe('a signed zone behind a resolver that validates', () => {
  test('has authenticated mail servers, addresses, texts and TLSA records', async () => {
    const isAuthenticated = true;
    expect(await resolver.mailServers('signed.test', signal)).toMatchObject({
      kind: 'found',
      records: [{ host: 'mx.signed.test', preference: 10 }],
      isAuthenticated,
    });
    expect(await resolver.addresses('mx.signed.test', signal)).toMatchObject({
      records: ['192.0.2.1', '2001:db8::1'],
      isAuthenticated,
    });
    expect(await resolver.tlsa('mx.signed.test', 25, signal)).toMatchObject({
      records: [{ usage: 3, selector: 1, matchingType: 1, data: HASH }],
      isAuthenticated,
    });
    expect(await resolver.texts('_mta-sts.signed.test', signal)).toMatchObject({
      records: ['v=STSv1; id=1;'],
      isAuthenticated,
    });
  });

  test('gives the bare data of a type that has no name here', async () => {
    expect(await resolver.records('anna._smimecert.signed.test', 53, signal)).toMatchObject({
      kind: 'found',
      records: [Buffer.from('03000102', 'hex')],
      isAuthenticated: true,
    });
  });

  test('is believed when it says that there is nothing', async () => {
    const missing = 'missing.signed.test';
    expect(await resolver.mailServers(missing, signal)).toEqual({ kind: 'no-domain', isAuthenticated: true });
    expect(await resolver.mailServers('mx.signed.test', signal)).toEqual({
      kind: 'no-records',
      isAuthenticated: true,
    });
  });

  test('has an alias that is authenticated as far as it leads', async () => {
    expect(await resolver.addresses('alias.signed.test', signal)).toMatchObject({
      isAuthenticated: true,
      canonicalName: 'mx.signed.test',
    });
    expect(await resolver.addresses('away.signed.test', signal)).toMatchObject({
      records: ['192.0.2.4'],
      isAuthenticated: false,
    });
  });

  test('is not believed where the resolver is not', async () => {
    const doubted = at(zones.port, 'false');
    expect(await doubted.mailServers('signed.test', signal)).toMatchObject({ isAuthenticated: false });
  });

  test('is not authenticated by its own name server, which validates nothing', async () => {
    const direct = at(zones.nameServerPort);
    expect(await direct.mailServers('signed.test', signal)).toMatchObject({ isAuthenticated: false });
  });

  test('has a forged TLSA record that fails validation, and beside it addresses that hold', async () => {
    expect(await resolver.addresses('forged.signed.test', signal)).toMatchObject({ isAuthenticated: true });
    expect(await resolver.tlsa('forged.signed.test', 25, signal)).toEqual({ kind: 'bogus' });
  });

  test('has TLSA records that nobody answers for: never the same as none', async () => {
    const answer = await resolver.tlsa('silent.signed.test', 25, AbortSignal.timeout(700));
    expect(answer).toEqual({ kind: 'failed' });
  });
});

test('an unsigned zone is found and not authenticated', async () => {
  expect(await resolver.mailServers('insecure.test', signal)).toMatchObject({
    kind: 'found',
    isAuthenticated: false,
  });
  expect(await resolver.tlsa('mx.insecure.test', 25, signal)).toEqual({
    kind: 'no-domain',
    isAuthenticated: false,
  });
});

test.each(['bogus.test', 'missing.bogus.test'])(
  'what fails validation (%s) is bogus, and never "no such domain"',
  async (name) => {
    expect(await resolver.mailServers(name, signal)).toEqual({ kind: 'bogus' });
    expect(await resolver.addresses(name, signal)).toEqual({ kind: 'bogus' });
  },
);
