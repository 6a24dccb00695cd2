import type { DecisionFacts, RecipientFacts, SenderChoices } from '../../src/domain/decision.ts';
import type { Draft, DraftRecipient } from '../../src/domain/draft.ts';
import type { Finding, FindingSummary } from '../../src/domain/finding.ts';
import type { SendPolicy } from '../../src/domain/policy.ts';
import type { Assurance, Classification, Transport } from '../../src/domain/transport.ts';

/** Official test number of the CPR office; it fails modulus 11. */
export const TEST_CPR = '251248-9996';
export const CHECKED_AT = '2026-11-23T08:00:00.000Z';
export const EXPIRES_AT = '2026-11-23T09:00:00.000Z';
export const SENDER = 'mette.holm@phv.example';

const ASSURANCE: Readonly<Record<Transport, Assurance>> = {
  internal: 'organisational',
  certificate: 'end-to-end',
  tunnel: 'listed',
  tls: 'verified-now',
  none: 'nothing',
  unknown: 'nothing',
  undeliverable: 'nothing',
};

export function aPolicy(change: Partial<SendPolicy> = {}): SendPolicy {
  return {
    organisation: { name: 'Vestkyst', domains: ['phv.example'], studentDomains: ['stud.phv.example'] },
    functionalMailboxes: [
      { address: 'hr@phv.example', label: { da: 'HR', sv: 'HR', en: 'HR' }, allowedSenders: [SENDER] },
      {
        address: 'sikkerpost@phv.example',
        label: { da: 'Sikkerpost', sv: 'Säkerpost', en: 'Secure post' },
        isDefault: true,
      },
    ],
    secureMode: { onByDefault: false, locked: false, autoActivate: true },
    tls: { personalData: 'confirm', minimumAssurance: 'verified-now' },
    detection: {
      types: ['dk_cpr'],
      minimumConfidence: 'medium',
      unreadableAttachments: 'confirm',
      override: 'never',
    },
    ...change,
  };
}

export function aClassification(change: Partial<Classification> = {}): Classification {
  const transport = change.transport ?? 'internal';
  return {
    address: 'jens.friis@phv.example',
    transport,
    consumer: false,
    assurance: ASSURANCE[transport],
    reasons: [],
    evidence: [],
    checkedAt: CHECKED_AT,
    expiresAt: EXPIRES_AT,
    ...change,
  };
}

export function aRecipient(
  address = 'jens.friis@phv.example',
  change: Partial<DraftRecipient> = {},
): DraftRecipient {
  return { field: 'to', address, displayName: '', isDistributionList: false, ...change };
}

/** One recipient with its class; `gmail` is consumer mail over TLS. */
export function to(transport: Transport | 'gmail', change: Partial<Classification> = {}): RecipientFacts {
  const isGmail = transport === 'gmail';
  const address = change.address ?? (isGmail ? 'anna@gmail.com' : `someone@${transport}.example`);
  const classification = aClassification({
    transport: isGmail ? 'tls' : transport,
    consumer: isGmail,
    address,
    ...change,
  });
  return { recipient: { field: 'to', address }, classification };
}

export function aFinding(change: Partial<Finding> = {}): Finding {
  return {
    type: 'dk_cpr',
    value: TEST_CPR,
    confidence: 'high',
    part: 'body',
    start: 0,
    end: 11,
    reasons: ['label-near'],
    ...change,
  };
}

export const CPR: FindingSummary = { type: 'dk_cpr', confidence: 'high', part: 'body' };

/** Facts of a plain internal mail; change one thing at a time. */
export function facts(change: Partial<DecisionFacts> = {}): DecisionFacts {
  return {
    sender: SENDER,
    recipients: [to('internal')],
    findings: [],
    unreadableAttachments: [],
    isServiceReachable: true,
    choices: { secureMode: false },
    policy: aPolicy(),
    ...change,
  };
}

export function secure(change: Partial<SenderChoices> = {}): SenderChoices {
  return { secureMode: true, ...change };
}

export function aDraft(change: Partial<Draft> = {}): Draft {
  return {
    sender: SENDER,
    recipients: [aRecipient()],
    isTruncated: false,
    subject: 'Aftale',
    bodyHtml: '<p>Hej</p>',
    attachments: [],
    ...change,
  };
}
