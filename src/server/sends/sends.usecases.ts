import type { SendReply, SendRequest } from '../../contract/sends.ts';
import { addressKey, formatAddress, parseAddress } from '../../domain/address.ts';
import { decide } from '../../domain/decision.ts';
import type { DecisionFacts, RecipientFacts, SenderChoices, Verdict } from '../../domain/decision.ts';
import { permissionFor } from '../../domain/permission.ts';
import type { SendPolicy } from '../../domain/policy.ts';
import { addressesToLookUp, recipientFacts } from '../../domain/recipient-facts.ts';
import { formatSentHeader } from '../../domain/state-header.ts';
import type { Classification } from '../../domain/transport.ts';
import type { Clock } from '../clock.ts';
import type { SendRecord } from './send-record.ts';
import type { SendStore } from './sends.store.ts';

export interface SendDeps {
  /** How mail would travel to an address; never rejects and ends in time for the sender who waits. */
  readonly classify: (address: string, signal: AbortSignal) => Promise<Classification>;
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
  const recipients = await factsOf(request, signal, { deps, at });
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
  await deps.store.append(toRecord({ id, at, facts, verdict, policy: deps.policyVersion }));
  return {
    id,
    verdict,
    classifications: recipients.map(({ classification }) => ({
      ...classification,
      personalData: permissionFor(classification, deps.policy),
    })),
    ...(verdict.kind === 'send' ? { header: formatSentHeader(verdict, facts.choices) } : {}),
  };
}

/** Every recipient with what is known of the way to it, joined as the sender's pane joins them. */
async function factsOf(
  { recipients, isTruncated = false }: SendRequest,
  signal: AbortSignal,
  { deps, at }: { deps: SendDeps; at: string },
): Promise<readonly RecipientFacts[]> {
  const draft = {
    recipients: recipients.map(({ isDistributionList = false, ...rest }) => ({
      ...rest,
      isDistributionList,
    })),
    isTruncated,
  };
  const answers = await Promise.all(
    addressesToLookUp(draft).map(
      async (address) => [addressKey(address), await deps.classify(address, signal)] as const,
    ),
  );
  return recipientFacts(draft, new Map(answers), { checkedAt: at, expiresAt: at, reason: 'look-up-failed' });
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
  readonly facts: DecisionFacts;
  readonly verdict: Verdict;
  readonly policy: string;
}

function toRecord({ id, at, facts, verdict, policy }: RecordParts): SendRecord {
  return {
    id,
    at,
    sender: bareAddress(facts.sender),
    verdict: verdict.kind,
    mode: verdict.mode,
    ...(verdict.mailbox === undefined ? {} : { mailbox: verdict.mailbox }),
    hasPersonalData: verdict.hasPersonalData,
    isActivated: verdict.isActivated,
    recipients: facts.recipients.map(({ recipient, classification }) => ({
      field: recipient.field,
      address: bareAddress(recipient.address),
      transport: classification.transport,
      consumer: classification.consumer,
      assurance: classification.assurance,
      reasons: classification.reasons,
      checkedAt: classification.checkedAt,
    })),
    findings: facts.findings,
    unreadableAttachments: facts.unreadableAttachments.length,
    declaresPersonalData: facts.choices.declaresPersonalData === true,
    consent: consentTo(facts, verdict),
    problems: verdict.problems.map(({ kind }) => kind),
    policy,
  };
}

/** Consent counts only for the very question that this send raises: an older answer may stand in the choices. */
function consentTo({ choices, ...facts }: DecisionFacts, { kind }: Verdict): SendRecord['consent'] {
  const { confirmed, ...unanswered } = choices;
  const question = decide({ ...facts, choices: unanswered }).confirmation;
  if (question !== undefined && question === confirmed) return 'given';
  return kind === 'confirm' ? 'asked' : 'none';
}

/** Only what is an address is kept: other text may be a name or anything else a person wrote there. */
function bareAddress(raw: string): string {
  const parsed = parseAddress(raw);
  return parsed.ok ? formatAddress(parsed.address) : '';
}
