import type { Assurance, Reason, TlsAssurance, Transport } from '../../../src/domain/transport.ts';
import { nameOf } from './mail-domains.ts';
import type { MailDomainName } from './mail-domains.ts';
import type { Judgement } from './tls-judge.ts';

/** What our service is to say of a domain, and what Postfix's own tool is; without it there is no server to judge. */
type Saying = readonly [Transport, Assurance, Reason, Judgement?];
type Case = readonly [what: string, domain: MailDomainName | 'null' | 'missing', Saying, TlsAssurance?];

/** One case of a row of the decision table. */
export interface DecisionCase {
  /** Names the answer that it is about: the domain, and what the policy asks for. */
  readonly key: string;
  readonly row: string;
  readonly what: string;
  readonly domain: string;
  readonly transport: Transport;
  readonly assurance: Assurance;
  readonly reason: Reason;
  readonly judgement: Judgement | undefined;
  /** What the policy asks for. */
  readonly minimumAssurance: TlsAssurance;
}

const DANE: Saying = ['tls', 'authenticated-dane', 'tls-dane', 'authenticated'];
const MISMATCH: Saying = ['none', 'nothing', 'dane-mismatch', 'unauthenticated'];
const STS: Saying = ['tls', 'authenticated-sts', 'tls-sts', 'authenticated'];
const VERIFIED: Saying = ['tls', 'verified-now', 'tls-verified', 'authenticated'];
const UNPROVEN = 'encrypted-unauthenticated';
const notEnough = (reason: Reason): Saying => ['none', UNPROVEN, reason, 'unauthenticated'];
const accepted = (reason: Reason): Saying => ['tls', UNPROVEN, reason, 'unauthenticated'];
const notEncrypted = (reason: Reason): Saying => ['none', 'nothing', reason, 'not-encrypted'];
const open = (reason: Reason): Saying => ['unknown', 'nothing', reason, 'unknown'];

/** The rows that are about mail servers, in the words and the order of the decision table. */
const TABLE: Readonly<Record<string, readonly Case[]>> = {
  'null MX, NXDOMAIN': [
    ['null MX', 'null', ['undeliverable', 'nothing', 'null-mx']],
    ['NXDOMAIN', 'missing', ['undeliverable', 'nothing', 'no-such-domain']],
  ],
  'MX, A, TLSA all DNSSEC-authenticated; TLS ≥ 1.2; TLSA matches': [
    ['by the key', 'dane-key', DANE],
    ['by the authority', 'dane-authority', DANE],
    ['by the key, in SHA-512', 'dane-sha512', DANE],
    ['by the key, in full', 'dane-whole', DANE],
    ['by one of two keys', 'dane-rollover', DANE],
    ['by a key beside a record that cannot be used', 'dane-beside', DANE],
    ['by the authority, for a wildcard', 'dane-wildcard', DANE],
    ['by the key, under another name', 'dane-misnamed-key', DANE],
    ['with a certificate that signed itself', 'dane-alone', DANE],
    ['with a certificate that has ended', 'dane-expired', DANE],
  ],
  'TLSA usable, mismatch': [
    ['another key', 'dane-other', MISMATCH],
    ['another authority', 'dane-stranger', MISMATCH],
    ['the authority, but the certificate has ended', 'dane-ended', MISMATCH],
    ['the authority, but under another name', 'dane-misnamed', MISMATCH],
    ['MTA-STS may not rescue', 'dane-other-sts', MISMATCH],
    ['no STARTTLS at all', 'dane-plain', notEncrypted('no-starttls')],
  ],
  'host signed, TLSA SERVFAIL or timeout; MX bogus': [
    ['TLSA SERVFAIL', 'dane-forged', open('dane-unanswered')],
    ['no downgrade to MTA-STS', 'dane-forged-sts', open('dane-unanswered')],
    ['MX bogus', 'bogus-mx', open('dns-bogus')],
  ],
  'TLSA all unusable, TLS ≥ 1.2': [
    ['by default', 'dane-unusable', ['none', 'encrypted-only', 'tls-encrypted-only', 'encrypted-only']],
    [
      'by policy',
      'dane-unusable',
      ['tls', 'encrypted-only', 'tls-encrypted-only', 'encrypted-only'],
      'encrypted-only',
    ],
  ],
  'no TLSA; MTA-STS enforce, MX matches, PKIX ok': [['enforce', 'sts-enforce', STS]],
  'MTA-STS enforce, MX or certificate fails': [
    ['MX fails', 'sts-other', ['none', 'nothing', 'sts-server-not-listed', 'unauthenticated']],
    ['certificate fails', 'sts-untrusted', ['none', 'nothing', 'sts-certificate-invalid', 'unauthenticated']],
  ],
  'MTA-STS testing/none, or fetch failed and nothing cached': [
    ['testing', 'sts-testing', VERIFIED],
    ['testing, flagged', 'sts-testing', ['tls', 'verified-now', 'sts-testing', 'authenticated']],
    ['none', 'sts-none', VERIFIED],
    ['fetch failed', 'sts-away', VERIFIED],
    ['fetch failed, flagged', 'sts-away', ['tls', 'verified-now', 'sts-unreachable', 'authenticated']],
  ],
  'no policy; TLS ≥ 1.2; PKIX ok': [
    ['TLS 1.3', 'verified', VERIFIED],
    ['TLS 1.2', 'verified-12', VERIFIED],
    ['a wildcard', 'wildcard', VERIFIED],
    ['signed, but without TLSA', 'signed-only', VERIFIED],
    ['a greeting in two parts, the second one late', 'guarded', VERIFIED],
  ],
  'TLS ≥ 1.2; self-signed, expired or wrong name': [
    ['self-signed, by default', 'self-signed', notEnough('tls-certificate-untrusted')],
    ['expired, by default', 'expired', notEnough('tls-certificate-expired')],
    ['wrong name, by default', 'wrong-name', notEnough('tls-certificate-wrong-name')],
    ['of one of two servers', 'mixed-certificates', notEnough('tls-certificate-untrusted')],
    ['self-signed, by policy', 'self-signed', accepted('tls-certificate-untrusted'), UNPROVEN],
    ['expired, by policy', 'expired', accepted('tls-certificate-expired'), UNPROVEN],
    ['wrong name, by policy', 'wrong-name', accepted('tls-certificate-wrong-name'), UNPROVEN],
  ],
  'only < 1.2': [['TLS 1.0', 'old', notEncrypted('tls-too-old')]],
  'no STARTTLS': [
    ['the only server', 'plain', notEncrypted('no-starttls')],
    ['the weaker of two servers', 'mixed', notEncrypted('no-starttls')],
    ['offered and refused for good', 'never', notEncrypted('no-starttls')],
  ],
  'timeout, 4xx/5xx banner, port 25 blocked': [
    ['timeout', 'silent', open('no-answer-in-time')],
    ['timeout, with TLSA all unusable', 'dane-unusable-silent', open('no-answer-in-time')],
    ['4xx banner', 'busy', open('mail-server-refused')],
    ['5xx banner', 'refusing', open('mail-server-refused')],
    ['STARTTLS refused for now', 'later', open('mail-server-refused')],
    ['5xx banner of one of two servers', 'mixed-open', open('mail-server-refused')],
    ['nobody there', 'nobody', open('mail-server-unreachable')],
    ['nobody there, with TLSA all unusable', 'dane-unusable-nobody', open('mail-server-unreachable')],
  ],
  'consumer provider': [['+ flag `consumer`', 'consumer', VERIFIED]],
};

/** All cases of all rows. */
export const DECISION_CASES: readonly DecisionCase[] = Object.entries(TABLE).flatMap(([row, cases]) =>
  cases.map(([what, name, saying, minimumAssurance = 'verified-now']) => {
    const [transport, assurance, reason, judgement] = saying;
    const domain = name === 'null' || name === 'missing' ? `${name}.open.test` : nameOf(name);
    const key = keyOf(domain, minimumAssurance);
    return { key, row, what, domain, transport, assurance, reason, judgement, minimumAssurance };
  }),
);

/** The domains to ask about, by what the policy asks for. */
export function domainsByPolicy(): ReadonlyMap<TlsAssurance, readonly string[]> {
  const groups = Map.groupBy(DECISION_CASES, ({ minimumAssurance }) => minimumAssurance);
  return new Map(
    [...groups].map(([minimum, cases]) => [minimum, [...new Set(cases.map(({ domain }) => domain))]]),
  );
}

export function keyOf(domain: string, minimumAssurance: TlsAssurance): string {
  return `${domain} ${minimumAssurance}`;
}
