import { API } from '../../../src/contract/paths.ts';
import type { OpenProbe } from '../../../src/server/adapters/smtp-probe.ts';
import { HOST as MAIL_HOST, prepareProbing } from '../../support/probing.ts';
import { aService } from '../../support/service.ts';
import type { ServiceForTests } from '../../support/service.ts';

const TOKEN = 'a-secret-of-at-least-thirty-two-signs';
const QUESTION = { host: 'mx.partner.example', addresses: ['192.0.2.1'] };
const asked: string[] = [];
const probe: OpenProbe = {
  probe: async (host, addresses) => {
    asked.push(`${host} ${addresses.join(' ')}`);
    return { port: 25, outcome: 'no-starttls' };
  },
  check: async () => undefined,
  close: async () => undefined,
};
let service: ServiceForTests;

beforeAll(async () => {
  service = await aService({ logLevel: 'trace', change: { probes: { probe, token: TOKEN } } });
});

afterEach(() => void asked.splice(0));

afterAll(() => service.app.close());

describe('who knows the secret', () => {
  test('has a mail server asked', async () => {
    const reply = await post({
      ...QUESTION,
      host: 'MX.Partner.Example',
      addresses: ['192.0.2.1', '2001:db8::1'],
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ port: 25, outcome: 'no-starttls' });
    expect(asked).toEqual(['mx.partner.example 192.0.2.1 2001:db8::1']);
  });

  test('learns whether mail servers can be asked from here', async () => {
    const reply = await service.app.inject({ url: API.probes, headers: headers(`Bearer ${TOKEN}`) });
    expect(reply.json()).toEqual({ isAble: true });
  });

  test.each<[string, object, string]>([
    ['names that are none', { host: 'mx.example\r\nQUIT' }, '/host'],
    ['a name that is too long', { host: 'x'.repeat(254) }, '/host'],
    ['no address', { addresses: [] }, '/addresses'],
    ['too many addresses', { addresses: Array(65).fill('192.0.2.1') }, '/addresses'],
    ['a name for an address', { addresses: ['localhost'] }, '/addresses/0'],
    ['a number for an address', { addresses: ['192.0.2.1', '2130706433'] }, '/addresses/1'],
    ['an address with an end', { addresses: ['192.0.2.1:25'] }, '/addresses/0'],
    ['a port', { port: 22 }, '/port'],
  ])('is told what is wrong with %s', async (_what, change, field) => {
    const reply = await post({ ...QUESTION, ...change });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ code: expect.any(String), field });
    expect(asked).toEqual([]);
  });

  test('does not get into our own network', async () => {
    const probing = await prepareProbing();
    const server = await probing.start(probing.good);
    const real = probing.subject(server.port, { allowPrivate: false });
    const { app } = await aService({ change: { probes: { probe: real, token: TOKEN } } });
    const addresses = [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '10.0.0.1',
      '169.254.169.254',
      '64:ff9b::7f00:1',
    ];
    const reply = await app.inject({
      method: 'POST',
      url: API.probes,
      headers: headers(`Bearer ${TOKEN}`),
      payload: { host: MAIL_HOST, addresses },
    });
    expect(reply.json()).toMatchObject({ outcome: 'unreachable' });
    expect(server.connections()).toBe(0);
    await app.close();
    await probing.stopServers();
  });
});

describe('who does not know the secret', () => {
  test.each([
    ['none', null],
    ['an empty one', 'Bearer '],
    ['another', `Bearer ${TOKEN.replace('a', 'b')}`],
    ['its beginning', `Bearer ${TOKEN.slice(0, -1)}`],
    ['more than it', `Bearer ${TOKEN}x`],
    ['it in another way', `Basic ${TOKEN}`],
    ['it bare', TOKEN],
  ])('but says %s is turned away, whatever is asked', async (_what, authorization) => {
    for (const payload of [QUESTION, { host: 'no question' }]) {
      const reply = await post(payload, authorization);
      expect(reply.statusCode).toBe(401);
      expect(reply.json()).toMatchObject({ code: 'probe.token' });
    }
    const reply = await service.app.inject({ url: API.probes, headers: headers(authorization) });
    expect(reply.statusCode).toBe(401);
    expect(asked).toEqual([]);
  });

  test('finds nothing where no secret is set, not even with an empty one', async () => {
    const { app } = await aService({ change: { probes: { probe, token: undefined } } });
    for (const authorization of [null, 'Bearer ', 'Bearer undefined']) {
      const reply = await app.inject({
        method: 'POST',
        url: API.probes,
        headers: headers(authorization),
        payload: QUESTION,
      });
      expect(reply.statusCode).toBe(404);
      expect(reply.json()).toMatchObject({ code: 'probe.not-offered' });
    }
    expect(asked).toEqual([]);
    await app.close();
  });
});

test('neither the secret nor what was asked is logged', async () => {
  await post(QUESTION);
  await post(QUESTION, `Bearer ${TOKEN}x`);
  expect(service.logged()).toContain('answered');
  for (const secret of [TOKEN, QUESTION.host, '192.0.2.1']) expect(service.logged()).not.toContain(secret);
});

function post(payload: object, authorization: string | null = `Bearer ${TOKEN}`) {
  return service.app.inject({ method: 'POST', url: API.probes, headers: headers(authorization), payload });
}

function headers(authorization: string | null) {
  return { host: 'securesend.example', ...(authorization === null ? {} : { authorization }) };
}
