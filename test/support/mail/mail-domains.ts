/** How a mail server takes mail. */
export type Door =
  | 'good'
  | 'tls12'
  | 'slow'
  | 'self-signed'
  | 'expired'
  | 'wrong-name'
  | 'wildcard'
  | 'tls-later'
  | 'tls-never'
  | 'tls10'
  | 'plain'
  | 'refusing'
  | 'busy'
  | 'silent'
  | 'nobody';

/** What the domain's TLSA records say of its server. */
export type TlsaWish =
  | 'own-key'
  | 'own-key-sha512'
  | 'own-key-whole'
  | 'own-authority'
  | 'old-and-new-key'
  | 'own-key-and-unusable'
  | 'other-key'
  | 'other-authority'
  | 'unusable'
  | 'forged';

export interface StsWish {
  readonly mode: 'enforce' | 'testing' | 'none';
  /** The policy names a server that is not the domain's. */
  readonly isForOther?: boolean;
  /** The domain announces a policy, but nobody hands it out. */
  readonly isAway?: boolean;
}

/** A mail domain: one server for each door, in this order of preference. */
export interface MailDomain {
  readonly zone: 'signed' | 'open' | 'bogus';
  readonly doors: readonly Door[];
  readonly tlsa?: TlsaWish;
  readonly sts?: StsWish;
}

const open = (door: Door, sts?: StsWish): MailDomain => ({
  zone: 'open',
  doors: [door],
  ...(sts === undefined ? {} : { sts }),
});
const signed = (door: Door, tlsa: TlsaWish, sts?: StsWish): MailDomain => ({
  ...open(door, sts),
  zone: 'signed',
  tlsa,
});

/** The domains of the world in which the decision table is tried, by the first label of their name. */
export const MAIL_DOMAINS = {
  'dane-key': signed('good', 'own-key'),
  'dane-authority': signed('good', 'own-authority'),
  'dane-sha512': signed('good', 'own-key-sha512'),
  'dane-whole': signed('good', 'own-key-whole'),
  'dane-rollover': signed('good', 'old-and-new-key'),
  'dane-beside': signed('good', 'own-key-and-unusable'),
  'dane-wildcard': signed('wildcard', 'own-authority'),
  'dane-ended': signed('expired', 'own-authority'),
  'dane-misnamed': signed('wrong-name', 'own-authority'),
  'dane-stranger': signed('good', 'other-authority'),
  'dane-misnamed-key': signed('wrong-name', 'own-key'),
  'dane-alone': signed('self-signed', 'own-key'),
  'dane-expired': signed('expired', 'own-key'),
  'dane-other': signed('good', 'other-key'),
  'dane-other-sts': signed('good', 'other-key', { mode: 'enforce' }),
  'dane-forged': signed('good', 'forged'),
  'dane-forged-sts': signed('good', 'forged', { mode: 'enforce' }),
  'dane-unusable': signed('good', 'unusable'),
  'dane-unusable-silent': signed('silent', 'unusable'),
  'dane-unusable-nobody': signed('nobody', 'unusable'),
  'dane-plain': signed('plain', 'own-key'),
  'bogus-mx': { zone: 'bogus', doors: ['good'] },
  'signed-only': { zone: 'signed', doors: ['good'] },
  'sts-enforce': open('good', { mode: 'enforce' }),
  'sts-other': open('good', { mode: 'enforce', isForOther: true }),
  'sts-untrusted': open('self-signed', { mode: 'enforce' }),
  'sts-testing': open('good', { mode: 'testing' }),
  'sts-none': open('good', { mode: 'none' }),
  'sts-away': open('good', { mode: 'enforce', isAway: true }),
  verified: open('good'),
  'verified-12': open('tls12'),
  guarded: open('slow'),
  'self-signed': open('self-signed'),
  expired: open('expired'),
  'wrong-name': open('wrong-name'),
  wildcard: open('wildcard'),
  later: open('tls-later'),
  never: open('tls-never'),
  old: open('tls10'),
  plain: open('plain'),
  refusing: open('refusing'),
  busy: open('busy'),
  silent: open('silent'),
  nobody: open('nobody'),
  'mixed-certificates': { zone: 'open', doors: ['good', 'self-signed'] },
  'mixed-open': { zone: 'open', doors: ['good', 'refusing'] },
  mixed: { zone: 'open', doors: ['good', 'plain'] },
  consumer: open('good'),
} as const satisfies Readonly<Record<string, MailDomain>>;
export type MailDomainName = keyof typeof MAIL_DOMAINS;

/** Its name in DNS. */
export function nameOf(name: MailDomainName): string {
  return `${name}.${MAIL_DOMAINS[name].zone}.test`;
}
