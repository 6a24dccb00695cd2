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

export type ProbeOutcome =
  | 'tls-verified'
  | 'certificate-expired'
  | 'certificate-wrong-name'
  | 'certificate-untrusted'
  | 'tls-too-old'
  | 'no-starttls'
  | 'no-answer-in-time'
  | 'refused'
  | 'unreachable';

/** How a look-up in DNS ended that led to no mail server; named as the reasons that rest on it. */
export type DnsOutcome = 'no-such-domain' | 'null-mx' | 'no-mail-server' | 'dns-unreachable';

/** What an answer rests on (C5): where it was looked, and what was seen there. */
export type Evidence =
  | { readonly kind: 'own-domain'; readonly domain: string }
  | {
      readonly kind: 'directory';
      readonly source: string;
      readonly outcome: 'found' | 'not-found' | 'unreachable';
    }
  | { readonly kind: 'certificate'; readonly source: string; readonly certificate: CertificateFacts }
  | {
      readonly kind: 'tunnel-list';
      readonly source: string;
      readonly organisation: string;
      readonly domain: string;
      readonly since?: string;
      readonly listedAt: string;
    }
  | { readonly kind: 'dns'; readonly domain: string; readonly outcome: DnsOutcome }
  | {
      readonly kind: 'mail-servers';
      readonly domain: string;
      readonly servers: readonly MailServer[];
      readonly implicit: boolean;
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
    }
  | { readonly kind: 'consumer-domain'; readonly domain: string; readonly source: string };
