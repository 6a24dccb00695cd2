import Type from 'typebox';
import type { Static } from 'typebox';
import { REASONS, TRANSPORTS } from '../domain/transport.ts';

/** One look-up per recipient; more than this many are asked for in several requests. */
export const MOST_RECIPIENTS = 500;

const strings = (values: readonly string[]) => Type.Enum([...values]);
const Instant = Type.String({ description: 'ISO 8601, UTC' });

export const ClassificationRequest = Type.Object(
  {
    recipients: Type.Array(
      Type.Object(
        {
          address: Type.String({ maxLength: 571 }),
          isDistributionList: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: MOST_RECIPIENTS },
    ),
    refresh: Type.Optional(Type.Boolean({ description: 'ask the sources again instead of the cache' })),
  },
  { additionalProperties: false },
);
export type ClassificationRequest = Static<typeof ClassificationRequest>;

export const CertificateFactsSchema = Type.Object({
  subject: Type.String(),
  issuer: Type.String(),
  serialNumber: Type.String(),
  notBefore: Instant,
  notAfter: Instant,
  fingerprint: Type.String({ description: 'SHA-256, hexadecimal with colons' }),
});

/** Evidence is described loosely here; its closed shape is `Evidence` in the domain. */
export const ClassificationReply = Type.Object({
  address: Type.String(),
  transport: strings(TRANSPORTS),
  consumer: Type.Boolean(),
  personalData: strings(['yes', 'depends', 'no']),
  assurance: Type.String(),
  reasons: Type.Array(strings(REASONS)),
  evidence: Type.Array(Type.Object({ kind: Type.String() }, { additionalProperties: true })),
  checkedAt: Instant,
  expiresAt: Instant,
});

export const ClassificationsReply = Type.Object({ classifications: Type.Array(ClassificationReply) });
