import Type from 'typebox';
import type { Static } from 'typebox';
import { CONFIDENCES, FINDING_TYPES } from '../domain/finding.ts';
import { TLS_ASSURANCES } from '../domain/transport.ts';

const closed = { additionalProperties: false } as const;
const Domain = Type.String({
  pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$',
  description: 'a domain in lower case, such as example.org (international ones as xn--…)',
});
const LocalPart = Type.String({
  pattern: '^[^@\\s]+$',
  description: 'what stands before the @ of an address, such as sikkermail',
});
const LocalText = Type.Object({ da: Type.String(), sv: Type.String(), en: Type.String() }, closed);

const FunctionalMailbox = Type.Object(
  {
    address: Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$', description: 'a mail address' }),
    label: LocalText,
    allowedSenders: Type.Optional(
      Type.Array(Type.String(), {
        description: 'addresses or @domain; absent = everybody in the organisation',
      }),
    ),
    isDefault: Type.Optional(Type.Boolean()),
    notifyKeepers: Type.Optional(Type.Boolean()),
  },
  closed,
);

/** The part that decides verdicts; `SendPolicy` in the domain. Also what GET /api/v1/policy answers. */
const sendPolicyFields = {
  organisation: Type.Object(
    {
      name: Type.String(),
      domains: Type.Array(Domain, { minItems: 1 }),
      studentDomains: Type.Array(Domain),
      country: Type.Optional(
        Type.String({
          pattern: '^[A-Z]{2}$',
          description: 'two capital letters, such as DK; default: what the first domain’s ending tells',
        }),
      ),
      guidance: Type.Optional(
        Type.String({ pattern: '^https://', description: 'an address that begins with https://' }),
      ),
    },
    closed,
  ),
  functionalMailboxes: Type.Array(FunctionalMailbox),
  secureMode: Type.Object(
    { onByDefault: Type.Boolean(), locked: Type.Boolean(), autoActivate: Type.Boolean() },
    closed,
  ),
  tls: Type.Object(
    {
      personalData: Type.Enum(['allow', 'confirm', 'block']),
      minimumAssurance: Type.Enum([...TLS_ASSURANCES], {
        description:
          'the least that personal data over TLS needs: verified-now = every mail server shows a certificate that holds; ' +
          'authenticated-sts = the domain’s MTA-STS policy or DANE confirms them; authenticated-dane = DANE confirms ' +
          'them; encrypted-only = also where a domain publishes TLSA records that cannot be used; ' +
          'encrypted-unauthenticated = TLS 1.2 or later is enough, whatever the certificate',
      }),
    },
    closed,
  ),
  detection: Type.Object(
    {
      types: Type.Array(Type.Enum([...FINDING_TYPES])),
      minimumConfidence: Type.Enum([...CONFIDENCES]),
      unreadableAttachments: Type.Enum(['confirm', 'block']),
      override: Type.Enum(['with-reason', 'never'], {
        description: 'whether a sender may say, with a reason, that a finding is no personal data',
      }),
      context: Type.Optional(
        Type.Enum(['ask', 'block'], {
          description:
            'sensitive words about a person: ask = the sender says whether they are personal data (default); block = they ' +
            'count as such',
        }),
      ),
    },
    closed,
  ),
};

export const SendPolicySchema = Type.Object(sendPolicyFields, closed);

const Priority = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 100, description: 'lower is preferred; default: 50' }),
);

/** Where certificates of recipients are published. */
const CertificateDirectoryEntry = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('ldap'),
      name: Type.String(),
      url: Type.String({
        pattern: '^ldaps?://',
        description: 'an address that begins with ldap:// or ldaps://',
      }),
      base: Type.String(),
      filterAttribute: Type.Optional(
        Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]*$', description: 'the name of an LDAP attribute' }),
      ),
      trust: Type.Optional(
        Type.String({ description: 'PEM file with the roots for ldaps://; default: the public ones' }),
      ),
      timeoutSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
      priority: Priority,
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('folder'), name: Type.String(), path: Type.String(), priority: Priority },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('uploads'), name: Type.String(), priority: Priority },
    { ...closed, description: 'certificates added with "secure-send certificates add"' },
  ),
  Type.Object(
    { kind: Type.Literal('smimea'), name: Type.String(), priority: Priority },
    { ...closed, description: 'DNS, where DNSSEC vouches for it (RFC 8162)' },
  ),
]);

/** Where the list of organisations joined by tunnel mail comes from: a file, or an address that is fetched by itself. */
const tunnelListFields = {
  format: Type.Optional(
    Type.Enum(['csv', 'json', 'text'], { description: 'default: by ending or content type' }),
  ),
  maximumAgeDays: Type.Integer({ minimum: 1, description: 'an older list is flagged as old' }),
  maximumShrinkPercent: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 100,
      description: 'a new list that lacks more of the last one is refused; default: 20',
    }),
  ),
};
const TunnelListEntry = Type.Union([
  Type.Object(
    { file: Type.String({ description: 'CSV with a header line, JSON or text' }), ...tunnelListFields },
    closed,
  ),
  Type.Object(
    {
      url: Type.String({ pattern: '^https://', description: 'an address that begins with https://' }),
      refreshMinutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 10_080 })),
      ...tunnelListFields,
    },
    closed,
  ),
]);

/** The policy file. Unknown keys are errors; paths are relative to the data folder of the service. */
export const PolicyFile = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    ...sendPolicyFields,
    certificateDirectories: Type.Array(CertificateDirectoryEntry),
    certificateTrustAnchors: Type.Array(
      Type.String({ description: 'PEM file with the roots that recipients’ certificates must chain to' }),
    ),
    certificates: Type.Object(
      {
        revocation: Type.Enum(['require', 'accept-unknown', 'off'], {
          description:
            'require = a certificate of which nobody says whether it is revoked is not used; accept-unknown = it is ' +
            'used and flagged; off = nobody is asked',
        }),
        domainCertificates: Type.Array(LocalPart, {
          description:
            'local parts of shared addresses whose certificate may be used for everybody at the same domain, such as ' +
            'sikkermail; empty = only a recipient’s own certificate counts',
        }),
      },
      closed,
    ),
    tunnelList: TunnelListEntry,
    consumerDomains: Type.Object({ additional: Type.Array(Domain) }, closed),
    retention: Type.Object({ sendRecordsDays: Type.Integer({ minimum: 1, maximum: 3650 }) }, closed),
  },
  { ...closed, $id: 'secure-send-policy', title: 'Secure Send policy' },
);
export type PolicyFile = Static<typeof PolicyFile>;
