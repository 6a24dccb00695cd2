import type { CertificateFacts, CertificateUse, RevocationFacts } from '../domain/evidence.ts';
import { formatDay, formatInstant } from './text/pane-text.ts';
import type { Wording } from './text/pane-text.ts';
import type { FactLine } from './view-types.ts';

/** A certificate as a search or an answer tells it: where it lies, what stands in it, what it is good for. */
export interface FoundCertificate {
  readonly source: string;
  readonly certificate: CertificateFacts;
  readonly use?: CertificateUse | undefined;
  /** The organisation's address that it was found by. */
  readonly foundBy?: string | undefined;
}

/** All that is known of a certificate that was found, line by line (A6). */
export function foundCertificateLines(found: FoundCertificate, wording: Wording): readonly FactLine[] {
  const { evidence } = wording.pane;
  const { source, certificate, use, foundBy } = found;
  return [
    ...subjectLines(certificate, wording),
    ...(use === undefined ? [] : purposeLines(use, wording)),
    ...numberLines(certificate, wording),
    { label: evidence.source, value: source },
    ...(foundBy === undefined ? [] : [{ label: evidence.foundBy, value: foundBy, isCode: true }]),
  ];
}

/** What a certificate says of itself: holder, issuer, validity, numbers. */
export function certificateLines(certificate: CertificateFacts, wording: Wording): readonly FactLine[] {
  return [...subjectLines(certificate, wording), ...numberLines(certificate, wording)];
}

function subjectLines(certificate: CertificateFacts, { pane, language }: Wording): readonly FactLine[] {
  const { evidence } = pane;
  const from = formatDay(certificate.notBefore, language);
  return [
    { label: evidence.subject, value: certificate.subject },
    { label: evidence.issuer, value: certificate.issuer },
    { label: evidence.validity, value: evidence.period(from, formatDay(certificate.notAfter, language)) },
  ];
}

function numberLines(certificate: CertificateFacts, { pane }: Wording): readonly FactLine[] {
  return [
    { label: pane.evidence.serialNumber, value: certificate.serialNumber, isCode: true },
    { label: pane.evidence.fingerprint, value: certificate.fingerprint, isCode: true },
  ];
}

function purposeLines(use: CertificateUse, wording: Wording): readonly FactLine[] {
  const texts = wording.pane.evidence.certificateUse;
  const uses = use.usage.map((one) => texts.use[one]).join(', ');
  return [
    { label: texts.usage, value: uses === '' ? texts.unrestricted : uses },
    ...revocationLines(use.revocation, wording),
    { label: texts.key, value: use.key },
    { label: texts.signature, value: use.signature },
  ];
}

/** `ikke spærret (kontrolleret 26. nov. 2026, 14.02)`, and who says so. */
function revocationLines(revocation: RevocationFacts, wording: Wording): readonly FactLine[] {
  const texts = wording.pane.evidence.certificateUse;
  const { state, method = 'ocsp', source, nextUpdate } = revocation;
  const from = state === 'unknown' ? texts.noAnswerFrom : texts.answeredBy[method];
  return [
    { label: texts.revocation, value: revocationState(revocation, wording) },
    ...(source === undefined ? [] : [{ label: from, value: source, isCode: true }]),
    ...(nextUpdate === undefined
      ? []
      : [{ label: texts.nextUpdate, value: formatInstant(nextUpdate, wording.language) }]),
  ];
}

function revocationState({ state, revokedAt, checkedAt }: RevocationFacts, wording: Wording): string {
  const { language } = wording;
  const texts = wording.pane.evidence.certificateUse;
  const isDated = state === 'revoked' && revokedAt !== undefined;
  const words = isDated
    ? `${texts.state.revoked} ${texts.revokedAt(formatDay(revokedAt, language))}`
    : texts.state[state];
  if (checkedAt === undefined || state === 'unchecked') return words;
  return `${words} (${texts.checkedAt(formatInstant(checkedAt, language))})`;
}
