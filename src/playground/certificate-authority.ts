// @peculiar/x509 needs Reflect's metadata methods, and needs them first.
import 'core-js/full/reflect/index.js';
import * as x509 from '@peculiar/x509';

export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** A certificate with its key: able to sign (an authority) or to answer (a server). */
export interface KeyedCertificate {
  readonly certificate: x509.X509Certificate;
  readonly privateKey: CryptoKey;
}

export type CertificateExtension = x509.Extension;

export type KeyKind = 'ec' | 'rsa';
/** `signature`: fit for signing in, not for receiving encrypted mail. */
export type Purpose = 'server' | 'mail' | 'signature';

interface LeafRequest {
  /** RFC 4514 text: `CN=Anna Lund, C=DK`. */
  readonly subject: string;
  readonly names: readonly { readonly type: 'dns' | 'email' | 'ip'; readonly value: string }[];
  readonly purpose: Purpose;
  readonly period: Period;
  readonly key?: KeyKind;
  /** Address where the issuer publishes what it has revoked (RFC 5280 §4.2.1.13). */
  readonly revocationList?: string;
}

export const DAY_MS = 86_400_000;

/** The time from `startDays` to `endDays` around now. */
export function periodAround(now: Date, startDays: number, endDays: number): Period {
  return { from: daysAfter(now, startDays), to: daysAfter(now, endDays) };
}

export function daysAfter(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** A self-signed root; `extensions` narrow what it may sign. */
export async function makeAuthority(
  subject: string,
  period: Period,
  extensions: readonly CertificateExtension[] = [],
): Promise<KeyedCertificate> {
  const keys = await makeKeys('ec');
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: subject,
    serialNumber: serialNumber(),
    notBefore: period.from,
    notAfter: period.to,
    signingAlgorithm: signing(keys.privateKey),
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...extensions,
    ],
  });
  return { certificate, privateKey: keys.privateKey };
}

/** A critical extension from its DER content. */
export function makeExtension(oid: string, content: Buffer): CertificateExtension {
  return new x509.Extension(oid, true, Uint8Array.from(content));
}

/** A certificate that cannot sign others. Without an issuer it signs itself. */
export async function makeLeaf(
  issuer: KeyedCertificate | undefined,
  request: LeafRequest,
): Promise<KeyedCertificate> {
  const keys = await makeKeys(request.key ?? 'ec');
  const signingKey = issuer?.privateKey ?? keys.privateKey;
  const certificate = await x509.X509CertificateGenerator.create({
    subject: request.subject,
    issuer: issuer?.certificate.subject ?? request.subject,
    serialNumber: serialNumber(),
    notBefore: request.period.from,
    notAfter: request.period.to,
    signingAlgorithm: signing(signingKey),
    publicKey: keys.publicKey,
    signingKey,
    extensions: await leafExtensions(request, { own: keys.publicKey, issuer }),
  });
  return { certificate, privateKey: keys.privateKey };
}

/** The issuer's list of what it has revoked, in DER (RFC 5280 §5). */
export async function makeRevocationList(
  issuer: KeyedCertificate,
  revoked: readonly KeyedCertificate[],
  { from, to }: Period,
): Promise<Buffer> {
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.certificate.subject,
    thisUpdate: from,
    nextUpdate: to,
    entries: revoked.map(({ certificate }) => ({
      serialNumber: certificate.serialNumber,
      revocationDate: from,
      reason: x509.X509CrlReason.keyCompromise,
    })),
    extensions: [await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey)],
    signingAlgorithm: signing(issuer.privateKey),
    signingKey: issuer.privateKey,
  });
  return Buffer.from(list.rawData);
}

/** The private key as PKCS #8 PEM. */
export async function keyToPem(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

export function certificateToPem({ certificate }: Pick<KeyedCertificate, 'certificate'>): string {
  return `${certificate.toString('pem')}\n`;
}

/** Reads back what `keyToPem` and `certificateToPem` wrote, for an authority (EC keys). */
export async function readAuthority(certificatePem: string, keyPem: string): Promise<KeyedCertificate> {
  const privateKey = await crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(keyPem), EC, true, [
    'sign',
  ]);
  return { certificate: new x509.X509Certificate(certificatePem), privateKey };
}

const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

const EXTENDED_USAGE: Readonly<Record<Purpose, x509.ExtendedKeyUsage>> = {
  server: x509.ExtendedKeyUsage.serverAuth,
  mail: x509.ExtendedKeyUsage.emailProtection,
  signature: x509.ExtendedKeyUsage.clientAuth,
};

/** To receive encrypted mail an RSA key must encipher keys, an EC key agree on them (RFC 8550 §4.4.2). */
function usagesFor(purpose: Purpose, key: KeyKind | undefined): x509.KeyUsageFlags {
  const { digitalSignature, keyAgreement, keyEncipherment } = x509.KeyUsageFlags;
  if (purpose !== 'mail') return digitalSignature;
  return digitalSignature | (key === 'rsa' ? keyEncipherment : keyAgreement);
}

async function makeKeys(kind: KeyKind): Promise<CryptoKeyPair> {
  return kind === 'ec'
    ? crypto.subtle.generateKey(EC, true, ['sign', 'verify'])
    : crypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
}

function signing(key: CryptoKey): EcdsaParams | Algorithm {
  return key.algorithm.name === 'ECDSA' ? { name: 'ECDSA', hash: 'SHA-256' } : { name: key.algorithm.name };
}

async function leafExtensions(
  { names, purpose, key, revocationList }: LeafRequest,
  keys: { readonly own: CryptoKey; readonly issuer: KeyedCertificate | undefined },
): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(usagesFor(purpose, key), true),
    new x509.ExtendedKeyUsageExtension([EXTENDED_USAGE[purpose]]),
    new x509.SubjectAlternativeNameExtension([...names]),
    await x509.SubjectKeyIdentifierExtension.create(keys.own),
    await x509.AuthorityKeyIdentifierExtension.create(keys.issuer?.certificate.publicKey ?? keys.own),
    ...(revocationList === undefined ? [] : [new x509.CRLDistributionPointsExtension([revocationList])]),
  ];
}

/** 16 octets with the top bits set to 01: positive and of full length (RFC 5280 §4.1.2.2). */
function serialNumber(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(octets).toString('hex');
}
