import Type from 'typebox';
import type { Static } from 'typebox';
import { CONFIDENCES, FINDING_TYPES } from '../domain/finding.ts';
import { OVERRIDE_REASONS } from '../domain/override.ts';
import type { Verdict } from '../domain/decision.ts';
import type { ClassifiedRecipient } from './read-classification.ts';
import { ClassificationReply, MOST_RECIPIENTS } from './classification.ts';

const Address = Type.String({ maxLength: 571 });

/** What the service needs to judge one send: kinds of findings, never values, no subject, no body (C1). */
export const SendRequest = Type.Object(
  {
    sender: Address,
    recipients: Type.Array(
      Type.Object(
        {
          field: Type.Enum(['to', 'cc', 'bcc']),
          address: Address,
          isDistributionList: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
      { maxItems: MOST_RECIPIENTS },
    ),
    isTruncated: Type.Optional(Type.Boolean()),
    findings: Type.Array(
      Type.Object(
        {
          type: Type.Enum([...FINDING_TYPES]),
          confidence: Type.Enum([...CONFIDENCES]),
          part: Type.Enum(['subject', 'body', 'attachment']),
          override: Type.Optional(
            Type.Enum([...OVERRIDE_REASONS], {
              description: 'why the sender says that it is no personal data',
            }),
          ),
        },
        { additionalProperties: false },
      ),
      { maxItems: 1000 },
    ),
    unreadableAttachments: Type.Array(Type.String({ maxLength: 32 }), {
      maxItems: 500,
      description: '`attachmentKey` of each file that could not be read; names stay with the sender',
    }),
    choices: Type.Object(
      {
        secureMode: Type.Boolean(),
        mailbox: Type.Optional(Address),
        declaresPersonalData: Type.Optional(Type.Boolean()),
        confirmed: Type.Optional(Type.String({ maxLength: 64 })),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type SendRequest = Static<typeof SendRequest>;

/** `verdict` is the domain's; `header` is the value to set when its kind is `send`. `id` names the audit record. */
export interface SendReply {
  readonly id: string;
  readonly verdict: Verdict;
  readonly classifications: readonly ClassifiedRecipient[];
  readonly header?: string;
}

/** `SendReply` as it is documented; problems are described loosely here, their closed shape is `Problem` in the domain. */
export const SendReplySchema = Type.Object({
  id: Type.String(),
  verdict: Type.Object(
    {
      kind: Type.Enum(['send', 'activate', 'confirm', 'chooseMailbox', 'block']),
      problems: Type.Array(Type.Object({ kind: Type.String() }, { additionalProperties: true })),
      hasPersonalData: Type.Boolean(),
      isSecure: Type.Boolean(),
      isActivated: Type.Boolean(),
      mode: Type.Enum(['ordinary', 'internal', 'certificate', 'tunnel', 'tls', 'mixed']),
      mailbox: Type.Optional(Type.String()),
      confirmation: Type.Optional(Type.String()),
    },
    { additionalProperties: true },
  ),
  classifications: Type.Array(ClassificationReply),
  header: Type.Optional(Type.String()),
});
