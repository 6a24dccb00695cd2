import { request } from 'node:http';
import { API } from '../../src/contract/paths.ts';
import { aService } from '../support/service.ts';
import type { ServiceForTests } from '../support/service.ts';

let service: ServiceForTests;
let port = 0;

beforeAll(async () => {
  service = await aService();
  await service.app.listen({ host: '127.0.0.1', port: 0 });
  const [address] = service.app.addresses();
  port = typeof address === 'object' ? address.port : 0;
});
afterAll(() => service.app.close());

describe('the API', () => {
  test.each([
    'securesend.example',
    'SecureSend.example',
    'securesend.example:443',
    'localhost:PORT',
    '127.0.0.1:PORT',
    '127.0.0.2:PORT',
    '[::1]:PORT',
  ])('answers under the name %s', async (host) => {
    expect((await ask(API.policy, { host })).status).toBe(200);
  });

  test.each([
    'evil.example',
    'evil.example:PORT',
    'securesend.example.evil.example',
    'securesend.example:8080',
    'localhost',
    'localhost:1',
    '127.0.0.1.evil.example:PORT',
    '10.0.0.1:PORT',
  ])('refuses the name %j, which may be turned to this machine by somebody else', async (host) => {
    const { status, body } = await ask(API.policy, { host });
    expect(status).toBe(421);
    expect(JSON.parse(body)).toMatchObject({
      code: 'request.host',
      message: expect.stringContaining('securesend.example'),
    });
  });

  test('does not believe a name that a page can set itself', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'securesend.example' };
    expect((await ask(API.policy, headers)).status).toBe(421);
  });

  test('refuses a foreign name however the address is written', async () => {
    expect((await ask('/%61pi/v1/policy', { host: 'evil.example' })).status).toBe(421);
  });
});

test.each([API.live, API.ready])('%s answers whoever asks by whatever name', async (path) => {
  expect((await ask(path, { host: '10.0.0.1' })).status).toBe(200);
});

function ask(path: string, headers: Readonly<Record<string, string>>) {
  const named = { ...headers, host: headers['host']?.replace('PORT', String(port)) ?? '' };
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    request({ port, path, headers: named }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text: string) => (body += text));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}
