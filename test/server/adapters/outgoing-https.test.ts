import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';
import { LIMITS, outgoing, webServer } from '../../support/outgoing.ts';

const unreachable = { code: 'outgoing.unreachable' };

describe('an outgoing fetch by https', () => {
  let root: Keyed;
  beforeAll(async () => {
    root = await makeAuthority('CN=Web Root');
  });

  async function askWith(
    wish: CertificateWish,
    { tls = {}, anchors = [root.pem] }: { tls?: object; anchors?: readonly string[] } = {},
  ) {
    const good = { issuer: root, dns: 'web.example', extended: 'serverAuth', key: 'ec' } as const;
    const { pem, keyPem } = await makeCertificate({ ...good, ...wish });
    const started = await webServer((_request, answer) => answer.end('ok'), {
      cert: pem,
      key: keyPem,
      ...tls,
    });
    const made = outgoing({ ports: new Map([['web.example', started.port]]), extraAnchors: anchors });
    const reply = await made.fetch({ url: 'https://web.example/', ...LIMITS });
    return { reply, asked: started.asked };
  }

  test('trusts a root of the settings', async () => {
    expect((await askWith({})).reply.body.toString()).toBe('ok');
  });

  test.each<[string, CertificateWish, object?]>([
    ['another name', { dns: 'other.example' }],
    ['the name of a domain above', { dns: 'example' }],
    ['a star over two names', { dns: '*.web.example' }],
    ['an end in the past', { days: [-30, -1] }],
    ['a beginning to come', { days: [1, 30] }],
    ['nobody to vouch for it', { issuer: undefined }],
    ['another use', { extended: 'clientAuth' }],
    ['nothing but TLS 1.1', {}, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }],
  ])('is not made to a server with %s', async (_what, wish, tls = {}) => {
    await expect(askWith(wish, { tls })).rejects.toMatchObject(unreachable);
  });

  test('is not made to a server whose root nobody named', async () => {
    await expect(askWith({}, { anchors: [] })).rejects.toMatchObject(unreachable);
  });

  test('is not talked out of its checks by the environment', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      await expect(askWith({ dns: 'other.example' })).rejects.toMatchObject(unreachable);
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });

  test('is not answered in plain text', async () => {
    const { port, asked } = await webServer((_request, answer) => answer.end('ok'));
    const made = outgoing({ ports: new Map([['web.example', port]]) });
    await expect(made.fetch({ url: 'https://web.example/', ...LIMITS })).rejects.toMatchObject(unreachable);
    expect(asked).toEqual([]);
  });
});
