// @peculiar/x509 needs Reflect's metadata methods, and needs them first.
import 'core-js/full/reflect/index.js';
import * as x509 from '@peculiar/x509';

const DAY_MS = 86_400_000;
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const U = x509.KeyUsageFlags;

export interface Keyed {
  readonly der: Buffer;
  readonly pem: string;
  readonly keyPem: string;
  readonly certificate: x509.X509Certificate;
  readonly privateKey: CryptoKey;
}

export interface CertificateWish {
  readonly subject?: string;
  readonly email?: string | undefined;
  readonly dns?: string;
  readonly issuer?: Keyed | undefined;
  readonly key?: 'rsa' | 'weak-rsa' | 'ec';
  readonly usage?: 'encryption' | 'signature' | 'absent';
  readonly extended?: 'emailProtection' | 'clientAuth' | 'serverAuth' | 'any' | 'absent';
  readonly days?: readonly [from: number, to: number];
  readonly hash?: 'SHA-256' | 'SHA-1';
  readonly isAuthority?: boolean;
  readonly pathLength?: number;
  readonly extra?: readonly x509.Extension[];
}

/** An authority: self-signed, or under another. */
export function makeAuthority(subject = 'CN=Test Root', wish: CertificateWish = {}): Promise<Keyed> {
  return makeCertificate({ key: 'ec', ...wish, subject, isAuthority: true });
}

/** A certificate for mail or for a server; begin with a good one and change one thing. */
export async function makeCertificate(wish: CertificateWish): Promise<Keyed> {
  const { issuer, days = [-1, 30], subject = 'CN=Anna Lund' } = wish;
  const keys = await makeKeys(wish);
  const signingKey = issuer?.privateKey ?? keys.privateKey;
  const algorithm =
    signingKey.algorithm.name === 'ECDSA'
      ? { ...EC, hash: wish.hash ?? 'SHA-256' }
      : { ...signingKey.algorithm, hash: wish.hash ?? 'SHA-256' };
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    serialNumber: Buffer.from(
      crypto.getRandomValues(new Uint8Array(8)).map((octet) => octet & 0x7f),
    ).toString('hex'),
    notBefore: new Date(Date.now() + days[0] * DAY_MS),
    notAfter: new Date(Date.now() + days[1] * DAY_MS),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: extensionsOf(wish),
  });
  const exported = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    der: Buffer.from(certificate.rawData),
    pem: `${certificate.toString('pem')}\n`,
    keyPem: `${x509.PemConverter.encode(exported, 'PRIVATE KEY')}\n`,
    certificate,
    privateKey: keys.privateKey,
  };
}

/** A critical extension that nobody knows. */
export function unknownCriticalExtension(): x509.Extension {
  return new x509.Extension('1.2.3.4.5', true, Uint8Array.from([0x05, 0x00]));
}

async function makeKeys({ key = 'rsa', hash = 'SHA-256' }: CertificateWish): Promise<CryptoKeyPair> {
  if (key === 'ec') return crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash,
    modulusLength: key === 'weak-rsa' ? 1024 : 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function extensionsOf(wish: CertificateWish): x509.Extension[] {
  const { key = 'rsa', usage = 'encryption', extended = 'emailProtection' } = wish;
  const names: { type: 'email' | 'dns'; value: string }[] = [
    ...(wish.email === undefined ? [] : [{ type: 'email', value: wish.email } as const]),
    ...(wish.dns === undefined ? [] : [{ type: 'dns', value: wish.dns } as const]),
  ];
  const altName = names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)];
  if (wish.isAuthority === true) {
    return [
      new x509.BasicConstraintsExtension(true, wish.pathLength, true),
      new x509.KeyUsagesExtension(U.keyCertSign | U.cRLSign, true),
      ...altName,
      ...(wish.extra ?? []),
    ];
  }
  const flags =
    usage === 'signature' ? U.digitalSignature : key === 'ec' ? U.keyAgreement : U.keyEncipherment;
  const isServer = extended === 'serverAuth';
  return [
    new x509.BasicConstraintsExtension(false),
    ...(usage === 'absent'
      ? []
      : [new x509.KeyUsagesExtension(isServer ? U.digitalSignature | flags : flags, true)]),
    ...(extended === 'absent'
      ? []
      : [
          new x509.ExtendedKeyUsageExtension([
            extended === 'any' ? '2.5.29.37.0' : x509.ExtendedKeyUsage[extended],
          ]),
        ]),
    ...altName,
    ...(wish.extra ?? []),
  ];
}
