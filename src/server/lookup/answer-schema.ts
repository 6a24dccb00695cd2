import Type from 'typebox';
import { CertificateUseSchema } from '../../contract/directory.ts';
import { PROBE_OUTCOMES } from '../../domain/evidence.ts';
import type { DnsOutcome, Evidence, StsOutcome, TlsaOutcome } from '../../domain/evidence.ts';
import { REASONS, TLS_ASSURANCES } from '../../domain/transport.ts';
import type { Assurance } from '../../domain/transport.ts';

/** What a kept answer may be made of. A table lacks no word of the domain, or it is a type error here. */
const DNS: Readonly<Record<DnsOutcome, true>> = {
  'no-such-domain': true,
  'null-mx': true,
  'no-mail-server': true,
  'dns-unreachable': true,
  'dns-bogus': true,
};
const TLSA: Readonly<Record<TlsaOutcome, true>> = {
  usable: true,
  unusable: true,
  none: true,
  'not-signed': true,
  failed: true,
};
const STS: Readonly<Record<StsOutcome, true>> = {
  enforce: true,
  testing: true,
  none: true,
  'no-policy': true,
  unreachable: true,
};

const text = Type.String();
const whole = Type.Integer();
const instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z$' });
const wordOf = <T extends string>(table: Readonly<Record<T, true>>) =>
  Type.Unsafe<T>(Type.Enum(Object.keys(table)));
const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Enum([...words]));
const maybe = Type.Optional;

const Certificate = Type.Object({
  subject: text,
  issuer: text,
  serialNumber: text,
  notBefore: instant,
  notAfter: instant,
  fingerprint: text,
});
const MailServer = Type.Object({ host: text, preference: whole });
const TlsaRecord = Type.Object({ usage: whole, selector: whole, matchingType: whole, data: text });

/** By kind: a kind that is missing here is a type error, and one that is unknown is no evidence. */
const EVIDENCE = {
  'own-domain': Type.Object({ kind: Type.Literal('own-domain'), domain: text }),
  directory: Type.Object({
    kind: Type.Literal('directory'),
    source: text,
    outcome: oneOf('found', 'not-found', 'unreachable'),
  }),
  certificate: Type.Object({
    kind: Type.Literal('certificate'),
    source: text,
    certificate: Certificate,
    use: maybe(CertificateUseSchema),
    foundBy: maybe(text),
  }),
  'tunnel-list': Type.Object({
    kind: Type.Literal('tunnel-list'),
    source: text,
    organisation: text,
    domain: text,
    listedDomain: maybe(text),
    since: maybe(text),
    listedAt: instant,
  }),
  dns: Type.Object({ kind: Type.Literal('dns'), domain: text, outcome: wordOf(DNS) }),
  'mail-servers': Type.Object({
    kind: Type.Literal('mail-servers'),
    domain: text,
    servers: Type.Array(MailServer),
    implicit: Type.Boolean(),
    isAuthenticated: maybe(Type.Boolean()),
  }),
  tlsa: Type.Object({
    kind: Type.Literal('tlsa'),
    host: text,
    outcome: wordOf(TLSA),
    records: Type.Array(TlsaRecord),
  }),
  'mta-sts': Type.Object({
    kind: Type.Literal('mta-sts'),
    domain: text,
    outcome: wordOf(STS),
    servers: maybe(Type.Array(text)),
    fetchedAt: maybe(instant),
    expiresAt: maybe(instant),
    isKept: maybe(Type.Boolean()),
  }),
  probe: Type.Object({
    kind: Type.Literal('probe'),
    host: text,
    port: whole,
    outcome: oneOf(...PROBE_OUTCOMES),
    protocol: maybe(text),
    certificate: maybe(Certificate),
    leftOut: maybe(oneOf('IPv4', 'IPv6')),
    dane: maybe(oneOf('match', 'mismatch')),
    askedBy: maybe(text),
  }),
  'consumer-domain': Type.Object({ kind: Type.Literal('consumer-domain'), domain: text, source: text }),
} satisfies Readonly<Record<Evidence['kind'], unknown>>;

const said = {
  reasons: Type.Array(oneOf(...REASONS)),
  evidence: Type.Array(Type.Union(Object.values(EVIDENCE))),
};
const match = { kind: Type.Literal('match'), ...said };
const insecure = oneOf<Assurance>('nothing', 'encrypted-unauthenticated', 'encrypted-only');

/** What a source that asks elsewhere may answer. Own domains and the tunnel list are read each time and never kept. */
export const SourceAnswerSchema = Type.Union([
  Type.Object({ ...match, transport: oneOf('certificate'), assurance: oneOf<Assurance>('end-to-end') }),
  Type.Object({ ...match, transport: oneOf('tls'), assurance: oneOf<Assurance>(...TLS_ASSURANCES) }),
  Type.Object({ ...match, transport: oneOf('none', 'undeliverable', 'unknown'), assurance: insecure }),
  Type.Object({ kind: oneOf('pass', 'inconclusive'), ...said }),
]);
