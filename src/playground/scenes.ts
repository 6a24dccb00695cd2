import { STATE_HEADER, formatChoices } from '../domain/state-header.ts';
import type { RecipientLine } from './model/types.ts';
import type { SampleFileName } from './sample-files.ts';

/** Official test number; sentences as people write them. */
export const CPR_SENTENCE =
  'Det drejer sig om Nancy Ann Berggren, CPR 251248-9996, som er optaget pr. 1. februar.';

/** A date and four digits, and nothing that says what they are. */
const LOOKS_LIKE_CPR = '010180-1234';

export type SceneName =
  | 'empty'
  | 'internal'
  | 'gmail-with-cpr'
  | 'certificate-with-cpr'
  | 'tunnel-with-cpr'
  | 'tls-with-cpr'
  | 'abroad-with-cpr'
  | 'false-alarm'
  | 'sensitive-words'
  | 'attachment'
  | 'attachment-unreadable'
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
  readonly attachments?: readonly SampleFileName[];
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
  { name: 'abroad-with-cpr', recipients: { to: ['abroad-eea', 'abroad-third'] }, ...WITH_CPR },
  {
    name: 'false-alarm',
    recipients: { to: ['gmail'] },
    subject: 'Dine stole',
    paragraphs: [
      'Hej Anna',
      `Stolene har ${LOOKS_LIKE_CPR} på mærket, og bordet har ${LOOKS_LIKE_CPR} på kassen.`,
      'Venlig hilsen',
      'Mette Holm',
    ],
  },
  {
    name: 'sensitive-words',
    recipients: { to: ['plaintext'] },
    subject: 'Ida',
    paragraphs: ['Hej', 'Ida har fået en depression og er sygemeldt til maj.', 'Venlig hilsen', 'Mette Holm'],
  },
  {
    name: 'attachment',
    recipients: { to: ['gmail'] },
    ...WITHOUT,
    attachments: ['praktiksteder.csv', 'studerende.csv', 'optagelse.docx'],
  },
  {
    name: 'attachment-unreadable',
    recipients: { to: ['gmail'] },
    ...WITHOUT,
    attachments: ['praktiksteder.csv', 'journal.zip'],
  },
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
        'abroad-eea',
        'abroad-third',
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
