import type { CertificateUse, RevocationFacts } from '../../src/domain/evidence.ts';
import { formatDay, formatInstant, wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { foundCertificateLines } from '../../src/taskpane/view-certificate.ts';

const AT = '2026-11-26T13:02:00.000Z';
const NEXT = '2026-11-27T13:02:00.000Z';
const CRL = 'http://crl.oces.example/ca1.crl';
const da = wordingFor('da');
const at = formatInstant(AT, 'da');

const CERTIFICATE = {
  subject: 'CN=Anna Lund',
  issuer: 'CN=OCES udstedende-CA 1',
  serialNumber: '4c8c',
  notBefore: '2025-03-01T00:00:00.000Z',
  notAfter: '2028-03-01T00:00:00.000Z',
  fingerprint: '9A:1F',
};

const GOOD: RevocationFacts = { state: 'good', method: 'crl', source: CRL, checkedAt: AT, nextUpdate: NEXT };

function linesOf(change: Partial<CertificateUse> = {}): readonly (readonly [string, string])[] {
  const use: CertificateUse = {
    key: 'EC P-256',
    signature: 'ecdsa-with-SHA256',
    usage: ['digitalSignature', 'keyAgreement', 'emailProtection'],
    revocation: GOOD,
    ...change,
  };
  return foundCertificateLines({ source: 'Register', certificate: CERTIFICATE, use }, da).map(
    ({ label, value }) => [label, value] as const,
  );
}

const valueOf = (label: string, revocation: RevocationFacts): string | undefined =>
  linesOf({ revocation }).find(([one]) => one === label)?.[1];

describe('a certificate that was found (A6)', () => {
  it('tells holder, issuer, validity, use, revocation, key, numbers and where it lies', () => {
    expect(linesOf()).toEqual([
      ['Udstedt til', 'CN=Anna Lund'],
      ['Udstedt af', 'CN=OCES udstedende-CA 1'],
      ['Gyldigt', '1. mar. 2025 – 1. mar. 2028'],
      ['Må bruges til', 'underskrift, aftale om nøgler, sikker mail'],
      ['Spærring', `ikke spærret (kontrolleret ${at})`],
      ['Spærreliste', CRL],
      ['Svaret gælder til', formatInstant(NEXT, 'da')],
      ['Nøgle', 'EC P-256'],
      ['Underskrevet med', 'ecdsa-with-SHA256'],
      ['Serienummer', '4c8c'],
      ['Fingeraftryk (SHA-256)', '9A:1F'],
      ['Kilde', 'Register'],
    ]);
  });

  it('says since when it is revoked', () => {
    const revoked: RevocationFacts = { ...GOOD, state: 'revoked', revokedAt: '2026-10-03T00:00:00.000Z' };
    const day = formatDay('2026-10-03T00:00:00.000Z', 'da');
    expect(valueOf('Spærring', revoked)).toBe(`spærret siden ${day} (kontrolleret ${at})`);
  });

  it('says that nobody could tell, and who did not answer, never "not revoked" (C6)', () => {
    const unknown: RevocationFacts = { state: 'unknown', method: 'ocsp', source: CRL, checkedAt: AT };
    expect(valueOf('Spærring', unknown)).toBe(`kunne ikke undersøges (kontrolleret ${at})`);
    expect(valueOf('Intet svar fra', unknown)).toBe(CRL);
    expect(valueOf('Spærring oplyst af', unknown)).toBeUndefined();
  });

  it('names who answered the question, where there is no list', () => {
    expect(valueOf('Spærring oplyst af', { ...GOOD, method: 'ocsp' })).toBe(CRL);
  });

  it('says that it was not asked for, without a time', () => {
    expect(valueOf('Spærring', { state: 'unchecked', checkedAt: AT })).toBe('ikke undersøgt');
  });

  it('that does not restrict its use may be used for everything', () => {
    expect(linesOf({ usage: [] })).toContainEqual(['Må bruges til', 'alt']);
  });

  it('of the organisation says by which address it was found', () => {
    const found = { source: 'Register', certificate: CERTIFICATE, foundBy: 'sikkermail@klinik.example' };
    expect(foundCertificateLines(found, da)).toContainEqual({
      label: 'Fundet på adressen',
      value: 'sikkermail@klinik.example',
      isCode: true,
    });
  });
});
