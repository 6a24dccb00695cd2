import { gunzipSync } from 'node:zlib';
import { API, NDJSON } from '../../../src/contract/paths.ts';
import { takesGzip } from '../../../src/server/lookup/kept-reply.ts';
import { aService, matching } from '../../support/service.ts';
import type { ServiceForTests } from '../../support/service.ts';

let service: ServiceForTests;

beforeAll(async () => {
  const transport = ['internal', 'tls', 'none'] as const;
  service = await aService({
    answers: Object.fromEntries(transport.map((one) => [`${one}@x.example`, matching(one)])),
  });
});
afterAll(() => service.app.close());

const RECIPIENTS = ['internal', 'tls', 'none', 'nobody'].map((local) => ({ address: `${local}@x.example` }));

interface How {
  readonly accept?: string;
  readonly encoding?: string;
  readonly payload?: object | string;
}

function ask({ accept = 'application/json', encoding, payload = { recipients: RECIPIENTS } }: How = {}) {
  const headers = {
    'content-type': 'application/json',
    accept,
    ...(encoding === undefined ? {} : { 'accept-encoding': encoding }),
  };
  return service.app.inject({ method: 'POST', url: API.classifications, headers, payload });
}

describe('a question that is asked again', () => {
  test.each(['application/json', NDJSON])('is answered with the same bytes (%s)', async (accept) => {
    const replies = [
      await ask({ accept }),
      await ask({ accept }),
      await ask({ accept }),
      await ask({ accept }),
    ];
    for (const { statusCode, headers, body } of replies) {
      expect([statusCode, body]).toEqual([200, replies[1]?.body]);
      expect(headers['content-type']).toContain(accept);
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    }
    expect(replies[3]?.headers['vary']).toBe('accept-encoding');
  });

  test('is answered in the form that is wished for, not in the one from before', async () => {
    for (let turn = 0; turn < 3; turn++) {
      expect((await ask()).json().classifications).toHaveLength(4);
      expect((await ask({ accept: NDJSON })).body.trim().split('\n')).toHaveLength(4);
    }
  });

  test('is answered in gzip to who takes it, with the same content', async () => {
    const plain = await ask();
    let zipped = await ask({ encoding: 'gzip, deflate, br' });
    for (let turn = 0; turn < 50 && zipped.headers['content-encoding'] === undefined; turn++) {
      await new Promise((next) => setTimeout(next, 20));
      zipped = await ask({ encoding: 'gzip, deflate, br' });
    }
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body);
    expect((await ask()).headers['content-encoding']).toBeUndefined();
  });

  test('with the wish for a refresh is looked up anew each time', async () => {
    const payload = { recipients: RECIPIENTS, refresh: true };
    for (let turn = 0; turn < 4; turn++) expect((await ask({ payload })).headers['vary']).toBeUndefined();
  });

  test.each([
    ['', 'request.empty'],
    ['{"recipients":', 'request.not-json'],
    ['{"recipients":[]}', 'request.invalid'],
    ['{"plain":"x"}', 'request.invalid'],
    ['"text"', 'request.invalid'],
  ])('and cannot be read is refused each time: %s', async (payload, code) => {
    for (let turn = 0; turn < 3; turn++) expect((await ask({ payload })).json()).toMatchObject({ code });
  });
});

test.each([
  ['gzip, deflate, br', true],
  ['br;q=1.0, GZIP;q=0.5', true],
  ['gzip;q=0', false],
  ['gzip;q=0.000', false],
  ['br', false],
  ['xgzip', false],
  [undefined, false],
])('who says %j takes gzip: %s', (header, takes) => {
  expect(takesGzip(header)).toBe(takes);
});
