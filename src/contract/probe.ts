import Type from 'typebox';
import type { Static } from 'typebox';
import { PROBE_OUTCOMES } from '../domain/evidence.ts';
import { CertificateFactsSchema } from './classification.ts';

const Outcome = Type.Enum([...PROBE_OUTCOMES]);
const MOST_CHAINS = 64;
const LONGEST_CHAIN = 10;

/** A mail server that another Secure Send service is to ask, by its name and all addresses that were found for it. */
export const ProbeRequest = Type.Object(
  {
    host: Type.String({
      maxLength: 253,
      pattern: '^[A-Za-z0-9_.-]+$',
      description: 'the name of a mail server, such as mx.example.org',
    }),
    addresses: Type.Array(
      Type.String({
        maxLength: 45,
        pattern: '^[0-9A-Fa-f:.]+$',
        description: 'an IP address, such as 192.0.2.1 or 2001:db8::1',
      }),
      { minItems: 1, maxItems: 64 },
    ),
  },
  { additionalProperties: false },
);
export type ProbeRequest = Static<typeof ProbeRequest>;

/** What was seen at the mail server. The certificates come along, so that who asked can judge them by DANE. */
export const ProbeReply = Type.Object(
  {
    port: Type.Integer({ minimum: 1, maximum: 65535 }),
    outcome: Outcome,
    protocol: Type.Optional(Type.String({ maxLength: 20 })),
    certificate: Type.Optional(CertificateFactsSchema),
    chains: Type.Optional(
      Type.Array(Type.Array(Type.String({ description: 'DER in Base64' }), { maxItems: LONGEST_CHAIN }), {
        maxItems: MOST_CHAINS,
        description: 'as they were sent, the server’s own certificate first',
      }),
    ),
    unanswered: Type.Optional(Type.Array(Outcome)),
    leftOut: Type.Optional(Type.Enum(['IPv4', 'IPv6'])),
  },
  // What a newer service adds may be a "but": who does not know it cannot use the answer.
  { additionalProperties: false },
);
export type ProbeReply = Static<typeof ProbeReply>;

/** Whether the service asks for others, and can reach mail servers at all. */
export const ProbeAbility = Type.Object({ isAble: Type.Boolean() });
export type ProbeAbility = Static<typeof ProbeAbility>;
