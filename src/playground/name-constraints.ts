import { makeExtension } from './certificate-authority.ts';
import type { CertificateExtension } from './certificate-authority.ts';

const NAME_CONSTRAINTS = '2.5.29.30';
const TAG = { sequence: 0x30, permitted: 0xa0, dnsName: 0x82, ipAddress: 0x87 } as const;

/**
 * Lets a CA sign for this machine only (RFC 5280 §4.2.1.10), so that a browser which trusts the playground's CA
 * would not believe it about any other site, whoever gets hold of its key.
 */
export function onlyLocalhost(): CertificateExtension {
  const names = [
    element(TAG.dnsName, Buffer.from('localhost', 'ascii')),
    element(TAG.ipAddress, Buffer.from([127, 0, 0, 1, 255, 255, 255, 255])),
    element(TAG.ipAddress, Buffer.concat([Buffer.alloc(15), Buffer.from([1]), Buffer.alloc(16, 255)])),
  ];
  const subtrees = names.map((name) => element(TAG.sequence, name));
  const permitted = element(TAG.permitted, Buffer.concat(subtrees));
  return makeExtension(NAME_CONSTRAINTS, element(TAG.sequence, permitted));
}

/** One DER element; all of these are shorter than 128 octets. */
function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}
