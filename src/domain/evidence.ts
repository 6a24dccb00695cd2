/** One MX host, weakest preference last (RFC 5321 §5.1). */
export interface MailServer {
  readonly host: string;
  readonly preference: number;
}

/** What a certificate says of itself. Times are ISO 8601 in UTC; the fingerprint is SHA-256 in hex with colons. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly fingerprint: string;
}

/** Names of keyUsage, by bit (RFC 5280 §4.2.1.3). */
export const KEY_USAGE_BITS = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** What a key may be used for: by keyUsage, and `emailProtection` and `any` of RFC 5280 §4.2.1.12. */
export const KEY_USES = [...KEY_USAGE_BITS, 'emailProtection', 'any', 'other'] as const;
export type KeyUse = (typeof KEY_USES)[number];

export const REVOCATION_STATES = ['good', 'revoked', 'unknown', 'unchecked'] as const;

/** What the issuer says of a certificate's revocation. Times are ISO 8601 in UTC. */
export interface RevocationFacts {
  /** `unknown`: nobody could say. `unchecked`: the policy does not ask. */
  readonly state: (typeof REVOCATION_STATES)[number];
  readonly method?: 'crl' | 'ocsp';
  /** Address that the answer came from, or that did not answer. */
  readonly source?: string;
  readonly checkedAt?: string;
  readonly nextUpdate?: string;
  readonly revokedAt?: string;
}

/** What a certificate lets one do, and whether it still holds. */
export interface CertificateUse {
  /** Kind and size of the key, such as "RSA 2048" or "EC P-256". */
  readonly key: string;
  /** Name of the signature algorithm, such as "sha256WithRSAEncryption", or its object identifier. */
  readonly signature: string;
  /** Empty: the certificate does not restrict its use. */
  readonly usage: readonly KeyUse[];
  readonly revocation: RevocationFacts;
}

/** One TLSA record (RFC 6698 §2.1); `data` in hex. */
export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly data: string;
}

/** `not-signed`: the host's address is not signed, so that none is asked for (RFC 7672 §2.1.2). */
export type TlsaOutcome = 'usable' | 'unusable' | 'none' | 'not-signed' | 'failed';
/** What a domain's MTA-STS policy says (RFC 8461 §3.2); `no-policy`: it has none; `unreachable`: it could not be fetched. */
export type StsOutcome = 'enforce' | 'testing' | 'none' | 'no-policy' | 'unreachable';

export const PROBE_OUTCOMES = [
  'tls-verified',
  'certificate-expired',
  'certificate-wrong-name',
  'certificate-untrusted',
  'tls-too-old',
  'no-starttls',
  'no-answer-in-time',
  'refused',
  'unreachable',
  'port-25-blocked',
] as const;
export type ProbeOutcome = (typeof PROBE_OUTCOMES)[number];

/** How a look-up in DNS ended that led to no mail server; named as the reasons that rest on it. */
export type DnsOutcome = 'no-such-domain' | 'null-mx' | 'no-mail-server' | 'dns-unreachable' | 'dns-bogus';

/** What an answer rests on (C5): where it was looked, and what was seen there. */
export type Evidence =
  | { readonly kind: 'own-domain'; readonly domain: string }
  | {
      readonly kind: 'directory';
      readonly source: string;
      readonly outcome: 'found' | 'not-found' | 'unreachable';
    }
  | {
      readonly kind: 'certificate';
      readonly source: string;
      readonly certificate: CertificateFacts;
      readonly use?: CertificateUse;
      /** The address that the certificate was found by, where it is the organisation's and not the recipient's own. */
      readonly foundBy?: string;
    }
  | {
      readonly kind: 'tunnel-list';
      readonly source: string;
      readonly organisation: string;
      readonly domain: string;
      /** The entry stands for a domain above, and for all below it. */
      readonly listedDomain?: string;
      readonly since?: string;
      readonly listedAt: string;
    }
  | { readonly kind: 'dns'; readonly domain: string; readonly outcome: DnsOutcome }
  | {
      readonly kind: 'mail-servers';
      readonly domain: string;
      readonly servers: readonly MailServer[];
      readonly implicit: boolean;
      /** The answer is signed and was verified (DNSSEC). */
      readonly isAuthenticated?: boolean;
    }
  | {
      readonly kind: 'tlsa';
      readonly host: string;
      readonly outcome: TlsaOutcome;
      readonly records: readonly TlsaRecord[];
    }
  | {
      readonly kind: 'mta-sts';
      readonly domain: string;
      readonly outcome: StsOutcome;
      /** Patterns of the mail servers that the policy names. */
      readonly servers?: readonly string[];
      readonly fetchedAt?: string;
      readonly expiresAt?: string;
      /** The policy could not be fetched anew: the one kept from before still holds (RFC 8461 §3.3). */
      readonly isKept?: boolean;
    }
  | {
      readonly kind: 'probe';
      readonly host: string;
      readonly port: number;
      readonly outcome: ProbeOutcome;
      readonly protocol?: string;
      readonly certificate?: CertificateFacts;
      /** The host has addresses of this family too, but whoever asked has no way to any such address. */
      readonly leftOut?: 'IPv4' | 'IPv6';
      /** Whether the certificate is the one that the host's TLSA records name. */
      readonly dane?: 'match' | 'mismatch';
      /** Host that asked in our place. */
      readonly askedBy?: string;
    }
  | { readonly kind: 'consumer-domain'; readonly domain: string; readonly source: string };
