import type {
  KeyUse,
  ProbeOutcome,
  RevocationFacts,
  StsOutcome,
  TlsaOutcome,
} from '../../../domain/evidence.ts';

/** Words for what an answer rests on (C5). */
export interface EvidenceTexts {
  readonly certificateUse: CertificateUseTexts;
  readonly ownDomain: string;
  readonly directory: string;
  readonly directoryOutcome: Readonly<Record<'found' | 'not-found' | 'unreachable', string>>;
  readonly certificate: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly validity: string;
  readonly period: (from: string, to: string) => string;
  readonly fingerprint: string;
  readonly foundBy: string;
  readonly source: string;
  readonly tunnelList: string;
  readonly organisation: string;
  readonly domain: string;
  readonly listedDomain: string;
  readonly since: string;
  readonly listedAt: string;
  readonly mailServers: string;
  readonly mailServer: string;
  readonly implicit: string;
  /** Whether the domain’s entries are signed (DNSSEC). */
  readonly nameSystem: string;
  readonly isSigned: Readonly<Record<'yes' | 'no', string>>;
  readonly tlsa: string;
  readonly tlsaOutcome: Readonly<Record<TlsaOutcome, string>>;
  readonly tlsaRecord: string;
  readonly sts: string;
  readonly stsOutcome: Readonly<Record<StsOutcome, string>>;
  readonly stsServers: string;
  readonly stsKept: string;
  readonly fetchedAt: string;
  readonly holdsUntil: string;
  readonly probe: string;
  readonly protocol: string;
  readonly outcome: string;
  readonly probeOutcome: Readonly<Record<ProbeOutcome, string>>;
  readonly dane: string;
  readonly daneOutcome: Readonly<Record<'match' | 'mismatch', string>>;
  readonly askedBy: string;
  readonly leftOut: string;
  readonly leftOutValue: (family: string) => string;
  readonly consumerDomain: string;
}

/** What a certificate lets one do, and whether it still holds. */
interface CertificateUseTexts {
  readonly key: string;
  readonly signature: string;
  readonly usage: string;
  readonly unrestricted: string;
  readonly use: Readonly<Record<KeyUse, string>>;
  readonly revocation: string;
  readonly state: Readonly<Record<RevocationFacts['state'], string>>;
  readonly revokedAt: (day: string) => string;
  readonly checkedAt: (instant: string) => string;
  readonly answeredBy: Readonly<Record<'crl' | 'ocsp', string>>;
  readonly noAnswerFrom: string;
  readonly nextUpdate: string;
}
