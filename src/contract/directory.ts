import Type from 'typebox';
import type { Static } from 'typebox';
import { KEY_USES, REVOCATION_STATES } from '../domain/evidence.ts';
import { CertificateFactsSchema } from './classification.ts';

const Instant = Type.String({ description: 'ISO 8601, UTC' });
const OptionalInstant = Type.Optional(Instant);

export const CertificateUseSchema = Type.Object({
  key: Type.String({ examples: ['RSA 2048', 'EC P-256'] }),
  signature: Type.String(),
  usage: Type.Array(Type.Enum([...KEY_USES]), { description: 'empty: not restricted' }),
  revocation: Type.Object({
    state: Type.Enum([...REVOCATION_STATES]),
    method: Type.Optional(Type.Enum(['crl', 'ocsp'])),
    source: Type.Optional(Type.String()),
    checkedAt: OptionalInstant,
    nextUpdate: OptionalInstant,
    revokedAt: OptionalInstant,
  }),
});

/** Search in the list of organisations joined by tunnel mail (A7). */
export const TunnelSearch = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  { additionalProperties: false },
);
export const TunnelReply = Type.Object({
  organisations: Type.Array(
    Type.Object({
      name: Type.String(),
      domain: Type.String({ description: 'begins with "*." when the entry stands only for those below' }),
      since: Type.Optional(Type.String()),
      includesSubdomains: Type.Boolean({ description: 'the entry stands for all below it too' }),
    }),
  ),
  total: Type.Integer(),
  listedAt: Type.String({ description: 'when the list was made, ISO 8601' }),
  isStale: Type.Boolean({ description: 'older than the policy allows' }),
});
export type TunnelReply = Static<typeof TunnelReply>;

/** Search for certificates by hand (A6): all that was found for one address, usable or not, with what is wrong. */
export const CertificateSearch = Type.Object(
  { address: Type.String({ minLength: 3, maxLength: 254 }) },
  { additionalProperties: false },
);
export const CertificateReply = Type.Object({
  address: Type.String(),
  certificates: Type.Array(
    Type.Object({
      source: Type.String(),
      certificate: CertificateFactsSchema,
      use: CertificateUseSchema,
      foundBy: Type.Optional(
        Type.String({ description: 'address it was found by, where it is the organisation’s' }),
      ),
      isUsable: Type.Boolean(),
      problems: Type.Array(Type.String()),
    }),
  ),
  unreadable: Type.Optional(
    Type.Array(Type.String({ description: 'directory that holds something there which is no certificate' })),
  ),
  unreachable: Type.Array(Type.String({ description: 'directory that could not be asked' })),
});
export type CertificateReply = Static<typeof CertificateReply>;

/** One of the certificates that a search found, as a file: DER, named after the address. */
export const CertificateFile = Type.Object(
  {
    address: Type.String({ minLength: 3, maxLength: 254 }),
    fingerprint: Type.String({
      pattern: '^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$',
      description:
        'a SHA-256 as searches show it: 32 pairs of the digits 0-9 and A-F with colons between, AB:01:…',
    }),
  },
  { additionalProperties: false },
);
