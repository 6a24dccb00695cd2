const BLOCK =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** The certificates in a file, each in DER: those of a PEM file in order, or the one of a DER file. */
export function readCertificateFile(bytes: Buffer): readonly Buffer[] {
  const text = bytes.toString('latin1');
  if (!text.includes('-----BEGIN ')) return bytes.length === 0 ? [] : [bytes];
  return [...text.matchAll(BLOCK)].map((match) => Buffer.from(match[1] ?? '', 'base64'));
}
