import { readSettings } from '../../src/server/config.ts';

describe('the settings', () => {
  test('have defaults that are safe', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ host: '127.0.0.1', port: 8080, allowPrivate: false, log: 'info' });
    expect(settings.trustProxy).toEqual(['loopback']);
    expect(settings.policy).toMatch(/assets\/policy\.example\.json$/);
    expect(settings.data).toMatch(/\.local\/world$/);
    expect(settings.database.startsWith(settings.data)).toBe(true);
  });

  test('are read from the environment', () => {
    const settings = readSettings({
      SECURE_SEND_ORIGIN: 'https://securesend.example.dk/',
      SECURE_SEND_POLICY: '/etc/secure-send/policy.json',
      SECURE_SEND_DNS: '127.0.0.1:5300, [::1]:53',
      SECURE_SEND_DNS_VALIDATES: 'true',
      SECURE_SEND_SMTP_PORTS: 'mx.one.example:2501,MX.two.example:2502',
      SECURE_SEND_FRAME_ANCESTORS: 'https://localhost:3000',
      SECURE_SEND_ALLOW_PRIVATE: 'true',
      SECURE_SEND_PORT: '0',
      SECURE_SEND_TRUST_PROXY: 'loopback, 10.0.0.5 2001:db8::/32',
    });
    expect(settings).toMatchObject({
      origin: 'https://securesend.example.dk',
      data: '/etc/secure-send',
      dns: [
        { host: '127.0.0.1', port: 5300 },
        { host: '::1', port: 53 },
      ],
      dnsValidates: 'true',
      frameAncestors: ['https://localhost:3000'],
      allowPrivate: true,
      port: 0,
      trustProxy: ['loopback', '10.0.0.5', '2001:db8::/32'],
    });
    expect(readSettings({ SECURE_SEND_TRUST_PROXY: 'none' }).trustProxy).toEqual([]);
    expect([...settings.smtpPorts]).toEqual([
      ['mx.one.example', 2501],
      ['mx.two.example', 2502],
    ]);
  });

  test('name the PostgreSQL where there is one, and never show its address when it is wrong', () => {
    const url = 'postgres://user:secret@db.example/secure_send?sslmode=verify-full';
    const files = { SECURE_SEND_DATABASE: '/var/lib/x.sqlite' };
    expect(readSettings({ ...files, DATABASE_URL: url }).database).toBe(url);
    expect(readSettings({ ...files, DATABASE_URL: '' }).database).toBe('/var/lib/x.sqlite');
    for (const wrong of ['mysql://user:secret@db', 'postgres://user:secret@db:99999/x', 'secret']) {
      const read = () => readSettings({ DATABASE_URL: wrong });
      expect(read).toThrow('DATABASE_URL is not usable. Set it to the address of a PostgreSQL');
      expect(read).not.toThrow('secret@');
    }
  });

  test.each([
    ['SECURE_SEND_PORT', '65536'],
    ['SECURE_SEND_PORT', '-1'],
    ['SECURE_SEND_PORT', 'http'],
    ['SECURE_SEND_ORIGIN', 'securesend.example.dk'],
    ['SECURE_SEND_ORIGIN', 'https://securesend.example.dk/path'],
    ['SECURE_SEND_DNS', '127.0.0.1:99999'],
    ['SECURE_SEND_SMTP_PORTS', 'mx.one.example'],
    ['SECURE_SEND_DNS_VALIDATES', 'yes'],
    ['SECURE_SEND_ALLOW_PRIVATE', 'yes'],
    ['SECURE_SEND_OFFICE_JS', 'http://insecure.example/office.js'],
    ['SECURE_SEND_OFFICE_JS', "https://x.example/office.js'; script-src *"],
    ['SECURE_SEND_FRAME_ANCESTORS', "https://x.example; script-src 'unsafe-inline'"],
    ['SECURE_SEND_LOG', 'loud'],
    ['SECURE_SEND_TRUST_PROXY', 'true'],
    ['SECURE_SEND_TRUST_PROXY', '0.0.0.0/0'],
    ['SECURE_SEND_TRUST_PROXY', '10.0.0.0/33'],
    ['SECURE_SEND_TRUST_PROXY', 'proxy.example'],
    ['SECURE_SEND_PROBE_TIMEOUT_MS', '49'],
    ['SECURE_SEND_PROBE_URL', 'http://prober.example'],
    ['SECURE_SEND_PROBE_URL', 'https://prober.example/path'],
    ['SECURE_SEND_PROBE_URL', 'http://127.0.0.1.example'],
  ])('name variable, value and fix when %s is %j', (variable, value) => {
    expect(() => readSettings({ [variable]: value })).toThrow(new RegExp(`^${variable} is "`));
    expect(() => readSettings({ [variable]: value })).toThrow('Set it to');
  });

  test('let another service ask by https, or on this machine without', () => {
    const SECURE_SEND_PROBE_TOKEN = 'x'.repeat(32);
    for (const url of ['https://prober.example', 'http://127.0.0.1:8081', 'http://[::1]:8081']) {
      expect(readSettings({ SECURE_SEND_PROBE_URL: url, SECURE_SEND_PROBE_TOKEN }).probeUrl).toBe(url);
    }
  });

  test('want the secret that goes with the service that asks', () => {
    expect(() => readSettings({ SECURE_SEND_PROBE_URL: 'https://prober.example' })).toThrow(
      'SECURE_SEND_PROBE_URL needs SECURE_SEND_PROBE_TOKEN.',
    );
  });

  test.each(['x'.repeat(31), 'x'.repeat(501), `${'x'.repeat(32)} y`])(
    'refuse a secret that is none, without telling it: %s',
    (secret) => {
      const read = () => readSettings({ SECURE_SEND_PROBE_TOKEN: secret });
      expect(read).toThrow(/^SECURE_SEND_PROBE_TOKEN is not usable\. Set it to 32 to 500 /);
      expect(read).not.toThrow(new RegExp(secret));
    },
  );

  test('take a secret of 32 and of 500 signs', () => {
    for (const secret of ['x'.repeat(32), '+/='.repeat(166) + 'xy']) {
      expect(readSettings({ SECURE_SEND_PROBE_TOKEN: secret }).probeToken).toBe(secret);
    }
  });

  test('name all wrong values at once', () => {
    expect(() => readSettings({ SECURE_SEND_PORT: 'x', SECURE_SEND_LOG: 'y' })).toThrow(
      /SECURE_SEND_PORT[^]*SECURE_SEND_LOG/,
    );
  });
});
