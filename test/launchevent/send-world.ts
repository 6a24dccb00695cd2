import type { SendReply } from '../../src/contract/sends.ts';
import type { ClassifiedRecipient } from '../../src/contract/read-classification.ts';
import type { Verdict } from '../../src/domain/decision.ts';
import type { SendPolicy } from '../../src/domain/policy.ts';
import type { Classification } from '../../src/domain/transport.ts';
import { decide } from '../../src/domain/decision.ts';
import { recipientFacts } from '../../src/domain/recipient-facts.ts';
import type { SendDeps } from '../../src/launchevent/on-message-send.ts';
import { onMessageSend } from '../../src/launchevent/on-message-send.ts';
import { createPolicyMemory } from '../../src/launchevent/policy-memory.ts';
import type { Service } from '../../src/launchevent/service.ts';
import { mailboxClient } from '../../src/outlook/mailbox-client.ts';
import { supportsMailbox } from '../../src/outlook/requirement.ts';
import { aClassification, aPolicy, CHECKED_AT, EXPIRES_AT } from '../support/builders.ts';

/** Real time, made short: one call, all reading, the whole check, and what is generous for the machine that runs the test. */
export const CALL_MS = 120;
export const READING_MS = 360;
export const WHOLE_MS = 1500;
export const SLACK_MS = 400;

export type Completion = Office.SmartAlertsEventCompletedOptions;

export interface TestEvent {
  readonly event: Office.MailboxEvent;
  readonly completions: (Completion | undefined)[];
}

export function anEvent(completed?: (options?: Completion) => void): TestEvent {
  const completions: (Completion | undefined)[] = [];
  const complete = (options?: Completion): void => {
    completed?.(options);
    completions.push(options);
  };
  // Of an event the handlers use `completed` only.
  return { event: { completed: complete } as Office.MailboxEvent, completions };
}

const CONSUMER = ['gmail.com', 'hotmail.com'];

/** The class by the domain's first word: `someone@tls.example` goes by TLS. */
export function classOf(address: string): Classification {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (CONSUMER.includes(domain)) return aClassification({ address, transport: 'tls', consumer: true });
  const [word] = domain.split('.');
  if (word === 'certificate' || word === 'tunnel' || word === 'tls' || word === 'none')
    return aClassification({ address, transport: word });
  return domain.endsWith('phv.example')
    ? aClassification({ address })
    : aClassification({ address, transport: 'unknown', reasons: ['look-up-failed'] });
}

/** A service that judges as the real one does: by the domain. */
export function aService(policy: SendPolicy = aPolicy()): Service {
  const classified = (address: string): ClassifiedRecipient => ({ ...classOf(address), personalData: 'no' });
  return {
    policy: () => Promise.resolve(policy),
    classify: ({ recipients }) => Promise.resolve(recipients.map(({ address }) => classOf(address))),
    judgeSend: ({ sender, recipients, isTruncated, findings, unreadableAttachments, choices }) => {
      const classifications = recipients.map(({ address }) => classified(address));
      const answers = new Map(classifications.map((one) => [one.address.toLowerCase(), one]));
      const draft = {
        recipients: recipients.map((one) => ({ isDistributionList: false, ...one })),
        isTruncated: isTruncated === true,
      };
      const missing = { checkedAt: CHECKED_AT, expiresAt: EXPIRES_AT, reason: 'look-up-failed' } as const;
      const verdict = decide({
        sender,
        recipients: recipientFacts(draft, answers, missing),
        findings,
        unreadableAttachments,
        isServiceReachable: true,
        choices: choices as Parameters<typeof decide>[0]['choices'], // optional keys differ in exactness only
        policy,
      });
      return Promise.resolve<SendReply>({ id: 'send-1', verdict, classifications });
    },
  };
}

export const unreachable: Service = {
  policy: () => Promise.resolve(undefined),
  classify: () => Promise.resolve(undefined),
  judgeSend: () => Promise.resolve(undefined),
};

/** The service says so, whatever is true. */
export function aServiceSaying(change: Partial<Verdict>): Service {
  const service = aService();
  return {
    ...service,
    judgeSend: async (request, deadlineMs) => {
      const reply = await service.judgeSend(request, deadlineMs);
      return reply === undefined ? undefined : { ...reply, verdict: { ...reply.verdict, ...change } };
    },
  };
}

export function sendDeps(service: Service = aService()): SendDeps {
  const client = mailboxClient(CALL_MS);
  return {
    client,
    service,
    policies: createPolicyMemory({ service, client, now: Date.now }),
    supports: supportsMailbox,
    now: Date.now,
    deadlines: {
      whole: WHOLE_MS,
      call: CALL_MS,
      reading: READING_MS,
      policy: 300,
      service: 400,
      header: 300,
    },
  };
}

/** Presses Send: the one completion that came of it. */
export async function send(service: Service = aService()): Promise<Completion> {
  const { event, completions } = anEvent();
  await onMessageSend(event, () => sendDeps(service));
  const [completion, ...more] = completions;
  if (completion === undefined || more.length > 0) throw new Error('A send is completed exactly once.');
  return completion;
}
