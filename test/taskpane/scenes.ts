import type { SenderChoices } from '../../src/domain/decision.ts';
import type { Draft, DraftRecipient } from '../../src/domain/draft.ts';
import type { CertificateFacts } from '../../src/domain/evidence.ts';
import type { Classification } from '../../src/domain/transport.ts';
import { aClassification, aPolicy, aRecipient, TEST_CPR } from '../support/builders.ts';
import type { FakeApiOptions } from './fake-api.ts';

/** One situation of the pane: a draft, the sender's choices, and what the service says. */
export interface Scene {
  readonly draft: Partial<Draft>;
  readonly choices?: SenderChoices;
  readonly api?: FakeApiOptions;
}

const CERTIFICATE: CertificateFacts = {
  subject: 'CN=Firma Advokater A/S, serialNumber=UI:DK-O:G:8c2f',
  issuer: 'CN=Den Danske Stat OCES udstedende-CA 1, O=Den Danske Stat, C=DK',
  serialNumber: '4c8c1a02f1',
  notBefore: '2025-03-01T00:00:00.000Z',
  notAfter: '2028-03-01T00:00:00.000Z',
  fingerprint:
    '9A:1F:6C:33:08:BE:52:77:10:E4:5D:CC:39:AA:01:F2:9A:1F:6C:33:08:BE:52:77:10:E4:5D:CC:39:AA:01:F2',
};

const JENS = aRecipient('jens.friis@phv.example', { displayName: 'Jens Friis' });
const ANNA = aRecipient('anna@gmail.com');
const LAW = aRecipient('kontakt@advokat.example', { displayName: 'Firma Advokater' });
const TOWN = aRecipient('post@bykommune.example', { displayName: 'Byens Kommune', field: 'cc' });
const FIRM = aRecipient('salg@leverandoer.example', { displayName: 'Leverandøren ApS' });
const PLAIN = aRecipient('info@gammelserver.example');
const GONE = aRecipient('nogen@findesikke.example');
const BLOCKED = aRecipient('info@skjult.example');
const ALSO_BLOCKED = aRecipient('kontor@skjult.example');
const LOOK_ALIKE = aRecipient('anna@gma\u0456l.com', { displayName: 'Anna Skov' });
const NUMBER = aRecipient('kontor@192.0.2.10');
const CLINIC = aRecipient('laege@klinik.example', { displayName: 'Lægen' });

export const ANSWERS: readonly Classification[] = [
  aClassification({
    address: JENS.address,
    reasons: ['own-domain'],
    evidence: [{ kind: 'own-domain', domain: 'phv.example' }],
  }),
  aClassification({
    address: ANNA.address,
    transport: 'tls',
    consumer: true,
    reasons: ['certificate-not-found', 'not-on-tunnel-list', 'tls-verified', 'consumer-mail'],
    evidence: [
      { kind: 'directory', source: 'Prøvekatalog', outcome: 'not-found' },
      {
        kind: 'mail-servers',
        domain: 'gmail.com',
        servers: [{ host: 'mx.gmail.com', preference: 5 }],
        implicit: false,
      },
      { kind: 'probe', host: 'mx.gmail.com', port: 25, outcome: 'tls-verified', protocol: 'TLSv1.3' },
      { kind: 'consumer-domain', domain: 'gmail.com', source: 'email-providers' },
    ],
  }),
  aClassification({
    address: LAW.address,
    transport: 'certificate',
    reasons: ['certificate-usable'],
    evidence: [{ kind: 'certificate', source: 'Prøvekatalog', certificate: CERTIFICATE }],
  }),
  aClassification({
    address: TOWN.address,
    transport: 'tunnel',
    reasons: ['certificate-not-found', 'on-tunnel-list'],
    evidence: [
      {
        kind: 'tunnel-list',
        source: 'tunnel-organisations.csv',
        organisation: 'Byens Kommune',
        domain: 'bykommune.example',
        since: '2019-05-01',
        listedAt: '2026-11-20T00:00:00.000Z',
      },
    ],
  }),
  aClassification({
    address: FIRM.address,
    transport: 'tls',
    reasons: ['certificate-not-found', 'not-on-tunnel-list', 'tls-verified'],
  }),
  aClassification({
    address: PLAIN.address,
    transport: 'none',
    reasons: ['certificate-not-found', 'not-on-tunnel-list', 'no-starttls'],
  }),
  aClassification({
    address: GONE.address,
    transport: 'undeliverable',
    assurance: 'nothing',
    reasons: ['no-such-domain'],
    evidence: [{ kind: 'dns', domain: 'findesikke.example', outcome: 'no-such-domain' }],
  }),
  ...[BLOCKED, ALSO_BLOCKED].map(({ address }) =>
    aClassification({
      address,
      transport: 'unknown',
      reasons: ['certificate-not-found', 'not-on-tunnel-list', 'port-25-blocked', 'no-answer-in-time'],
    }),
  ),
  aClassification({ address: LOOK_ALIKE.address, transport: 'unknown', reasons: ['domain-mixed-scripts'] }),
  aClassification({ address: NUMBER.address, transport: 'unknown', reasons: ['domain-is-ip-address'] }),
  aClassification({
    address: CLINIC.address,
    transport: 'certificate',
    reasons: ['certificate-usable', 'certificate-of-domain'],
    evidence: [
      {
        kind: 'certificate',
        source: 'Prøvekatalog',
        certificate: CERTIFICATE,
        foundBy: 'sikkermail@klinik.example',
      },
    ],
  }),
];

const WITH_CPR = {
  subject: 'Praktikaftale',
  bodyHtml: `<p>Kære Anna</p><p>Her er aftalen for den studerende med cpr ${TEST_CPR}, som vi talte om i går.</p>`,
};
const ON: SenderChoices = { secureMode: true };
const known: FakeApiOptions = { answers: ANSWERS };

function many(): {
  readonly recipients: readonly DraftRecipient[];
  readonly answers: readonly Classification[];
} {
  const recipients = Array.from({ length: 14 }, (_, at) => aRecipient(`medarbejder${at + 1}@phv.example`));
  const answers = recipients.map(({ address }) => aClassification({ address, reasons: ['own-domain'] }));
  return { recipients: [...recipients, TOWN, ANNA], answers: [...answers, ...ANSWERS] };
}

/** The situations of spec 9-pane, by name. */
export const SCENES = {
  'no recipients': { draft: { recipients: [] }, api: known },
  'all internal': { draft: { recipients: [JENS] }, api: known },
  'ordinary mail': { draft: { recipients: [JENS, FIRM, ANNA] }, api: known },
  'all secure': { draft: { recipients: [JENS, TOWN, FIRM] }, choices: ON, api: known },
  'choose mailbox': { draft: { recipients: [LAW, TOWN] }, choices: ON, api: known },
  'mailbox chosen': {
    draft: { recipients: [LAW, TOWN] },
    choices: { secureMode: true, mailbox: 'hr@phv.example' },
    api: known,
  },
  forbidden: { draft: { ...WITH_CPR, recipients: [ANNA, LAW, TOWN, FIRM] }, api: known },
  'many forbidden': {
    draft: { ...WITH_CPR, recipients: [ANNA, PLAIN, aRecipient('bo@gmail.com')] },
    api: {
      answers: [
        ...ANSWERS,
        aClassification({
          address: 'bo@gmail.com',
          transport: 'tls',
          consumer: true,
          reasons: ['tls-verified', 'consumer-mail'],
        }),
      ],
    },
  },
  considerations: { draft: { ...WITH_CPR, recipients: [FIRM] }, choices: ON, api: known },
  'not secure': { draft: { recipients: [ANNA, PLAIN, JENS] }, choices: ON, api: known },
  'file not checked': {
    draft: {
      recipients: [ANNA],
      attachments: [{ id: '1', name: 'aftale.docx', size: 20000, isInline: false }],
    },
    api: known,
  },
  activation: {
    draft: { ...WITH_CPR, recipients: [TOWN] },
    api: {
      answers: ANSWERS,
      policy: aPolicy({ secureMode: { onByDefault: false, locked: false, autoActivate: false } }),
    },
  },
  'no such domain': { draft: { recipients: [JENS, GONE] }, api: known },
  'network blocked': { draft: { recipients: [BLOCKED, ALSO_BLOCKED, JENS] }, choices: ON, api: known },
  'network blocked, personal data': { draft: { ...WITH_CPR, recipients: [BLOCKED] }, api: known },
  'address at fault': { draft: { recipients: [LOOK_ALIKE, NUMBER] }, choices: ON, api: known },
  'organisation’s certificate': { draft: { recipients: [CLINIC] }, choices: ON, api: known },
  'look-ups running': {
    draft: { recipients: [JENS, LAW, aRecipient('ny@adresse.example'), aRecipient('to@adresse.example')] },
    choices: ON,
    api: { answers: ANSWERS, silentAbout: ['ny@adresse.example', 'to@adresse.example'] },
  },
  'service away': { draft: { recipients: [FIRM, JENS] }, choices: ON, api: { isAway: true } },
  'service away, ordinary mail': { draft: { recipients: [FIRM, JENS] }, api: { isAway: true } },
  'many recipients': {
    draft: { recipients: many().recipients },
    choices: ON,
    api: { answers: many().answers },
  },
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof SCENES;
