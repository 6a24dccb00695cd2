import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pagePolicy } from '../../../src/server/pages/content-security-policy.ts';
import { aService } from '../../support/service.ts';
import type { ServiceForTests } from '../../support/service.ts';

const OFFICE_JS = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
let addin: string;
let service: ServiceForTests;

beforeAll(async () => {
  addin = mkdtempSync(join(tmpdir(), 'addin-'));
  mkdirSync(join(addin, 'assets'));
  const page = '<meta name="csp-nonce" content="{{CSP_NONCE}}"><script src="{{OFFICE_JS_URL}}"></script>';
  writeFileSync(join(addin, 'taskpane.html'), page);
  writeFileSync(join(addin, 'launchevent.html'), page);
  writeFileSync(join(addin, 'launchevent.js'), 'var origin="__SECURE_SEND_ORIGIN__";');
  writeFileSync(join(addin, 'taskpane.0123456789abcdef.js'), 'run()');
  writeFileSync(join(addin, 'assets/icon-16.png'), 'icon');
  writeFileSync(join(addin, '.secret'), 'secret');
  const pages = {
    addin,
    origin: 'https://securesend.example',
    officeJs: OFFICE_JS,
    frameAncestors: ['https://localhost:3000'],
  };
  service = await aService({ change: { pages } });
});

afterAll(async () => {
  await service.app.close();
  rmSync(addin, { recursive: true });
});

const get = (url: string) => service.app.inject({ url });

describe('the pages of the add-in', () => {
  test.each(['/taskpane.html', '/launchevent.html'])('%s comes with its placeholders filled', async (url) => {
    const reply = await get(url);
    const nonce = /content="([^"]+)"/.exec(reply.body)?.[1];
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.body).toContain(`src="${OFFICE_JS}"`);
    expect(reply.body).not.toContain('{{');
    expect(reply.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.headers['x-frame-options']).toBeUndefined();
  });

  test('have another nonce each time', async () => {
    const [one, two] = await Promise.all([get('/taskpane.html'), get('/taskpane.html')]);
    expect(one.body).not.toBe(two.body);
  });

  test('allow what Outlook needs and nothing else', () => {
    const policy = pagePolicy({ officeJs: OFFICE_JS, frameAncestors: ['https://localhost:3000'] }, 'N');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self' https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com",
      "style-src 'self' 'nonce-N'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      'frame-ancestors https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://outlook.cloud.microsoft https://localhost:3000',
    ]);
  });

  test('need no foreign host for an office.js of their own origin', () => {
    const policy = pagePolicy({ officeJs: '/office-js/office.js', frameAncestors: [] }, 'N');
    expect(policy).toContain("script-src 'self' https://ajax.aspnetcdn.com;");
  });

  test('the event bundle knows its origin, for classic Outlook has no location', async () => {
    const reply = await get('/launchevent.js');
    expect(reply.body).toBe('var origin="https://securesend.example";');
    expect(reply.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  test('classic Outlook is told which bundle is allowed', async () => {
    const reply = await get('/.well-known/microsoft-officeaddins-allowed.json');
    expect(reply.json()).toEqual({ allowed: ['https://securesend.example/launchevent.js'] });
  });

  test('built files are kept by browsers only where their name changes with them', async () => {
    expect((await get('/taskpane.0123456789abcdef.js')).headers['cache-control']).toContain('immutable');
    expect((await get('/assets/icon-16.png')).headers['cache-control']).toBe('no-cache');
  });

  test.each(['/.secret', '/../package.json', '/..%2fpackage.json', '/assets/', '/assets', '/'])(
    '%s is not given',
    async (url) => {
      expect((await get(url)).statusCode).toBeGreaterThanOrEqual(400);
    },
  );

  test('say how to build them when they are not there', async () => {
    const bare = await aService();
    const reply = await bare.app.inject({ url: '/taskpane.html' });
    expect(reply.json()).toEqual({
      code: 'addin.not-built',
      message: expect.stringContaining('npm run build'),
    });
    await bare.app.close();
  });
});

test('answers that are no pages may be shown nowhere and are not kept', async () => {
  const reply = await get('/health/live');
  expect(reply.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});
