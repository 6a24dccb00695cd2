import Type from 'typebox';
import type { Static } from 'typebox';
import { CONFIDENCES, FINDING_TYPES } from '../domain/finding.ts';
import { TLS_ASSURANCES } from '../domain/transport.ts';

const closed = { additionalProperties: false } as const;
const Domain = Type.String({
  pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$',
  description: 'a domain in lower case, such as example.org (international ones as xn--…)',
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
    { name: Type.String(), domains: Type.Array(Domain, { minItems: 1 }), studentDomains: Type.Array(Domain) },
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
          'encrypted-unauthenticated = TLS 1.2 or later is enough, whatever the certificate; authenticated-dane and ' +
          'authenticated-sts are not looked for yet, so that nobody reaches them; encrypted-only is never found either ' +
          'and asks for the same as verified-now',
      }),
    },
    closed,
  ),
  detection: Type.Object(
    {
      types: Type.Array(Type.Enum([...FINDING_TYPES])),
      minimumConfidence: Type.Enum([...CONFIDENCES]),
      unreadableAttachments: Type.Enum(['confirm', 'block']),
    },
    closed,
  ),
};

export const SendPolicySchema = Type.Object(sendPolicyFields, closed);

/** The policy file. Unknown keys are errors; paths are relative to the data folder of the service. */
export const PolicyFile = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    ...sendPolicyFields,
    certificateDirectories: Type.Array(
      Type.Union([
        Type.Object(
          {
            kind: Type.Literal('ldap'),
            name: Type.String(),
            url: Type.String({
              pattern: '^ldaps?://',
              description: 'an address that begins with ldap:// or ldaps://',
            }),
            base: Type.String(),
            mailAttribute: Type.Optional(
              Type.String({
                pattern: '^[A-Za-z][A-Za-z0-9-]*$',
                description: 'the name of an LDAP attribute',
              }),
            ),
          },
          closed,
        ),
        Type.Object({ kind: Type.Literal('folder'), name: Type.String(), path: Type.String() }, closed),
      ]),
    ),
    certificateTrustAnchors: Type.Array(
      Type.String({ description: 'PEM file with the roots that recipients’ certificates must chain to' }),
    ),
    tunnelList: Type.Object(
      {
        file: Type.String({ description: 'CSV with a header line: domain,name,since' }),
        maximumAgeDays: Type.Integer({ minimum: 1 }),
      },
      closed,
    ),
    consumerDomains: Type.Object({ additional: Type.Array(Domain) }, closed),
    retention: Type.Object({ sendRecordsDays: Type.Integer({ minimum: 1, maximum: 3650 }) }, closed),
  },
  { ...closed, $id: 'secure-send-policy', title: 'Secure Send policy' },
);
export type PolicyFile = Static<typeof PolicyFile>;
