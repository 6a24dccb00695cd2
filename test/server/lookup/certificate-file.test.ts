import { X509Certificate } from 'node:crypto';
import { API } from '../../../src/contract/paths.ts';
import type { CertificateFindings } from '../../../src/server/lookup/certificate-search.ts';
import { weighCertificate } from '../../../src/server/lookup/found-certificate.ts';
import { makeCertificate } from '../../support/certificates.ts';
import type { Keyed } from '../../support/certificates.ts';
import { aService } from '../../support/service.ts';
import type { ServiceForTests } from '../../support/service.ts';

let one: Keyed;
let fingerprint: string;

beforeAll(async () => {
  one = await makeCertificate({ email: 'anna@partner.example' });
  fingerprint = new X509Certificate(one.der).fingerprint256;
});

describe('a certificate found by hand', () => {
  test('comes as a file that is named after the address', async () => {
    const reply = await get({ address: 'anna@partner.example', fingerprint });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('application/pkix-cert');
    expect(reply.headers['content-disposition']).toBe('attachment; filename="anna@partner.example.cer"');
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(reply.rawPayload.equals(one.der)).toBe(true);
  });

  test.each([
    '"a\r\nset-cookie: x=y"@partner.example',
    '"a\\"; filename=evil.exe; x=\\""@partner.example',
    'å"ø@partner.example',
    '../../etc/passwd@partner.example',
    'øllebrød@partner.example',
  ])('has a name that no header misunderstands, whatever is asked for: %j', async (address) => {
    const reply = await get({ address, fingerprint });
    expect(Object.keys(reply.headers)).not.toContain('set-cookie');
    if (reply.statusCode !== 200) return expect(reply.json()).toMatchObject({ code: 'address.invalid' });
    expect(reply.headers['content-disposition']).toMatch(/^attachment; filename="[A-Za-z0-9.@_-]+\.cer"$/);
  });

  test('is not there any more', async () => {
    const reply = await get({
      address: 'anna@partner.example',
      fingerprint: fingerprint.replaceAll(/[0-9]/g, 'A'),
    });
    expect(reply.statusCode).toBe(404);
    expect(reply.json()).toMatchObject({ code: 'certificate.not-found', field: '/fingerprint' });
  });

  test('cannot be said not to be there when a directory does not answer', async () => {
    const findings: CertificateFindings = {
      certificates: [],
      asked: [{ source: 'one', outcome: 'unreachable' }],
    };
    const reply = await get({ address: 'anna@partner.example', fingerprint }, findings);
    expect(reply.statusCode).toBe(503);
    expect(reply.json()).toMatchObject({ code: 'directory.unreachable' });
  });

  test.each([
    [{ address: 'anna', fingerprint: 'AA' }, '/fingerprint'],
    [{ address: 'anna@partner.example', fingerprint: 'aa:bb' }, '/fingerprint'],
    [{ address: 'anna@partner.example' }, '/'],
    [{ address: `${'a'.repeat(260)}@partner.example`, fingerprint: 'AA' }, '/address'],
  ])('is not looked for without a fingerprint as it is written: %j', async (query, field) => {
    const reply = await get(query);
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ code: 'request.invalid', field });
  });

  test('is told with all that is known of it', async () => {
    const service = await open(await found());
    const reply = await service.app.inject({
      url: API.certificates,
      query: { address: 'anna@partner.example' },
    });
    expect(reply.json()).toMatchObject({
      address: 'anna@partner.example',
      certificates: [
        {
          source: 'one',
          certificate: { fingerprint },
          use: {
            key: 'RSA 2048',
            signature: 'sha256WithRSAEncryption',
            usage: ['keyEncipherment', 'emailProtection'],
            revocation: { state: 'unchecked' },
          },
          foundBy: 'sikkermail@partner.example',
          isUsable: false,
          problems: ['certificate-untrusted', 'certificate-of-domain'],
        },
      ],
      unreadable: ['two'],
      unreachable: [],
    });
    await service.app.close();
  });
});

async function found(): Promise<CertificateFindings> {
  return {
    certificates: [
      await weighed('one', one.der, { foundBy: 'sikkermail@partner.example' }),
      await weighed('two', Buffer.from('nothing')),
    ],
    asked: [{ source: 'one', outcome: 'found' }],
  };
}

function weighed(source: string, der: Buffer, change: { readonly foundBy?: string } = {}) {
  const context = {
    address: { local: 'anna', domain: 'partner.example' },
    anchors: [],
    intermediates: [],
    now: new Date(),
    limit: new AbortController().signal,
  };
  return weighCertificate({ source, priority: 50, der, ...change }, context, {
    policy: { revocation: 'off' },
    checkRevocation: () => Promise.resolve({ state: 'unchecked' }),
  });
}

function open(findings: CertificateFindings): Promise<ServiceForTests> {
  const notAsked = () => Promise.reject(new Error('not asked here'));
  const nothing = () => undefined;
  const lookups = {
    recall: nothing,
    recallReply: nothing,
    keepReply: nothing,
    classify: notAsked,
    explain: notAsked,
  };
  const searchCertificates = () => Promise.resolve(findings);
  return aService({ change: { lookup: { lookups, tunnelList: notAsked, searchCertificates } } });
}

async function get(query: Record<string, string>, findings?: CertificateFindings) {
  const usual = { certificates: [await weighed('one', one.der)], asked: [] };
  const { app } = await open(findings ?? usual);
  const reply = await app.inject({ url: API.certificateFile, query });
  await app.close();
  return reply;
}
