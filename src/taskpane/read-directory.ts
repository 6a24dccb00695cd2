import type { CertificateReply, TunnelReply } from '../contract/directory.ts';
import { KEY_USES, REVOCATION_STATES } from '../domain/evidence.ts';

/** Accepts an answer of the tunnel list, else undefined. */
export function readTunnelOrganisations(value: unknown): TunnelReply | undefined {
  return isTunnelReply(value) ? value : undefined;
}

/** Accepts an answer of the certificate search, else undefined. */
export function readCertificates(value: unknown): CertificateReply | undefined {
  return isCertificateReply(value) ? value : undefined;
}

function isTunnelReply(value: unknown): value is TunnelReply {
  return (
    isRecord(value) &&
    typeof value['total'] === 'number' &&
    typeof value['listedAt'] === 'string' &&
    isListOf(value['organisations'], (one) => hasTexts(one, ['name', 'domain']))
  );
}

function isCertificateReply(value: unknown): value is CertificateReply {
  return (
    isRecord(value) &&
    typeof value['address'] === 'string' &&
    isListOf(value['unreachable'], isText) &&
    (value['unreadable'] === undefined || isListOf(value['unreadable'], isText)) &&
    isListOf(value['certificates'], isFoundCertificate)
  );
}

const CERTIFICATE_TEXTS = ['subject', 'issuer', 'serialNumber', 'notBefore', 'notAfter', 'fingerprint'];

function isFoundCertificate(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value['source']) &&
    typeof value['isUsable'] === 'boolean' &&
    isListOf(value['problems'], isText) &&
    hasTexts(value['certificate'], CERTIFICATE_TEXTS) &&
    (value['use'] === undefined || isUse(value['use']))
  );
}

function isUse(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value['revocation'])) return false;
  const { state } = value['revocation'];
  return (
    hasTexts(value, ['key', 'signature']) &&
    isListOf(value['usage'], (one) => KEY_USES.some((known) => known === one)) &&
    REVOCATION_STATES.some((known) => known === state)
  );
}

function hasTexts(value: unknown, keys: readonly string[]): boolean {
  return isRecord(value) && keys.every((key) => isText(value[key]));
}

function isListOf(value: unknown, holds: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(holds);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
