import { API } from '../../src/contract/paths.ts';
import { aService } from '../support/service.ts';
import type { ServiceForTests } from '../support/service.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
/** By a name that is its own, as the browser asks. */
const HOST = { host: 'securesend.example' };
let service: ServiceForTests;

beforeAll(async () => {
  service = await aService();
});

afterAll(() => service.app.close());

describe('a refusal names the thing and the fix', () => {
  test.each<[unknown, string, string]>([
    [
      [],
      '/',
      'The body must be a JSON object with the keys "recipients", "refresh". Send it with "Content-Type',
    ],
    [{}, '/', 'The body lacks "recipients". Add it: a list.'],
    [{ recipients: [] }, '/recipients', 'recipients has too few entries. Give at least 1.'],
    [
      { recipients: [{ address: 'a@b.example' }], extra: 1 },
      '/extra',
      'The body has an unknown key, "extra". Remove it; allowed here: "recipients", "refresh".',
    ],
    [{ recipients: [{ address: 5 }] }, '/recipients/0/address', 'recipients[0].address must be text.'],
  ])('in the body %j', async (payload, field, message) => {
    const reply = await service.app.inject({
      method: 'POST',
      url: API.classifications,
      headers: { ...HOST, ...JSON_TYPE },
      payload: JSON.stringify(payload),
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ code: 'request.invalid', field });
    expect(reply.json<{ message: string }>().message).toContain(message);
  });

  test.each([
    ['text', { 'content-type': 'text/plain' }, '{"recipients":[]}'],
    ['nothing at all', {}, undefined],
    ['an empty body', JSON_TYPE, ''],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b'],
  ])('%s instead of JSON is told how to send JSON', async (_what, headers, payload) => {
    const reply = await service.app.inject({
      method: 'POST',
      url: API.classifications,
      headers: { ...HOST, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    expect([400, 415]).toContain(reply.statusCode);
    expect(reply.json<{ message: string }>().message).toMatch(/"Content-Type: application\/json"\.$/);
  });

  test.each([
    [`${API.tunnelOrganisations}?nix=1`, '/nix', 'The query has an unknown key, "nix". Remove it; allowed'],
    [`${API.tunnelOrganisations}?limit=0`, '/limit', 'limit must be a whole number from 1 to 500.'],
    [`${API.tunnelOrganisations}?limit=many`, '/limit', 'limit must be a whole number from 1 to 500.'],
    [`${API.certificates}`, '/', 'The query lacks "address". Add it: text.'],
  ])('in the query %s', async (url, field, message) => {
    const reply = await service.app.inject({ url, headers: HOST });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ code: 'request.invalid', field });
    expect(reply.json<{ message: string }>().message).toContain(message);
  });
});
