import { FINDING_TYPES } from './finding.ts';
import type { Confidence, FindingType } from './finding.ts';
import type { TlsAssurance } from './transport.ts';

export const LANGUAGES = ['da', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type LocalText = Readonly<Record<Language, string>>;

/** A shared mailbox that sends and receives encrypted mail (A9, A11). */
export interface FunctionalMailbox {
  readonly address: string;
  readonly label: LocalText;
  /** Addresses or `@domain` patterns of those who may send from it; absent = everybody in the organisation. */
  readonly allowedSenders?: readonly string[];
  readonly isDefault?: boolean;
  readonly notifyKeepers?: boolean;
}

/** What a verdict is made by; the part of the policy file that the sender's machine also sees. */
export interface SendPolicy {
  readonly organisation: {
    readonly name: string;
    readonly domains: readonly string[];
    readonly studentDomains: readonly string[];
    /** ISO 3166-1 code; default: what the first domain's ending tells. Recipients elsewhere are abroad (A13). */
    readonly country?: string;
    /** Where the organisation tells what to consider before personal data leaves (A13). */
    readonly guidance?: string;
  };
  readonly functionalMailboxes: readonly FunctionalMailbox[];
  readonly secureMode: {
    readonly onByDefault: boolean;
    /** The sender cannot change the default. */
    readonly locked: boolean;
    readonly autoActivate: boolean;
  };
  readonly tls: {
    readonly personalData: 'allow' | 'confirm' | 'block';
    readonly minimumAssurance: TlsAssurance;
  };
  readonly detection: {
    readonly types: readonly FindingType[];
    readonly minimumConfidence: Confidence;
    readonly unreadableAttachments: 'confirm' | 'block';
    /** Whether the sender may say that a finding is no personal data (C4). */
    readonly override: 'with-reason' | 'never';
    /** Sensitive words about a person: the sender is asked (also when absent), or they count like a number. */
    readonly context?: 'ask' | 'block';
  };
}

/** True when this sender may send from the mailbox. Addresses compare without case. */
export function maySendFrom(mailbox: FunctionalMailbox, sender: string): boolean {
  const who = sender.trim().toLowerCase();
  if (mailbox.allowedSenders === undefined) return true;
  return mailbox.allowedSenders.some((allowed) => {
    const pattern = allowed.toLowerCase();
    return pattern.startsWith('@') ? who.endsWith(pattern) : who === pattern;
  });
}

/** What holds until a policy was seen: nobody is internal, everything is looked for, nothing is taken for granted. */
export const STRICT_POLICY: SendPolicy = {
  organisation: { name: '', domains: [], studentDomains: [] },
  functionalMailboxes: [],
  secureMode: { onByDefault: false, locked: false, autoActivate: true },
  tls: { personalData: 'confirm', minimumAssurance: 'verified-now' },
  detection: {
    types: FINDING_TYPES,
    minimumConfidence: 'low',
    unreadableAttachments: 'confirm',
    override: 'never',
  },
};
