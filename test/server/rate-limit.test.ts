import { API } from '../../src/contract/paths.ts';
import { aService } from '../support/service.ts';

describe('asking too often', () => {
  test('is refused with the time to wait', async () => {
    const { app } = await aService({ change: { rateLimit: 2 } });
    const get = () => app.inject({ url: API.policy });
    await get();
    await get();
    const reply = await get();
    expect(reply.statusCode).toBe(429);
    expect(reply.json()).toEqual({ code: 'request.too-many', message: expect.stringContaining('seconds') });
    expect((await app.inject({ url: API.live })).statusCode).toBe(200);
    await app.close();
  });

  test('is counted however the address is written', async () => {
    const { app } = await aService({ change: { rateLimit: 2 } });
    const paths = ['/%61pi/v1/policy', '/api/v1/%70olicy', '/ap%69/v1/policy'];
    const statuses: number[] = [];
    for (const url of paths) statuses.push((await app.inject({ url })).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
    await app.close();
  });

  test.each<[readonly string[], string, number]>([
    [['loopback'], '127.0.0.1', 200],
    [['loopback'], '10.0.0.5', 429],
    [['10.0.0.0/24'], '10.0.0.5', 200],
    [[], '127.0.0.1', 429],
  ])('is counted by client where proxies %j are trusted and %s asks', async (...[proxies, peer, status]) => {
    const { app } = await aService({ change: { rateLimit: 1, trustProxy: proxies } });
    const get = (client: string) =>
      app.inject({ url: API.policy, remoteAddress: peer, headers: { 'x-forwarded-for': client } });
    await get('192.0.2.1');
    expect((await get('192.0.2.2')).statusCode).toBe(status);
    await app.close();
  });
});
