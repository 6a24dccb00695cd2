import Type from 'typebox';
import type { Static } from 'typebox';

/** `ready` = all answer; `degraded` = works, but what depends on the failing part comes out as "could not check". */
export const HealthReply = Type.Object({
  status: Type.Enum(['ready', 'degraded', 'unable']),
  checks: Type.Array(
    Type.Object({
      name: Type.String(),
      kind: Type.Enum([
        'directory',
        'trust-anchors',
        'tunnel-list',
        'dns',
        'mail-servers',
        'database',
        'add-in',
      ]),
      answers: Type.Boolean(),
      facts: Type.Optional(
        Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
          description: 'what IT may want to know of it, such as the age of a list',
        }),
      ),
      fix: Type.Optional(Type.String()),
    }),
  ),
});
export type HealthReply = Static<typeof HealthReply>;
export type HealthCheck = HealthReply['checks'][number];
