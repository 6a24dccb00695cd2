import { request as httpRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { API, NDJSON } from '../../src/contract/paths.ts';
import { policySchemaText } from '../../src/contract/policy-schema.ts';
import { readClassification } from '../../src/contract/read-classification.ts';
import type { TransportSource } from '../../src/server/lookup/transport-source.ts';
import { AppError } from '../../src/server/app-error.ts';
import { TEST_CPR, aPolicy } from '../support/builders.ts';
import { aService, matching } from '../support/service.ts';
import type { ServiceForTests } from '../support/service.ts';

const ask = (addresses: readonly string[]) => ({ recipients: addresses.map((address) => ({ address })) });
const JSON_TYPE = { 'content-type': 'application/json' };
let service: ServiceForTests;

beforeAll(async () => {
  service = await aService({
    answers: { 'anna@gmail.com': matching('tls'), 'bo@partner.example': matching('certificate') },
  });
});

afterAll(() => service.app.close());

describe('asking about recipients', () => {
  test('gives one classification per recipient, in order, that clients understand', async () => {
    const payload = ask(['bo@partner.example', 'anna@gmail.com', '']);
    const reply = await service.app.inject({ method: 'POST', url: API.classifications, payload });
    const { classifications } = reply.json<{ classifications: unknown[] }>();
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(classifications.map(readClassification)).toMatchObject([
      { address: 'bo@partner.example', transport: 'certificate', personalData: 'yes' },
      { address: 'anna@gmail.com', transport: 'tls', consumer: true, personalData: 'no' },
      { address: '', transport: 'unknown', personalData: 'no' },
    ]);
  });

  test('gives line by line what becomes known, the quick before the slow', async () => {
    const slow: TransportSource = {
      name: 'slow',
      ask: async ({ local }) => {
        if (local === 'slow') await wait(300);
        return matching('tls');
      },
    };
    const { app } = await aService({ source: slow });
    const port = await listen(app);
    const lines = await readLines(port, ask(['slow@partner.example', 'quick@partner.example']));
    expect(lines.map(({ address }) => address)).toEqual(['quick@partner.example', 'slow@partner.example']);
    expect((lines[0]?.ms ?? 0) + 150).toBeLessThan(lines[1]?.ms ?? 0);
    await app.close();
  });

  test('stops the work when the client leaves', async () => {
    const asked = Promise.withResolvers<true>();
    const stopped = Promise.withResolvers<true>();
    const hanging: TransportSource = {
      name: 'hanging',
      ask: (_address, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            stopped.resolve(true);
            reject(new Error('stopped'));
          });
          asked.resolve(true);
        }),
    };
    const { app } = await aService({ source: hanging });
    const port = await listen(app);
    const request = httpRequest({ port, path: API.classifications, method: 'POST', headers: JSON_TYPE });
    request.on('error', () => undefined).end(JSON.stringify(ask(['anna@partner.example'])));
    await asked.promise;
    request.destroy();
    await expect(stopped.promise).resolves.toBe(true);
    await app.close();
  });
});

describe('a request that is wrong', () => {
  test.each<[string, object | string, string, string]>([
    ['no recipients', { recipients: [] }, '/recipients', 'request.invalid'],
    ['no list', {}, '/', 'request.invalid'],
    ['a number for an address', { recipients: [{ address: 5 }] }, '/recipients/0/address', 'request.invalid'],
    [
      'a key nobody knows',
      { recipients: [{ address: 'a@b.example' }], extra: 1 },
      '/extra',
      'request.invalid',
    ],
    ['an endless address', ask([`${'a'.repeat(600)}@b.example`]), '/recipients/0/address', 'request.invalid'],
    [
      'too many recipients',
      ask(Array.from({ length: 501 }, () => 'a@b.example')),
      '/recipients',
      'request.invalid',
    ],
  ])('is refused with its field: %s', async (...[, payload, field, code]) => {
    const reply = await service.app.inject({ method: 'POST', url: API.classifications, payload });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toEqual({ code, field, message: expect.stringMatching(/^\S.+\.$/) });
  });

  test.each([
    ['GET', '/nothing', undefined, {}, 404, 'request.not-found'],
    ['GET', API.classifications, undefined, {}, 405, 'request.method'],
    ['DELETE', API.policy, undefined, {}, 405, 'request.method'],
    [
      'POST',
      API.classifications,
      'a=b',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'request.media-type',
    ],
    ['POST', API.classifications, 'x'.repeat(600_000), JSON_TYPE, 413, 'request.too-large'],
    ['POST', API.classifications, '{"recipients":', JSON_TYPE, 400, 'request.not-json'],
    ['POST', API.classifications, '', JSON_TYPE, 400, 'request.empty'],
    [
      'POST',
      API.classifications,
      '{"__proto__":{"a":1},"recipients":[{"address":"a@b.example"}]}',
      JSON_TYPE,
      400,
      'request.not-json',
    ],
    ['GET', '/%E0%A4%A', undefined, {}, 400, 'request.bad-url'],
    ['GET', `${API.tunnelOrganisations}?limit=0`, undefined, {}, 400, 'request.invalid'],
    ['GET', `${API.tunnelOrganisations}?nix=1`, undefined, {}, 400, 'request.invalid'],
    ['GET', `${API.certificates}`, undefined, {}, 400, 'request.invalid'],
    ['GET', `${API.certificates}?address=anna`, undefined, {}, 400, 'address.invalid'],
    ['GET', `${API.certificates}?address=anna@192.0.2.10`, undefined, {}, 400, 'address.ip-address'],
  ] as const)(
    '%s %s is refused with a code and a sentence',
    async (...[method, url, payload, headers, status, code]) => {
      const reply = await service.app.inject({
        method,
        url,
        headers,
        ...(payload === undefined ? {} : { payload }),
      });
      expect(reply.statusCode).toBe(status);
      expect(reply.json()).toMatchObject({ code, message: expect.stringMatching(/\S.+\.$/) });
    },
  );

  test('names the methods that are possible', async () => {
    const reply = await service.app.inject({ method: 'GET', url: API.sends });
    expect(reply.headers['allow']).toBe('POST');
  });
});

describe('policy, schema and description', () => {
  test('the policy is given without what clients need not know, and not twice', async () => {
    const first = await service.app.inject({ url: API.policy });
    const etag = String(first.headers['etag']);
    expect(Object.keys(first.json<object>())).toEqual([
      'organisation',
      'functionalMailboxes',
      'secureMode',
      'tls',
      'detection',
    ]);
    const second = await service.app.inject({ url: API.policy, headers: { 'if-none-match': etag } });
    expect(second.statusCode).toBe(304);
    expect(second.body).toBe('');
  });

  test('the schema of the policy file is there for editors', async () => {
    const reply = await service.app.inject({ url: API.policySchema });
    expect(reply.body).toBe(policySchemaText());
  });

  test('every route of the API is described', async () => {
    const { paths } = (await service.app.inject({ url: API.openApi })).json<{
      paths: Record<string, unknown>;
    }>();
    const described = Object.values(API).filter((path) => path !== API.openApi);
    expect(Object.keys(paths).sort()).toEqual([...described].sort());
  });
});

describe('organisations on tunnel mail', () => {
  const search = async (q: string) =>
    (await service.app.inject({ url: API.tunnelOrganisations, query: { q } })).json<{
      organisations: { name: string }[];
      total: number;
    }>();

  test('are found by a part of name or domain, those that begin with it first', async () => {
    expect((await search('AARHUS')).organisations.map(({ name }) => name)).toEqual([
      'Aarhus Kommune',
      'Foreningen Storaarhus',
    ]);
    expect((await search('ålen')).organisations).toHaveLength(1);
    expect((await search('region.ex')).organisations).toHaveLength(1);
  });

  test('are all given for no words, and none for words that nobody has', async () => {
    expect((await search('')).total).toBe(3);
    expect(await search('(.*')).toMatchObject({ organisations: [], total: 0 });
  });
});

describe('health', () => {
  const dependency = (isBroken: boolean, isVital = false) => ({
    name: 'Directory',
    kind: 'directory' as const,
    check: () => (isBroken ? Promise.reject(new Error('secret detail')) : Promise.resolve()),
    fix: 'Start it.',
    isVital,
  });

  test.each([
    [dependency(false), 200, 'ready'],
    [dependency(true), 200, 'degraded'],
    [dependency(true, true), 503, 'unable'],
  ])('says which parts answer and what to do', async (part, status, word) => {
    const admin = { policy: aPolicy(), dependencies: [part] };
    const { app } = await aService({ change: { admin } });
    const reply = await app.inject({ url: API.ready });
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({
      status: word,
      checks: [{ name: 'Directory', answers: word === 'ready' }],
    });
    expect(reply.body).not.toContain('secret detail');
    await app.close();
  });
});

describe('the log', () => {
  test('holds no addresses, whatever is asked and whatever fails', async () => {
    const failing: TransportSource = {
      name: 'failing',
      ask: ({ local }) => Promise.reject(new Error(`cannot look up ${local}@secret-domain.example`)),
    };
    const { app, logged } = await aService({
      source: failing,
      logLevel: 'info',
      change: {
        lookup: {
          lookups: {
            recall: () => undefined,
            recallReply: () => undefined,
            keepReply: () => undefined,
            explain: () => Promise.reject(new Error('not asked')),
            classify: () => Promise.reject(new Error('broken at anna@secret-domain.example')),
          },
          tunnelList: () => Promise.reject(new AppError('tunnel-list.unreadable', 'The list is gone.')),
          searchCertificates: () => Promise.reject(new Error('anna@secret-domain.example')),
        },
      },
    });
    const replies = await Promise.all([
      app.inject({ method: 'POST', url: API.classifications, payload: ask(['anna@secret-domain.example']) }),
      app.inject({ url: API.certificates, query: { address: 'anna@secret-domain.example' } }),
      app.inject({ url: API.tunnelOrganisations, query: { q: 'secret-domain' } }),
      app.inject({ url: '/secret-domain/anna', query: { a: 'secret-domain' } }),
      app.inject({ method: 'POST', url: API.sends, payload: { sender: 'anna@secret-domain.example' } }),
    ]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([500, 500, 503, 404, 400]);
    expect(logged()).toContain('"route":"/api/v1/certificates"');
    expect(logged()).not.toMatch(/secret-domain|anna/);
    expect(replies.map(({ body }) => body).join()).not.toContain('anna@');
    await app.close();
  });

  test('tells verdict and mode of a send, not who sent it to whom', async () => {
    const payload = {
      sender: 'mette@secret-domain.example',
      recipients: [{ field: 'to', address: 'anna@gmail.com' }],
      findings: [{ type: 'dk_cpr', confidence: 'high', part: 'body' }],
      unreadableAttachments: [],
      choices: { secureMode: false },
    };
    const reply = await service.app.inject({ method: 'POST', url: API.sends, payload });
    expect(reply.statusCode).toBe(200);
    expect(service.logged()).toContain('"verdict":"block"');
    expect(service.logged()).not.toMatch(/@|secret-domain|gmail/);
    expect(service.logged()).not.toContain(TEST_CPR);
  });
});

async function listen(app: ServiceForTests['app']): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const [address] = app.addresses();
  if (typeof address !== 'object') throw new Error('not listening');
  return address.port;
}

function readLines(port: number, body: object): Promise<{ address: string; ms: number }[]> {
  const begin = Date.now();
  return new Promise((resolve, reject) => {
    const lines: { address: string; ms: number }[] = [];
    const headers = { ...JSON_TYPE, accept: NDJSON };
    const request = httpRequest({ port, path: API.classifications, method: 'POST', headers }, (reply) => {
      reply.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split('\n').filter(Boolean)) {
          lines.push({ address: JSON.parse(line).address, ms: Date.now() - begin });
        }
      });
      reply.on('end', () => resolve(lines));
    });
    request.on('error', reject).end(JSON.stringify(body));
  });
}
