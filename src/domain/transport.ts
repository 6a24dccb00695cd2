import type { Evidence } from './evidence.ts';
import type { RawAddress } from './address.ts';

/** How a mail would travel to one recipient. `unknown` is never treated as safe. */
export type Transport = 'internal' | 'certificate' | 'tunnel' | 'tls' | 'none' | 'unknown' | 'undeliverable';

export const TRANSPORTS: readonly Transport[] = [
  'internal',
  'certificate',
  'tunnel',
  'tls',
  'none',
  'unknown',
  'undeliverable',
];

/** How far the transport can be trusted, and by what. */
export type Assurance =
  | 'organisational'
  | 'end-to-end'
  | 'listed'
  | 'list-stale'
  | 'authenticated-dane'
  | 'authenticated-sts'
  | 'verified-now'
  | 'encrypted-only'
  | 'encrypted-unauthenticated'
  | 'nothing';

/** TLS assurances from strongest to weakest; policy's minimum is one of them. */
export const TLS_ASSURANCES = [
  'authenticated-dane',
  'authenticated-sts',
  'verified-now',
  'encrypted-only',
  'encrypted-unauthenticated',
] as const satisfies readonly Assurance[];
export type TlsAssurance = (typeof TLS_ASSURANCES)[number];

/** Why a recipient got its class. Closed list: every door has one sentence for each. */
export const REASONS = [
  'own-domain',
  'student-domain',
  'certificate-usable',
  'certificate-not-found',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-usage',
  'certificate-wrong-name',
  'certificate-untrusted',
  'certificate-unreadable',
  'certificate-weak-key',
  'certificate-weak-signature',
  'certificate-revoked',
  'certificate-case-differs',
  'certificate-of-domain',
  'certificate-revocation-unknown',
  'certificate-revocation-unchecked',
  'directory-unreachable',
  'on-tunnel-list',
  'tunnel-list-stale',
  'tunnel-list-unreadable',
  'not-on-tunnel-list',
  'tls-dane',
  'tls-sts',
  'tls-verified',
  'tls-encrypted-only',
  'dane-mismatch',
  'dane-unanswered',
  'sts-server-not-listed',
  'sts-certificate-invalid',
  'sts-testing',
  'sts-unreachable',
  'tls-certificate-expired',
  'tls-certificate-wrong-name',
  'tls-certificate-untrusted',
  'tls-too-old',
  'no-starttls',
  'no-answer-in-time',
  'mail-server-refused',
  'mail-server-unreachable',
  'port-25-blocked',
  'dns-bogus',
  'dns-unreachable',
  'no-such-domain',
  'null-mx',
  'no-mail-server',
  'consumer-mail',
  'address-blank',
  'address-invalid',
  'domain-not-ascii',
  'domain-mixed-scripts',
  'domain-is-ip-address',
  'distribution-list',
  'recipients-truncated',
  'service-unreachable',
  'look-up-failed',
] as const;
export type Reason = (typeof REASONS)[number];

/** The answer about one recipient, with everything it rests on (C5). Times are ISO 8601 in UTC. */
export interface Classification {
  readonly address: RawAddress;
  readonly transport: Transport;
  readonly consumer: boolean;
  readonly assurance: Assurance;
  readonly reasons: readonly Reason[];
  readonly evidence: readonly Evidence[];
  readonly checkedAt: string;
  readonly expiresAt: string;
}

/** What one source says about one address. A source that could not look says `inconclusive`, never `pass`. */
export type SourceAnswer =
  | {
      readonly kind: 'match';
      readonly transport: Transport;
      readonly assurance: Assurance;
      readonly reasons: readonly Reason[];
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly kind: 'pass' | 'inconclusive';
      readonly reasons: readonly Reason[];
      readonly evidence: readonly Evidence[];
    };

/**
 * Why a class was chosen. `first-match`: the most preferred source that knows the address. `may-be-better`: it is not
 * secure by what is known, but a source could not be asked. `no-match`: no source knows it.
 */
export type ChoiceRule = 'first-match' | 'may-be-better' | 'no-match';

export interface ChosenTransport {
  readonly transport: Transport;
  readonly assurance: Assurance;
  readonly reasons: readonly Reason[];
  readonly evidence: readonly Evidence[];
  readonly rule: ChoiceRule;
  /** Which of the answers decided. */
  readonly by?: number;
}

/**
 * Chooses the class from the sources' answers in their order of preference (internal, certificate, tunnel, TLS).
 * A match stands even if a better source could not be asked, but "not secure" becomes `unknown` then (C6): there may be
 * a certificate that nobody could look up.
 */
export function chooseTransport(answers: readonly SourceAnswer[]): ChosenTransport {
  const reasons = answers.flatMap((answer) => answer.reasons);
  const evidence = answers.flatMap((answer) => answer.evidence);
  const open = { transport: 'unknown', assurance: 'nothing', reasons, evidence } as const;
  const isUncertain = answers.some((answer) => answer.kind === 'inconclusive');
  for (const [by, answer] of answers.entries()) {
    if (answer.kind !== 'match') continue;
    const { transport, assurance } = answer;
    if (isUncertain && transport === 'none') return { ...open, rule: 'may-be-better', by };
    return { transport, assurance, reasons, evidence, rule: 'first-match', by };
  }
  return { ...open, rule: 'no-match' };
}

/** The answer for a recipient about which nothing could be found out. */
export function unknownClassification(
  address: RawAddress,
  reason: Reason,
  at: { readonly checkedAt: string; readonly expiresAt: string },
): Classification {
  return {
    address,
    transport: 'unknown',
    consumer: false,
    assurance: 'nothing',
    reasons: [reason],
    evidence: [],
    ...at,
  };
}
