import { STATE_HEADER, formatChoices } from '../domain/state-header.ts';
import type { RecipientLine } from './model/types.ts';

/** Official test number; sentences as people write them. */
export const CPR_SENTENCE =
  'Det drejer sig om Nancy Ann Berggren, CPR 251248-9996, som er optaget pr. 1. februar.';

export type SceneName =
  | 'empty'
  | 'internal'
  | 'gmail-with-cpr'
  | 'certificate-with-cpr'
  | 'tunnel-with-cpr'
  | 'tls-with-cpr'
  | 'everything'
  | 'many-recipients'
  | 'service-down'
  | 'service-slow'
  | 'distribution-list'
  | 'functional-mailbox-sender'
  | 'secure-mode-on'
  | 'sent';

/** What a deep link `?scene=NAME` sets. Recipients are ids of sample addresses. */
export interface Scene {
  readonly name: SceneName;
  readonly recipients?: Partial<Readonly<Record<RecipientLine, readonly string[]>>>;
  readonly subject?: string;
  readonly paragraphs?: readonly string[];
  /** Address of the shared mailbox that it is written from. */
  readonly from?: string;
  readonly internetHeaders?: Readonly<Record<string, string>>;
  readonly fault?: 'slow' | 'down';
  /** The mail lies in Sent Items already. */
  readonly isSent?: boolean;
}

const WITH_CPR = {
  subject: 'Optagelse pr. 1. februar',
  paragraphs: [
    'Hej',
    CPR_SENTENCE,
    'Vil I bekræfte, at I har fået papirerne?',
    'Venlig hilsen',
    'Mette Holm',
  ],
};
const WITHOUT = {
  subject: 'Møde om praktik',
  paragraphs: ['Hej', 'Kan vi mødes på torsdag kl. 10 om praktikken?', 'Venlig hilsen', 'Mette Holm'],
};

export const SCENES: readonly Scene[] = [
  { name: 'empty' },
  { name: 'internal', recipients: { to: ['colleague', 'student'] }, ...WITHOUT },
  { name: 'gmail-with-cpr', recipients: { to: ['gmail'] }, ...WITH_CPR },
  { name: 'certificate-with-cpr', recipients: { to: ['certificate'] }, ...WITH_CPR },
  { name: 'tunnel-with-cpr', recipients: { to: ['tunnel'] }, ...WITH_CPR },
  { name: 'tls-with-cpr', recipients: { to: ['tls'], cc: ['tls-foreign'] }, ...WITH_CPR },
  {
    name: 'everything',
    recipients: {
      to: [
        'colleague',
        'certificate',
        'certificate-of-organisation',
        'certificate-list-lost',
        'certificate-revoked',
        'tunnel',
        'tunnel-below',
        'tls',
        'tls-dane',
        'tls-sts',
      ],
      cc: ['gmail', 'plaintext', 'dane-mismatch', 'sts-server-not-listed'],
      bcc: ['tarpit', 'dns-bogus', 'look-alike', 'ip-address', 'null-mx'],
    },
    ...WITH_CPR,
  },
  {
    name: 'many-recipients',
    recipients: {
      to: [
        'colleague',
        'student',
        'certificate',
        'certificate-shared',
        'certificate-case',
        'tunnel',
        'tls',
        'tls-foreign',
      ],
      cc: [
        'tls-implicit',
        'certificate-expired',
        'certificate-not-yet',
        'certificate-untrusted',
        'gmail',
        'hotmail',
      ],
      bcc: [
        'certificate-consumer',
        'plaintext',
        'tls-expired',
        'tls-wrong-name',
        'null-mx',
        'refused',
        'port-closed',
        'dns-failure',
      ],
    },
    ...WITHOUT,
  },
  { name: 'service-down', recipients: { to: ['tls', 'colleague'] }, ...WITH_CPR, fault: 'down' },
  { name: 'service-slow', recipients: { to: ['certificate', 'tls'] }, ...WITH_CPR, fault: 'slow' },
  { name: 'distribution-list', recipients: { to: ['distribution-list'], cc: ['contact-list'] }, ...WITH_CPR },
  {
    name: 'functional-mailbox-sender',
    from: 'studieservice@phv.example',
    recipients: { to: ['certificate'] },
    ...WITH_CPR,
  },
  {
    name: 'secure-mode-on',
    recipients: { to: ['certificate', 'tunnel'] },
    ...WITHOUT,
    internetHeaders: { [STATE_HEADER]: formatChoices({ secureMode: true }) },
  },
  {
    name: 'sent',
    from: 'sikkerpost@phv.example',
    recipients: { to: ['certificate'], cc: ['colleague'] },
    ...WITH_CPR,
    internetHeaders: { [STATE_HEADER]: 'certificate; mailbox=sikkerpost@phv.example' },
    isSent: true,
  },
];

export function findScene(name: string | null): Scene | undefined {
  return SCENES.find((scene) => scene.name === name);
}
