import type { LocalText } from '../../domain/policy.ts';
import type { MailIdentity, PlaygroundRecipient } from '../model/types.ts';
import { SAMPLE_ADDRESSES, sampleAddress } from '../world/addresses.ts';
import type { DirectoryEntry } from './recipients/resolve-recipients.ts';

/** Who sits at the playground's window. */
export const OWNER: MailIdentity = { name: 'Mette Holm', address: 'mette.holm@phv.example' };

interface SharedMailbox {
  readonly address: string;
  readonly label: LocalText;
}

/** Mailboxes that the owner may send from; the first is the whole organisation's. */
export const SHARED_MAILBOXES: readonly SharedMailbox[] = [
  {
    address: 'sikkerpost@phv.example',
    label: {
      da: 'Sikkerpost (hele skolen)',
      sv: 'Säker post (hela skolan)',
      en: 'Secure post (whole school)',
    },
  },
  {
    address: 'studieservice@phv.example',
    label: { da: 'Studieservice', sv: 'Studentservice', en: 'Student services' },
  },
  { address: 'hr@phv.example', label: { da: 'HR', sv: 'HR', en: 'HR' } },
];

/** The mailbox's display name is one and the same for everybody, as in Exchange. */
export function sharedIdentity(address: string): MailIdentity | undefined {
  const found = SHARED_MAILBOXES.find((mailbox) => mailbox.address === address);
  return found === undefined ? undefined : { name: found.label.da, address: found.address };
}

/** Everybody that the mail system finds by address or by whole name. */
export const DIRECTORY: readonly DirectoryEntry[] = [
  { ...OWNER, type: 'user' },
  ...SHARED_MAILBOXES.map(({ address, label }) => ({ name: label.da, address, type: 'user' as const })),
  ...SAMPLE_ADDRESSES.map(({ name, address, type }) => ({ name, address, type })),
];

/** The chip that Outlook makes of a sample address chosen from the list. */
export function sampleRecipient(id: string): PlaygroundRecipient {
  const { address, name, type } = sampleAddress(id);
  return { address, name, type, isResolved: true };
}
