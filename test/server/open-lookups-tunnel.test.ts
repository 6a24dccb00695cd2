import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClassifiedRecipient } from '../../src/contract/read-classification.ts';
import type { HealthReply } from '../../src/contract/health.ts';
import { API } from '../../src/contract/paths.ts';
import { startDnsServer } from '../../src/playground/world/dns-server.ts';
import { readSettings } from '../../src/server/config.ts';
import { openService } from '../../src/server/open-service.ts';
import { makeAuthority, makeCertificate } from '../support/certificates.ts';
import { webServer } from '../support/outgoing.ts';

const EXAMPLE = readFileSync(join(__dirname, '../../assets/policy.example.json'), 'utf8');
const CSV =
  'domain;name;subdomains\nkommune.example;Kommunen;nej\nregion.example;Regionen;ja\ngmail.com;Post;nej\n';
const folder = mkdtempSync(join(tmpdir(), 'tunnel-'));
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The service with a policy that fetches its list from a web server of ours. */
async function withListAt(change: Readonly<Record<string, string>> = {}) {
  const root = await makeAuthority('CN=Lists Root');
  const own = await makeCertificate({
    issuer: root,
    dns: 'lists.example',
    extended: 'serverAuth',
    key: 'ec',
  });
  const { port } = await webServer(
    (_request, reply) => reply.setHeader('content-type', 'text/csv').end(CSV),
    {
      cert: own.pem,
      key: own.keyPem,
    },
  );
  const zones = { 'lists.example': { A: ['127.0.0.1'] } };
  const dns = await startDnsServer(zones, { ownTopLevel: 'example' });
  const policy = {
    ...JSON.parse(EXAMPLE),
    tunnelList: { url: 'https://lists.example/list', maximumAgeDays: 30 },
  };
  writeFileSync(join(folder, 'policy.json'), JSON.stringify({ ...policy, certificateDirectories: [] }));
  writeFileSync(join(folder, 'root.pem'), root.pem);
  const app = await openService(
    readSettings({
      SECURE_SEND_POLICY: join(folder, 'policy.json'),
      SECURE_SEND_DATA: folder,
      // What another service kept of the list would be used in its place.
      SECURE_SEND_DATABASE: join(folder, `${port}.sqlite`),
      SECURE_SEND_DNS: `127.0.0.1:${dns.port}`,
      SECURE_SEND_WEB_PORTS: `lists.example:${port}`,
      SECURE_SEND_EXTRA_ANCHORS: join(folder, 'root.pem'),
      SECURE_SEND_ALLOW_PRIVATE: 'true',
      SECURE_SEND_LOG: 'silent',
      ...change,
    }),
  );
  closers.push(() => app.close(), dns.stop);
  return app;
}

type App = Awaited<ReturnType<typeof withListAt>>;

async function classify(app: App, domains: readonly string[]) {
  const recipients = domains.map((domain) => ({ address: `anna@${domain}` }));
  const reply = await app.inject({ method: 'POST', url: API.classifications, payload: { recipients } });
  return reply.json<{ classifications: ClassifiedRecipient[] }>().classifications;
}

async function listHealth(app: App) {
  const { checks } = (await app.inject({ url: API.ready })).json<HealthReply>();
  return checks.find(({ kind }) => kind === 'tunnel-list');
}

describe('the service with a tunnel list that it fetches', () => {
  test('knows who is on it, shows it, and tells of it at the health page', async () => {
    const app = await withListAt();
    const found = await classify(app, ['kommune.example', 'x.kommune.example', 'hr.region.example']);
    expect(found.map(({ transport }) => transport)).toEqual(['tunnel', 'undeliverable', 'tunnel']);
    expect(found[2]?.evidence).toContainEqual(
      expect.objectContaining({
        organisation: 'Regionen',
        domain: 'hr.region.example',
        listedDomain: '.region.example',
        source: 'lists.example/list',
      }),
    );
    const shown = await app.inject({ url: API.tunnelOrganisations, query: { q: 'region' } });
    expect(shown.json()).toMatchObject({
      total: 1,
      isStale: false,
      organisations: [{ includesSubdomains: true }],
    });
    expect(await listHealth(app)).toMatchObject({
      answers: true,
      facts: { source: 'lists.example/list', entries: 2, dateOf: 'fetch', ignored: 'gmail.com' },
    });
  });

  test.each<[string, Record<string, string>]>([
    ['stands in the own network', { SECURE_SEND_ALLOW_PRIVATE: 'false' }],
    ['shows a certificate that nobody vouches for', { SECURE_SEND_EXTRA_ANCHORS: '' }],
  ])('could not check when its server %s, and says so', async (_what, change) => {
    const app = await withListAt(change);
    const [recipient] = await classify(app, ['kommune.example']);
    expect(recipient).toMatchObject({ reasons: expect.arrayContaining(['tunnel-list-unreadable']) });
    expect(recipient?.transport).not.toBe('tunnel');
    expect(await listHealth(app)).toMatchObject({
      answers: false,
      facts: { source: 'lists.example/list', problem: expect.stringContaining('lists.example') },
    });
  });
});
