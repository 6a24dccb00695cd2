import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import type { CertificateWish, Keyed } from '../../support/certificates.ts';
import { LIMITS, outgoing, webServer } from '../../support/outgoing.ts';

const run = promisify(execFile);
const ROOT = join(__dirname, '../../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
const ADAPTER = join(ROOT, 'src/server/adapters/outgoing.ts');
/** In a process of its own: this one's environment is a copy that TLS does not see. */
const FETCH_ALONE = `
  const { createOutgoing } = await import(process.env.ADAPTER);
  const ports = new Map([['web.example', Number(process.env.PORT)]]);
  const options = { resolve: async () => ['127.0.0.1'], ports, extraAnchors: [], allowPrivate: true };
  const outgoing = createOutgoing(options);
  const wanted = { url: 'https://web.example/', maximumBytes: 100, timeoutMs: 20000 };
  const said = await outgoing.fetch(wanted).then(() => 'trusted', (error) => error.code);
  await outgoing.close();
  process.stdout.write(said);
`;

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
    const { pem, keyPem } = await makeCertificate({ dns: 'web.example', extended: 'serverAuth', key: 'ec' });
    const { port, asked } = await webServer((_request, answer) => answer.end('ok'), {
      cert: pem,
      key: keyPem,
    });
    const { stdout } = await run(NODE, ['--input-type=module', '-e', FETCH_ALONE], {
      env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', ADAPTER, PORT: String(port) },
    });
    expect([stdout, asked]).toEqual(['outgoing.unreachable', []]);
  }, 60_000);

  test('is not answered in plain text', async () => {
    const { port, asked } = await webServer((_request, answer) => answer.end('ok'));
    const made = outgoing({ ports: new Map([['web.example', port]]) });
    await expect(made.fetch({ url: 'https://web.example/', ...LIMITS })).rejects.toMatchObject(unreachable);
    expect(asked).toEqual([]);
  });
});
