import Type from 'typebox';
import type { Static } from 'typebox';
import { CertificateFactsSchema } from './classification.ts';

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
    Type.Object({ name: Type.String(), domain: Type.String(), since: Type.Optional(Type.String()) }),
  ),
  total: Type.Integer(),
  listedAt: Type.String({ description: 'when the list was made, ISO 8601' }),
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
      isUsable: Type.Boolean(),
      problems: Type.Array(Type.String()),
    }),
  ),
  unreachable: Type.Array(Type.String({ description: 'directory that could not be asked' })),
});
export type CertificateReply = Static<typeof CertificateReply>;
