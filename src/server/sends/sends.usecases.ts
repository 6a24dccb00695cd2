import type { ClassifiedRecipient } from '../../contract/read-classification.ts';
import type { SendReply, SendRequest } from '../../contract/sends.ts';
import { formatAddress, parseAddress } from '../../domain/address.ts';
import { decide } from '../../domain/decision.ts';
import type { DecisionFacts, SenderChoices, Verdict } from '../../domain/decision.ts';
import { permissionFor } from '../../domain/permission.ts';
import type { SendPolicy } from '../../domain/policy.ts';
import { formatSentHeader } from '../../domain/state-header.ts';
import { unknownClassification } from '../../domain/transport.ts';
import type { Clock } from '../clock.ts';
import type { SendRecord } from './send-record.ts';
import type { SendStore } from './sends.store.ts';

type RequestedRecipient = SendRequest['recipients'][number];

export interface SendDeps {
  /** How mail would travel to a recipient; never rejects and ends in time for the sender who waits. */
  readonly classify: (
    recipient: Pick<RequestedRecipient, 'address' | 'isDistributionList'>,
    signal: AbortSignal,
  ) => Promise<ClassifiedRecipient>;
  readonly store: SendStore;
  readonly policy: SendPolicy;
  /** Names the policy that the verdict was made by. */
  readonly policyVersion: string;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Judges one send with the domain's function, records it, and gives the header to set when it may leave. */
export async function judgeSend(
  request: SendRequest,
  signal: AbortSignal,
  deps: SendDeps,
): Promise<SendReply> {
  const at = deps.clock().toISOString();
  const recipients = await recipientFacts(request, signal, { deps, at });
  const facts: DecisionFacts = {
    sender: request.sender,
    recipients,
    findings: request.findings,
    unreadableAttachments: request.unreadableAttachments,
    isServiceReachable: true,
    choices: choicesOf(request),
    policy: deps.policy,
  };
  const verdict = decide(facts);
  const id = deps.newId();
  await deps.store.append(toRecord({ id, at, request, verdict, recipients, policy: deps.policyVersion }));
  return {
    id,
    verdict,
    classifications: recipients.map(({ classification }) => classification),
    ...(verdict.kind === 'send' ? { header: formatSentHeader(verdict) } : {}),
  };
}

interface JudgedRecipient {
  readonly recipient: Pick<RequestedRecipient, 'field' | 'address'>;
  readonly classification: ClassifiedRecipient;
}

/** Recipients that Outlook did not give count as one more that nothing is known about. */
async function recipientFacts(
  { recipients, isTruncated }: SendRequest,
  signal: AbortSignal,
  { deps, at }: { deps: SendDeps; at: string },
): Promise<readonly JudgedRecipient[]> {
  const known = await Promise.all(
    recipients.map(async ({ field, ...asked }) => ({
      recipient: { field, address: asked.address },
      classification: await deps.classify(asked, signal),
    })),
  );
  if (isTruncated !== true) return known;
  const unknown = unknownClassification('', 'recipients-truncated', { checkedAt: at, expiresAt: at });
  const classification = { ...unknown, personalData: permissionFor(unknown, deps.policy) };
  return [...known, { recipient: { field: 'to', address: '' }, classification }];
}

function choicesOf({ choices }: SendRequest): SenderChoices {
  const { secureMode, mailbox, declaresPersonalData, confirmed } = choices;
  return {
    secureMode,
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(declaresPersonalData === undefined ? {} : { declaresPersonalData }),
    ...(confirmed === undefined ? {} : { confirmed }),
  };
}

interface RecordParts {
  readonly id: string;
  readonly at: string;
  readonly request: SendRequest;
  readonly verdict: Verdict;
  readonly recipients: readonly JudgedRecipient[];
  readonly policy: string;
}

function toRecord({ id, at, request, verdict, recipients, policy }: RecordParts): SendRecord {
  return {
    id,
    at,
    sender: bareAddress(request.sender),
    verdict: verdict.kind,
    mode: verdict.mode,
    ...(verdict.mailbox === undefined ? {} : { mailbox: verdict.mailbox }),
    hasPersonalData: verdict.hasPersonalData,
    isActivated: verdict.isActivated,
    recipients: recipients.map(({ recipient, classification }) => ({
      field: recipient.field,
      address: bareAddress(recipient.address),
      transport: classification.transport,
      consumer: classification.consumer,
      assurance: classification.assurance,
      reasons: classification.reasons,
      checkedAt: classification.checkedAt,
    })),
    findings: request.findings,
    unreadableAttachments: request.unreadableAttachments.length,
    declaresPersonalData: request.choices.declaresPersonalData === true,
    isConfirmed: request.choices.confirmed !== undefined && verdict.confirmation === undefined,
    problems: verdict.problems.map(({ kind }) => kind),
    policy,
  };
}

/** Only what is an address is kept: other text may be a name or anything else a person wrote there. */
function bareAddress(raw: string): string {
  const parsed = parseAddress(raw);
  return parsed.ok ? formatAddress(parsed.address) : '';
}
